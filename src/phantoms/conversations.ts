/**
 * Conversations about a phantom as the instruction tuning uses them: one to three exchanges in a person's many
 * wordings.
 */
import { askModality } from './modalityQuestion.ts';
import { findingsPrompt } from '../report/prompts/sectionPrompts.ts';
import * as say from './answers.ts';
import type { Truth } from './answers.ts';
import type { FindingKind } from './phantom.ts';
import { domainOf, DOMAINS, FINDINGS, kindsOf, placesOf } from './phantom.ts';
import * as ask from './questions.ts';
import type { Random } from './random.ts';
import type { Exchange } from './smallTalk.ts';
import { smallTalk } from './smallTalk.ts';

const ALL_KINDS = DOMAINS.flatMap((domain) => Object.keys(FINDINGS[domain]) as FindingKind[]);

const INDICATIONS = [
  'Shortness of breath.',
  'Cough.',
  'Fever.',
  'Chest pain.',
  'Trauma.',
  'Follow-up.',
  'Headache.',
  'Abdominal pain.',
  'Flank pain.',
  'Haematuria.',
  'Seizure.',
  'Weakness on the left side.',
  'Weakness on the right side.',
  'Pain on the left.',
  'Pain on the right.',
  'Cough and fever for three days.',
  'Shortness of breath for two weeks.',
  'Pain in the right side of the chest.',
  'Pain in the left side of the chest.',
  'Suspected effusion.',
  'Suspected pneumothorax.',
  'Suspected tumour.',
  'Suspected stone.',
  'Weight loss.',
  'Fall from a ladder.',
  'Dizziness.',
  'Preoperative examination.',
  'Known malignancy, staging.',
  'Exclude pneumonia.',
  'Reduced breath sounds on the left.',
  'Reduced breath sounds on the right.',
  'Dyspnoea.',
  'Biopsy.',
  'Resection specimen.',
  'Routine examination.',
  'Question of cardiac failure.',
  '64-year-old patient with dyspnoea.',
  'Left-sided chest pain.',
  'Right-sided chest pain.',
  'Confusion.',
];

/** One conversation. */
export function converse(random: Random, truth: Truth): Exchange[] {
  const roll = random.next();
  // Yes/no questions are the hardest: the words of the question have to meet what is seen.
  if (roll < 0.24) return presence(random, truth);
  if (roll < 0.55) return presenceAt(random, truth);
  if (roll < 0.63)
    return [{ question: askModality(random), answer: say.modalityAnswer(truth.domain) }, ...followUp(random, truth)];
  if (roll < 0.66) return [isModality(random, truth), ...followUp(random, truth)];
  if (roll < 0.75) return [where(random, truth), ...followUp(random, truth)];
  if (roll < 0.79)
    return [
      { question: ask.askWhereAbnormal(random), answer: say.whereAbnormalAnswer(truth) },
      ...followUp(random, truth),
    ];
  if (roll < 0.86) return isNormal(random, truth);
  if (roll < 0.9)
    return [
      { question: ask.askAbnormalities(random, truth.domain), answer: say.abnormalitiesAnswer(truth) },
      ...followUp(random, truth),
    ];
  if (roll < 0.96)
    return [
      { question: ask.askDescription(random, truth.domain), answer: say.description(truth) },
      ...followUp(random, truth),
    ];
  return [smallTalk(random), ...followUp(random, truth)];
}

/** The alignment stage's single exchange: a caption of the image. */
export function caption(random: Random, truth: Truth): Exchange {
  return { question: ask.askDescription(random, truth.domain), answer: say.description(truth) };
}

export function draft(random: Random, truth: Truth): Exchange {
  const indication = random.chance(0.5) ? random.pick(INDICATIONS) : undefined;
  return { question: findingsPrompt(indication).text, answer: say.findingsSection(truth) };
}

function isModality(random: Random, truth: Truth): Exchange {
  const asked = random.chance(0.5) ? truth.domain : random.pick(DOMAINS);
  return { question: ask.askIsModality(random, asked), answer: say.isModalityAnswer(truth, asked) };
}

