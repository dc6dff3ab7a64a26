/**
 * A prompt's text with what is known put in. Values are foreign: they stay plain text and are not read for variables
 * again.
 *
 * What an image's file does not say is left out so that the sentence still reads, by one rule:
 *
 * - before a noun ("this ${modality} image") the variable goes: "this image";
 * - as the noun itself it goes with the preposition that leads to it ("an image of the ${bodyPart}." is "an image."),
 *   and where there is none, a neutral word stands for it ("the ${bodyPart}" is "the part shown").
 *
 * `a` and `an` follow the word that comes to stand behind them. A selection that is missing, and a name that is not
 * known, stay as they are written: a person fills them.
 */

/** What a variable may say; missing, or empty: it is not known. */
export interface PromptVariables {
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly view?: string;
  readonly side?: string;
  /** Such as "slice 12 of 40". */
  readonly frame?: string;
  readonly window?: string;
  readonly selection?: string;
}

export interface FilledPrompt {
  readonly text: string;
  /** Names of variables that stand in the text still, each once. */
  readonly unfilled: readonly string[];
}

type Known = keyof PromptVariables;

/** What stands where a variable that is a noun of its own is not known; undefined: it stays. */
const NEUTRAL: Readonly<Record<Known, string | undefined>> = {
  modality: 'image',
  bodyPart: 'part shown',
  view: 'view shown',
  side: 'side shown',
  frame: 'this image',
  window: 'this window',
  selection: undefined,
};

/** Names of variables that are filled, in the order in which they are told. */
export const PROMPT_VARIABLES = Object.keys(NEUTRAL) as readonly Known[];

/** `${name}` */
const VARIABLE = /\$\{([A-Za-z][A-Za-z0-9]*)\}/gu;

/** Words before which a variable is no adjective: verbs, prepositions, and what is said of the noun itself. */
const NO_NOUN = new RegExp(
  `^\\s+(?:${[
    'abnormal|and|are|as|at|be|been|behind|beside|but|by|can|clear|could|did|do|does|enlarged|for|from|had|has|have',
    'in|intact|is|it|look|looks|may|might|normal|of|on|or|seen|should|show|shown|shows|than|that|then|to|was|well|were',
    'where|which|will|with|would',
  ].join('|')})\\b`,
  'iu',
);

/** A preposition, and what may stand between it and its noun. */
const LEADING =
  /[ \t]*,?[ \t]*\b(?:at|by|for|from|in|into|of|on|through|to|with)(?:[ \t]+(?:a|an|its|that|the|this))?[ \t]+$/iu;

export function fillPrompt(template: string, variables: PromptVariables): FilledPrompt {
  const parts = template.split(VARIABLE);
  const unfilled = new Set<string>();
  /** Where in `text` an article stands whose word may be another now. */
  const articles: number[] = [];
  let text = '';
  for (let i = 0; i < parts.length; i += 2) {
    text += parts[i] ?? '';
    const name = parts[i + 1];
    if (name === undefined) break;
    const value = isKnown(name) ? tidy(name, variables[name]) : undefined;
    const article = /\ban?[ \t]+$/iu.exec(text);
    if (value !== undefined) {
      if (article) articles.push(article.index);
      text += name !== 'selection' && beginsSentence(text) ? capital(value) : value;
    } else if (!isKnown(name) || NEUTRAL[name] === undefined) {
      unfilled.add(name);
      text += `\${${name}}`;
    } else {
      if (article) articles.push(article.index);
      const left = leaveOut(text, NEUTRAL[name], parts, i + 2);
      text = left.text;
      parts[i + 2] = left.next;
      while ((articles.at(-1) ?? -1) >= text.length) articles.pop();
    }
  }
  return { text: articles.toReversed().reduce(withArticle, text), unfilled: [...unfilled] };
}

/** The text before the missing variable and the text behind it, as they stand without it. */
function leaveOut(
  text: string,
  neutral: string,
  parts: readonly string[],
  behind: number,
): { readonly text: string; readonly next: string } {
  const next = parts[behind] ?? '';
  if (isBeforeNoun(parts, behind)) {
    const joined = text === '' || /\s$/u.test(text) ? next.replace(/^[ \t-]+/u, '') : next;
    return { text, next: beginsSentence(text) ? capital(joined) : joined };
  }
  if (/\($/u.test(text) && next.startsWith(')')) return { text: text.replace(/[ \t]*\($/u, ''), next: next.slice(1) };
  const led = LEADING.exec(text);
  if (led && led.index > 0 && !/[.!?:\n]$/u.test(text.slice(0, led.index)))
    return { text: text.slice(0, led.index), next };
  // "on this window", not "on the this window".
  const word = /\b(?:a|an|the|this)[ \t]+$/iu.test(text) ? neutral.replace(/^this /u, '') : neutral;
  return { text: text + (beginsSentence(text) ? capital(word) : word), next };
}

/** Whether a noun follows, perhaps behind further variables. */
function isBeforeNoun(parts: readonly string[], behind: number): boolean {
  const next = parts[behind] ?? '';
  if (next.trim() === '' && parts[behind + 1] !== undefined && !next.includes('\n')) return true;
  return /^[ \t-]+[\p{L}\p{N}]/u.test(next) && !NO_NOUN.test(next);
}

function beginsSentence(before: string): boolean {
  return /(?:^|[.!?]\s+|\n\s*)$/u.test(before);
}

function capital(words: string): string {
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Abbreviations are spelt: "an MRI", "a CT". */
function withArticle(text: string, at: number): string {
  const [, article = '', gap = '', word = ''] = /^(an?)([ \t]+)([\p{L}\p{N}]*)/iu.exec(text.slice(at)) ?? [];
  if (word === '') return text;
  const spelt = word.length > 1 && word === word.toUpperCase();
  const vowel =
    spelt || word === 'X'
      ? /^[AEFHILMNORSX8]/u.test(word)
      : /^[aeiou8]/iu.test(word) && !/^(?:uni|us|eu|one)/iu.test(word);
  const right = `${article.slice(0, 1)}${vowel ? 'n' : ''}`;
  return text.slice(0, at) + right + gap + text.slice(at + article.length + gap.length);
}

/** One line, but for a selection; nothing that is not seen. */
function tidy(name: Known, value: string | undefined): string | undefined {
  const plain = (value ?? '')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (sign) => (/[\n\t]/u.test(sign) ? sign : ''));
  const tidied = name === 'selection' ? plain.trim() : plain.replace(/\s+/gu, ' ').trim();
  return tidied === '' ? undefined : tidied;
}

function isKnown(name: string): name is Known {
  return Object.hasOwn(NEUTRAL, name);
}
