/**
 * Whether our greedy answers are llama-server's, token for token; and where one is not, how far apart the server had
 * the two tokens: rounding differs with the way a prompt is cut into batches, and shows where two tokens are as good.
 */
import type { BenchSession } from '../benchSession.ts';
import type { Told } from '../peers/peer.ts';
import type { ServerTold } from '../peers/serverPeer.ts';
import { evaluationQuestions } from '../questions.ts';

export interface Difference {
  readonly question: number;
  /** Of the answer, from 0. */
  readonly token: number;
  readonly ours: string;
  readonly theirs: string;
  /** Logits between them as the server had them; NaN where ours was not among its ten likeliest. */
  readonly gap: number;
}

export interface Equality {
  readonly questions: number;
  readonly tokens: number;
  readonly differences: readonly Difference[];
  /** Questions whose prompts had different numbers of tokens. */
  readonly promptsDiffer: number;
}

const questions = 20;
const answerTokens = 64;
const alternatives = 10;

export async function equalOutput(session: BenchSession): Promise<Equality> {
  const [ours, server] = [await session.ours(), await session.server()];
  const differences: Difference[] = [];
  let promptsDiffer = 0;
  let tokens = 0;
  const texts = evaluationQuestions(193).map(({ text }) => text);
  for (let question = 0; question < questions; question++) {
    const image = await session.settings.images.next();
    const turns = [{ role: 'user', text: texts[question] ?? '', image }] as const;
    const mine = await ours.ask(turns, answerTokens);
    const theirs = await server.ask(turns, answerTokens, { alternatives });
    tokens += theirs.pieces.length;
    if (mine.promptTokens !== theirs.promptTokens) promptsDiffer++;
    const token = firstDifference(mine, theirs);
    if (token !== undefined) differences.push({ question, token, ...atToken(mine, theirs, token) });
  }
  return { questions, tokens, differences, promptsDiffer };
}

/** The first token that differs as text; our pieces may hold several tokens (parts of a character), theirs never. */
function firstDifference(mine: Told, theirs: ServerTold): number | undefined {
  if (mine.text === theirs.text) return undefined;
  let told = '';
  for (const [index, piece] of theirs.pieces.entries()) {
    told = (told + piece).trimStart();
    if (!mine.text.startsWith(told)) return index;
  }
  return theirs.pieces.length;
}

function atToken(mine: Told, theirs: ServerTold, token: number): Pick<Difference, 'ours' | 'theirs' | 'gap'> {
  const before = theirs.pieces.slice(0, token).join('').trimStart();
  const rest = mine.text.slice(before.length);
  const [likeliest, ...others] = theirs.candidates[token] ?? [];
  const chosen = others.find(({ piece }) => piece !== '' && rest.startsWith(before === '' ? piece.trimStart() : piece));
  return {
    ours: chosen?.piece ?? rest.slice(0, 12),
    theirs: likeliest?.piece ?? '',
    gap: chosen === undefined || likeliest === undefined ? NaN : likeliest.logProbability - chosen.logProbability,
  };
}
