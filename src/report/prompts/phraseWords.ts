/** What stands before the noun of a finding and belongs to it. */
import type { Sentence } from '../reading/statements/sentence.ts';
import type { Hit } from '../reading/words/phraseIndex.ts';

export type PhraseWords = readonly string[];

export interface LeftWords {
  readonly words: PhraseWords;
  /** The same noun with other qualities: `pleural or …`. */
  readonly others: readonly PhraseWords[];
  /** The token that the phrase begins with. */
  readonly from: number;
  /** The sentence gives it an `a` or `an` of its own. */
  readonly hasArticle: boolean;
}

/** Abbreviations of a side and a lobe, as a model reads them. */
const written: Readonly<Record<string, string>> = {
  l: 'left',
  r: 'right',
  lt: 'left',
  rt: 'right',
  bilat: 'bilateral',
  rul: 'right upper lobe',
  rml: 'right middle lobe',
  rll: 'right lower lobe',
  lul: 'left upper lobe',
  lll: 'left lower lobe',
};
/** How much of it there is, and since when: of a finding that is there it is not asked. */
const degrees =
  /^(?:small|moderate|large|mild|severe|tiny|minimal|trace|marked|massive|huge|minor|subtle|slight|significant|extensive|stable|unchanged|increasing|decreasing|enlarging|persistent|persisting|residual|known|multiple|few|several|scattered|sized|size|degree)$/;
const always =
  /^(?:any|interval|again|new|newly|stable|unchanged|obvious|frank|definite|apparent|evident|underlying|associated|concomitant|present|cm|mm|m|x)$/;
/** A phrase begins behind these. */
const fence =
  /^(?:noted|seen|identified|demonstrated|visuali[sz]ed|visible|appreciated|observed|found|shown|there|such|also|as|by|or|and|the|then|both|with|that|so|now|only|very|patient|image|study|lungs?s?|findings?|has|had|have)$/;
/** Exclude only what is not known already. */
const others = /^(?:other|further|additional|second|more|else)$/;

/** Undefined where the words deny only others than those that are known. */
export function leftWords(sentence: Sentence, noun: number, isDenied: boolean): LeftWords | undefined {
  const { tokens, marks } = sentence;
  const words: string[] = [];
  let from = noun;
  let index = noun - 1;
  for (; index >= 0; index -= 1) {
    const token = tokens[index];
    if (!token || covering(marks.findings, index)) break;
    const { word, kind, text } = token;
    if (kind === 'sign') {
      if (!isHyphen(tokens, index) || words.length === 0) break;
      words[0] = `-${words[0] ?? ''}`;
      continue;
    }
    const joins = words[0]?.startsWith('-') === true;
    const side = covering(marks.sides, index);
    if (side?.value === 'apart') break;
    if (kind === 'number') {
      if (!/^(?:th|st|nd|rd)$/.test(tokens[index + 1]?.word ?? '')) {
        if (!/^(?:cm|mm|x)$/.test(tokens[index + 1]?.word ?? '')) break;
        continue;
      }
    } else if (!side && !joins) {
      if (others.test(word)) {
        if (isDenied) return undefined;
        continue;
      }
      const cue = covering(marks.cues, index)?.value;
      if (always.test(word) || /ly$/.test(word) || (!isDenied && degrees.test(word))) continue;
      if (fence.test(word) || (cue !== undefined && cue !== 'size')) break;
    }
    const said = written[word] ?? smallWord(sentence, text);
    if (joins) words[0] = `${said}${words[0] ?? ''}`;
    else words.unshift(said);
    from = index;
  }
  const hasArticle = /^an?$/.test(tokens[index]?.word ?? '');
  if (words[0]?.startsWith('-') === true) words.shift();
  return { words, others: otherQualities(sentence, index, words), from, hasArticle };
}

/** `hilar, mediastinal or axillary`: what stands before a joint, as long as it names parts of the body only. */
function otherQualities(sentence: Sentence, joint: number, words: PhraseWords): readonly PhraseWords[] {
  const { tokens, marks } = sentence;
  if (words.length === 0) return [];
  const found: PhraseWords[] = [];
  for (let index = joint; index > 0;) {
    let isJoint = false;
    while (tokens[index]?.text === ',' || /^(?:and|or|nor|\/)$/.test(tokens[index]?.word ?? '')) {
      index -= 1;
      isJoint = true;
    }
    if (!isJoint) break;
    const run: string[] = [];
    for (; index >= 0; index -= 1) {
      const token = tokens[index];
      if (!token || token.kind !== 'word' || run.length > 2) break;
      const isPart = covering(marks.sites, index) ?? covering(marks.parts, index);
      if (covering(marks.sides, index) || covering(marks.findings, index)) return found;
      if (!isPart && !/(?:al|ar|ic)$/.test(token.word)) break;
      run.unshift(smallWord(sentence, token.text));
    }
    if (run.length === 0) break;
    found.unshift(run);
  }
  return found;
}

/** In small letters but for abbreviations; a sentence in capitals has none that could be told from words. */
export function smallWord({ tokens }: Sentence, text: string): string {
  const isAllCapitals = tokens.every(({ kind, text: one }) => kind !== 'word' || one === one.toUpperCase());
  const isAbbreviation = text.length > 1 && text.length < 5 && text === text.toUpperCase();
  return isAbbreviation && !isAllCapitals ? text : text.toLowerCase();
}

function isHyphen(tokens: Sentence['tokens'], index: number): boolean {
  return (
    /^[-‐‑/]$/.test(tokens[index]?.text ?? '') && tokens[index]?.gap === 'none' && tokens[index + 1]?.gap === 'none'
  );
}

/** The hit that holds a token. */
export function covering<V>(hits: readonly Hit<V>[], index: number): Hit<V> | undefined {
  return hits.find(({ from, to }) => from <= index && index < to);
}