/** The kind to ask about: as often one that is there as one that is not; now and then one of another domain. */
function kindToAsk(random: Random, truth: Truth): FindingKind {
  const found = truth.findings.map((finding) => finding.kind);
  if (found.length > 0 && random.chance(0.6)) return random.pick(found);
  if (random.chance(0.12)) return random.pick(ALL_KINDS);
  const missing = kindsOf(truth.domain).filter((kind) => !found.includes(kind));
  return random.pick(missing);
}

function presence(random: Random, truth: Truth): Exchange[] {
  const kind = kindToAsk(random, truth);
  const first = {
    question: ask.askPresence(random, kind, truth.domain, domainOf(kind) === truth.domain),
    answer: say.presenceAnswer(truth, kind),
  };
  const found = truth.findings.some((finding) => finding.kind === kind);
  return [first, ...(found ? aboutFound(random, truth, kind) : followUp(random, truth))];
}

function presenceAt(random: Random, truth: Truth): Exchange[] {
  // Mostly of what is there: that it lies elsewhere is harder to tell than that it is absent.
  const kind =
    truth.findings.length > 0 && random.chance(0.5) ? random.pick(truth.findings).kind : kindToAsk(random, truth);
  const found = truth.findings.find((finding) => finding.kind === kind);
  const places = placesOf(kind);
  if (places.length === 0 || domainOf(kind) !== truth.domain) return presence(random, truth);
  const place = found?.place !== undefined && random.chance(0.5) ? found.place : random.pick(places);
  const first = {
    question: ask.askPresenceAt(random, kind, place, truth.domain),
    answer: say.presenceAtAnswer(truth, kind, place),
  };
  return [first, ...followUp(random, truth)];
}

function where(random: Random, truth: Truth): Exchange {
  const found = truth.findings.map((finding) => finding.kind);
  const kind = found.length > 0 && random.chance(0.85) ? random.pick(found) : random.pick(kindsOf(truth.domain));
  const place = placesOf(kind)[0];
  return { question: ask.askWhere(random, kind, place), answer: say.whereAnswer(truth, kind) };
}

function isNormal(random: Random, truth: Truth): Exchange[] {
  const first = random.chance(0.6)
    ? { question: ask.askIsNormal(random, truth.domain), answer: say.isNormalAnswer(truth) }
    : { question: ask.askIsAbnormal(random, truth.domain), answer: say.isAbnormalAnswer(truth) };
  return [
    first,
    ...(truth.findings.length > 0 && random.chance(0.4)
      ? [{ question: 'Where?', answer: say.whereAbnormalAnswer(truth) }]
      : followUp(random, truth)),
  ];
}

/** Questions that lean on the answer before: "Which side?" */
function aboutFound(random: Random, truth: Truth, kind: FindingKind): Exchange[] {
  if (random.chance(0.35)) return [];
  const place = truth.findings.find((finding) => finding.kind === kind)?.place;
  const short = [
    'Where?',
    'Where is it?',
    'Where exactly?',
    'Where do you see it?',
    'Can you locate it?',
    ...(place === 'left' || place === 'right'
      ? ['Which side?', 'On which side?', 'Which side is it on?', 'Left or right?', 'What side?']
      : []),
  ];
  const next = { question: random.pick(short), answer: say.whereAnswer(truth, kind) };
  const other = {
    question: random.pick([
      'Anything else?',
      'Is there anything else?',
      'Are there other abnormalities?',
      'Any other abnormality?',
      'Is anything else abnormal?',
      'Do you see anything else?',
    ]),
    answer: say.otherAnswer(truth, kind),
  };
  return random.chance(0.3) ? [other] : random.chance(0.3) ? [next, other] : [next];
}

/** A further question about the same image, or none. */
function followUp(random: Random, truth: Truth): Exchange[] {
  if (random.chance(0.6)) return [];
  return converse(random, truth).slice(0, 2);
}
