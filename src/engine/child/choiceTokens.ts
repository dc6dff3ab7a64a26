/** What tells a few possible answers apart: the tokens that they begin with. */
import type { LlamaModel, Token } from 'node-llama-cpp';
import { engineErrors } from '../engineErrors.ts';

/** Of a `LlamaModel`. */
export type ChoosingModel = Pick<LlamaModel, 'tokenize' | 'detokenize'>;

/**
 * The different first tokens of each choice's spellings, as they may stand at the beginning of an answer: with a space
 * before the first word and without, since templates and their training differ in that. A token of white space alone
 * says nothing of what follows, so it does not count. Throws `internal` where two choices share a token, or one has none.
 */
export function choiceTokens(
  model: ChoosingModel,
  choices: readonly (readonly string[])[],
): readonly ReadonlySet<number>[] {
  const taken = new Set<number>();
  return choices.map((spellings, place) => {
    const tokens = new Set(spellings.flatMap((spelling) => firstTokens(model, spelling)));
    if (tokens.size === 0) throw engineErrors.internal(`choice ${place} has no token to begin with`);
    for (const token of tokens) {
      if (taken.has(token)) throw engineErrors.internal(`choice ${place} begins with a token of another choice`);
      taken.add(token);
    }
    return tokens;
  });
}

function firstTokens(model: ChoosingModel, spelling: string): Token[] {
  const word = spelling.trim();
  return [word, ` ${word}`]
    .flatMap((text) => [model.tokenize(text, false), model.tokenize(text, false, 'trimLeadingSpace')])
    .flatMap(([first]) => (first === undefined || model.detokenize([first]).trim() === '' ? [] : [first]));
}
