import type { EvaluationItem } from '../item.ts';
import { answerWords, normaliseAnswerCorrectly } from './normaliseAnswer.ts';
import { optionLetter } from './optionLetter.ts';
import { polarity } from './polarity.ts';

/** What is right for a closed question, and what an answer says, both in the same words. */
export interface ClosedReading {
  /** `yes`, `no`, or an option or reference, normalised. */
  readonly truth: string;
  /** Undefined where the answer says none of what could be said, or several. */
  readonly said: string | undefined;
}

/** As its file says; where it does not, a question with options or with yes or no for an answer is closed. */
export function isClosed({ answerType, options, reference }: EvaluationItem): boolean {
  if (answerType !== undefined) return answerType === 'closed';
  return (options !== undefined && options.length > 0) || isYesOrNo(normaliseAnswerCorrectly(reference));
}

export function closedReading(item: EvaluationItem, answer: string): ClosedReading {
  const truth = normaliseAnswerCorrectly(item.reference);
  const options = (item.options ?? []).map(normaliseAnswerCorrectly);
  // Of an open list only the reference is known; a choice in the question names the others.
  const choices = options.includes(truth) ? options : [truth, ...choicesOf(item.question, truth)];
  const said = (text: string): readonly string[] => {
    if (!isYesOrNo(truth)) return namedOptions(choices, text);
    const polar = polarity(text, item.question);
    return polar === undefined ? [] : [polar];
  };
  const letter = options.includes(truth) ? optionLetter(answer, item.options ?? []) : undefined;
  // The letter and the words behind it, where they name an option, have to name the same one.
  const named = letter === undefined ? said(answer) : [...said(options[letter.place] ?? ''), ...said(letter.rest)];
  return { truth, said: new Set(named).size === 1 ? named[0] : undefined };
}

function isYesOrNo(normalised: string): boolean {
  return normalised === 'yes' || normalised === 'no';
}

/** The words on the other side of the question's "or": "Is this a CT or an MRI?" */
function choicesOf(question: string, truth: string): string[] {
  const words = answerWords(question);
  const size = truth.split(' ').length;
  return [...words.keys()]
    .filter((i) => words[i] === 'or')
    .flatMap((i) => [words.slice(Math.max(0, i - size), i), words.slice(i + 1, i + 1 + size)])
    .map((side) => side.join(' '))
    .filter((side) => side !== '');
}

/**
 * The options that the answer names by whole words. One within a longer one that is named ("lung" in "left lung") is
 * not named by that, nor is one that is denied ("not the left").
 */
function namedOptions(options: readonly string[], answer: string): readonly string[] {
  let rest = ` ${normaliseAnswerCorrectly(answer)} `;
  const named: string[] = [];
  for (const option of [...new Set(options)].filter((each) => each !== '').sort((a, b) => b.length - a.length)) {
    const parts = rest.split(` ${option} `);
    if (parts.slice(0, -1).some((before) => !/ (no|not|without)( (the|a|an|in|on))*$/.test(` ${before}`)))
      named.push(option);
    rest = parts.join(' \n ');
  }
  return named;
}
