/** What answers to a claim say, and how far they agree. */
import { t } from '@vscode/l10n';
import type { Claim } from './claimQuestion.ts';
import type { ClaimPrompt } from './claimPrompts.ts';

export type ClaimAnswer = 'yes' | 'no' | 'unclear';

/** What must stand with every count of answers. */
export function agreementNote(): string {
  return t`How often answers of one model agree is not the probability that they are right: it can be wrong five times out of five.`;
}

const plainYes = /^yes(?=$|[\s.,;:!–—-])/;
const plainNo = /^no(?=$|\s*[.,;:!–—]|\s+-\s|\s+(?:it|there|this|that|the)\b)/;
/** A denial without its own word for no: of the question whether a finding is there, not of whether a statement is true. */
const denial = /^(?:there (?:is|are) no|there (?:is|are) not|no)\s/;
const noAnswer = /^no (?:idea|information|image|way|answer|clear|definite|definitive)\b/;

/**
 * Strict: what does not begin with a yes or a no is unclear, and so is a yes to one side that goes on about the other,
 * or a no to a side that goes on to affirm it.
 */
export function readVerdict(answer: string, { promptId, question }: ClaimPrompt): ClaimAnswer {
  const text = answer
    .toLowerCase()
    .replace(/^[\s"'“”‘’*_>.]+/, '')
    .trim();
  if (/^(?:yes|no)\s*(?:\/|or|and)\s*(?:yes|no)\b/.test(text) || noAnswer.test(text)) return 'unclear';
  const isFinding = promptId === 'claim-finding-1';
  if (plainYes.test(text)) {
    const isDenied = isFinding && /^yes\W+(?:there (?:is|are) )?no\b/.test(text);
    return isDenied || (isFinding && sideOf(text) === opposite(sideOf(question))) ? 'unclear' : 'yes';
  }
  if (plainNo.test(text)) {
    const affirms = isFinding && sideOf(text) !== undefined && sideOf(text) === sideOf(question);
    return affirms && !/\b(?:no|not|without|isn't|aren't)\b/.test(text.slice(2)) ? 'unclear' : 'no';
  }
  return isFinding && denial.test(text) ? 'no' : 'unclear';
}

type Side = 'left' | 'right';

/** The one side that a text names; undefined where it names none or both. */
function sideOf(text: string): Side | undefined {
  const isLeft = /\bleft\b/i.test(text);
  if (isLeft === /\bright\b/i.test(text)) return undefined;
  return isLeft ? 'left' : 'right';
}

/** Of no side none, which no text names. */
function opposite(side: Side | undefined): Side | 'none' {
  if (side === undefined) return 'none';
  return side === 'left' ? 'right' : 'left';
}

export type ClaimVerdict = 'supported' | 'contradicted' | 'unclear';

export interface Agreement {
  readonly supports: number;
  readonly contradicts: number;
  readonly unclear: number;
  readonly n: number;
  /** By more than half of all answers, unclear ones counted. */
  readonly verdict: ClaimVerdict;
  /** `yes 5 of 5`; where there is no majority, every count. */
  readonly text: string;
}

export function agreement(samples: readonly ClaimAnswer[], expected: Claim['expected']): Agreement {
  const n = samples.length;
  const count = (answer: ClaimAnswer): number => samples.filter((one) => one === answer).length;
  const supports = count(expected);
  const contradicts = count(expected === 'yes' ? 'no' : 'yes');
  const unclear = count('unclear');
  const verdict = 2 * supports > n ? 'supported' : 2 * contradicts > n ? 'contradicted' : 'unclear';
  return { supports, contradicts, unclear, n, verdict, text: countsText(count, n, verdict !== 'unclear') };
}

function countsText(count: (answer: ClaimAnswer) => number, n: number, hasMajority: boolean): string {
  const counts = (['yes', 'no', 'unclear'] as const)
    .map((answer) => ({ answer, times: count(answer) }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times);
  const shown = hasMajority ? counts.slice(0, 1) : counts;
  if (shown.length === 0) return t`no answer`;
  const said = shown.map(({ answer, times }) => answersInWords[answer](times));
  return t`${said.join(', ')} of ${n}`;
}

const answersInWords: Readonly<Record<ClaimAnswer, (times: number) => string>> = {
  yes: (times) => t`yes ${times}`,
  no: (times) => t`no ${times}`,
  unclear: (times) => t`unclear ${times}`,
};

/** Of several claims the one that a person has to see first. */
export function worstVerdict(verdicts: readonly ClaimVerdict[]): ClaimVerdict {
  if (verdicts.includes('contradicted')) return 'contradicted';
  return verdicts.length > 0 && verdicts.every((one) => one === 'supported') ? 'supported' : 'unclear';
}
