import type { Random } from '../../../src/phantoms/random.ts';
import { EXTRA_WORDS } from './words.ts';

const LEADS = [
  'Hi, ',
  'Hello. ',
  'Please: ',
  'OK. ',
  'So, ',
  'And ',
  'Doctor, ',
  'Question: ',
  'Quick question: ',
  'Look at this image. ',
  'I have a question. ',
  'Now tell me: ',
];
const TAILS = [
  ' Thanks.',
  ' Please answer.',
  ' Answer yes or no.',
  ' Please.',
  ' Be brief.',
  ' Thank you.',
  ' Explain.',
];

/**
 * A question as it gets typed: without capital or full stop, with a greeting or with a stray word. The section prompts
 * stay as they are.
 */
export function disturb(random: Random, question: string): string {
  if (/^(Indication|Findings): |^Write the /.test(question)) return disturbIndication(random, question);
  let text = question;
  if (random.chance(0.07)) text = insertWord(random, text);
  if (random.chance(0.06)) text = `${random.pick(LEADS)}${text}`;
  if (random.chance(0.05)) text = `${text}${random.pick(TAILS)}`;
  if (random.chance(0.15)) text = text.toLowerCase();
  if (random.chance(0.15)) text = text.replace(/[.?]$/, '');
  return random.chance(0.03) ? `${text}${random.pick(['?', '!', ' ?', '??'])}` : text;
}

function insertWord(random: Random, text: string): string {
  const words = text.split(' ');
  words.splice(1 + random.below(words.length), 0, random.pick(EXTRA_WORDS));
  return words.join(' ');
}

/** Any words may stand in an indication: the draft must not lean on them. */
function disturbIndication(random: Random, prompt: string): string {
  const match = /^Indication: (.*)\n/.exec(prompt);
  if (match === null || random.chance(0.4)) return prompt;
  const words = Array.from({ length: 1 + random.below(6) }, () => random.pick(EXTRA_WORDS));
  return prompt.replace(
    /^Indication: .*\n/,
    `Indication: ${random.chance(0.5) ? `${match[1] ?? ''} ` : ''}${words.join(' ')}.\n`,
  );
}
