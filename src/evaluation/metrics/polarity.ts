/** Whether an answer says yes or no to its question: by rules, and undefined where they do not tell. */
import { answerWords } from './normaliseAnswer.ts';

export type Polarity = 'yes' | 'no';

const BOTH = /\b(yes\s*(or|and|\/)\s*no|no\s*(or|and|\/)\s*yes)\b/;
const FIRST_POLAR = /\b(yes|yeah|yep|no|nope)\b/;
/** After "no": it is an answer by itself, and not the "no" of "no effusion". */
const STANDS_ALONE = /^\s*([.,;:!?)\]}"'\u201d\u2019*\n\u2013\u2014]|- |$)/;
const BEGINS_CLAUSE = /^\s+(it|there|this|that|these|those|the|he|she|they|we|i)\b/;
const UNSURE =
  /\b(may|might|could|possib(le|ly|ility)|unclear|uncertain|cannot|can't|unable|not (sure|certain|enough|applicable|clear (if|whether|what|from))|no (information|image|way|idea|answer))\b/;
const NEGATOR = /^(no|not|without|never|negative|\p{L}+n't)$/u;
const PRESENCE = /^(seen|present|visible|identified|evident|noted|observed|detected|shown|found|there|longer)$/;
const LEADING_NEGATION = /^\W*(there('s| is| are| was| were) )?(no|not|without|negative for|absence of)\b/;
/** "No abnormality" says yes to these. */
const ASKS_FOR_HEALTH = /\b(normal|clear|unremarkable|healthy|intact|benign|symmetric(al)?)\b/;
const ASKS_NEGATIVELY = /\b(no|not|without|absent|absence|free|lack|negative|never|\p{L}+n't)\b/u;
const SIDES = ['left', 'right', 'bilateral'];
/** What a question has beside the things that it asks about. */
const FUNCTION_WORDS = new Set(
  (
    'is are was were be been being do does did has have had can could will would should there this that these those it its ' +
    'he she they his her their you we i of in on at to for from with by and as any some image picture figure photo scan ' +
    'show shows shown showing see seen demonstrate evidence sign present visible patient'
  ).split(' '),
);

/**
 * The first polar word decides where it stands for itself: "Yes, ...", "The answer is no." Without one, a sentence that
 * restates the question affirms or denies it ("The heart is not enlarged"), and one that begins with a negation ("No
 * evidence of effusion", "There is no effusion") denies it, unless health or an absence was asked for. What is put as a
 * possibility, and "yes or no", says neither.
 */
export function polarity(answer: string, question = ''): Polarity | undefined {
  const text = answer.toLowerCase().replace(/[\u2018\u2019]/g, "'");
  if (BOTH.test(text)) return undefined;
  const own = interjection(text);
  if (own !== undefined) return own;
  const asked = question.toLowerCase();
  const sentence = text.split(/(?<!\d)[.;!?\n]|[.;!?\n](?!\d)/).find((part) => part.trim() !== '') ?? '';
  if (UNSURE.test(sentence) || ASKS_NEGATIVELY.test(asked)) return undefined;
  const restated = restatement(answerWords(sentence), asked);
  if (restated !== undefined) return restated;
  return LEADING_NEGATION.test(sentence) && !ASKS_FOR_HEALTH.test(asked) ? 'no' : undefined;
}

function interjection(text: string): Polarity | undefined {
  const found = FIRST_POLAR.exec(text);
  if (found === null) return undefined;
  const [word] = found;
  if (word !== 'no') return word === 'nope' ? 'no' : 'yes';
  const after = text.slice(found.index + word.length);
  const first = /^\W*$/.test(text.slice(0, found.index));
  return STANDS_ALONE.test(after) || (first && BEGINS_CLAUSE.test(after)) ? 'no' : undefined;
}

/** A sentence with every thing that the question names. A question with a choice is not restated by half of it. */
function restatement(words: readonly string[], question: string): Polarity | undefined {
  const terms = answerWords(question)
    .filter((word) => !FUNCTION_WORDS.has(word))
    .map(singular);
  const said = words.map(singular);
  if (terms.length === 0 || terms.includes('or') || !terms.every((term) => said.includes(term))) return undefined;
  if (SIDES.some((side) => said.includes(side) && !terms.includes(side))) return undefined;
  if (words.includes('absent')) return 'no';
  const negator = words.findIndex((word) => NEGATOR.test(word));
  if (negator === -1) return 'yes';
  const named = said.map((word) => terms.includes(word));
  if (PRESENCE.test(words[negator + 1] ?? '') || named.includes(true, negator)) return 'no';
  // "Clear lungs with no effusion": what was asked for is affirmed before something else is denied.
  return ['no', 'without'].includes(words[negator] ?? '') ? 'yes' : undefined;
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(?<!s)s$/, '') : word;
}
