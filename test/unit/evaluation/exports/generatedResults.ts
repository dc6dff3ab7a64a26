/** Results like those of real runs, drawn from a seed: no model and no judge was asked. */
import { Random } from '../../../../src/phantoms/random.ts';
import type {
  EvaluationResults,
  Figure,
  MetricDescription,
  PublishedRow,
  ResultGroup,
  ResultRow,
} from '../../../../src/protocol/evaluationResults.ts';

/** LLaVA-Med's groups with the numbers of their questions; images are the samples'. */
const DOMAINS = [
  ['chest_xray', 'Chest X-ray', 37, 'chest-left-effusion.dcm'],
  ['mri', 'MRI', 38, 'mri-left-frontal-tumour.dcm'],
  ['histology', 'Histology', 44, 'histology-inflammation.png'],
  ['gross', 'Gross pathology', 34, 'gross-haemorrhage.png'],
  ['ct_scan', 'CT', 40, 'ct-right-kidney-stone.dcm'],
] as const;

const QUESTIONS = [
  'What abnormality is seen in the image?',
  'Is there an effusion, and on which side does it lie?',
  'What imaging modality was used?',
  'Describe the lesion, its borders and its surroundings.',
  'What is the most likely explanation of the finding that the arrow points to?',
];

const SENTENCES = [
  'The image shows a pleural effusion on the left side.',
  'There is a well-defined mass with a smooth border.',
  'The heart is of normal size.',
  'No fracture is seen.',
  'The arrow points to the area of enhancement in the frontal lobe.',
  'The tissue shows dense infiltration by lymphocytes.',
  'The findings may suggest an inflammatory process.',
];

export const CHAT_METRICS: readonly MetricDescription[] = [
  {
    id: 'relativeScore',
    label: 'Relative score',
    unit: '%',
    higherIsBetter: true,
    explanation:
      'The mean of the judge’s score of the answer by its score of the reference: a judge’s opinion, not accuracy.',
  },
  {
    id: 'f1',
    label: 'Token F1',
    unit: '%',
    higherIsBetter: true,
    explanation: 'Words that answer and reference share: no measure of what they mean.',
  },
];

export const CHAT_PUBLISHED: readonly PublishedRow[] = [
  published('LLaVA', [36.1, 39.4, 26.2, 41.6, 33.4, 38.4, 32.9, 33.4]),
  published('LLaVA-Med, stage 1', [23.3, 22.6, 25.2, 25.8, 19.0, 24.8, 24.7, 22.2]),
  published('LLaVA-Med, 10K', [39.9, 42.4, 32.5, 46.1, 36.7, 43.5, 34.7, 37.5]),
  published('LLaVA-Med, 60K', [49.4, 53.7, 36.9, 57.3, 39.8, 49.8, 47.4, 52.4]),
  published('LLaVA-Med, 60K-IM', [50.2, 55.1, 36.4, 56.2, 40.4, 52.7, 51.8, 50.1]),
];

function published(label: string, figures: readonly number[]): PublishedRow {
  const ids = ['overall', 'conversation', 'detailed_description', ...DOMAINS.map(([id]) => id)];
  return {
    label,
    source: 'Li et al., LLaVA-Med, NeurIPS 2023, figure of the chat evaluation',
    caveat: 'Judged by GPT-4 (gpt-4-0314), which is no longer served.',
    metric: 'relativeScore',
    values: Object.fromEntries(ids.map((id, i) => [id, figures[i] ?? 0])),
  };
}

/** As LLaVA-Med's 193 questions by default: 143 of a conversation, 50 descriptions. */
export function chatResults(seed: string, count = 193, skill = 0.5): EvaluationResults {
  const random = new Random(seed);
  const text = (sentences: number): string => Array.from({ length: sentences }, () => random.pick(SENTENCES)).join(' ');
  const rows = Array.from({ length: count }, (_, i): ResultRow => {
    const [domain, , , image] = DOMAINS[domainOf(i % 193)]!;
    const isDescription = i % 193 >= 143;
    const type = isDescription ? 'detailed_description' : 'conversation';
    const reference = text(isDescription ? 5 : 2);
    const drawn = random.between(0, 1);
    // Questions are hard or easy for every run; the seed moves an answer a little.
    const hard = ((i * 7919) % 193) / 193;
    const isMissing = i % 97 === 40;
    const isUnreadable = i % 67 === 20;
    const score = Math.round(Math.min(1.2, Math.max(0.1, skill + 0.5 - hard + (drawn - 0.5) * 0.4)) * 1000) / 10;
    return {
      id: i + 1,
      image: i % 29 === 13 ? 'lost.dcm' : image,
      question: QUESTIONS[i % QUESTIONS.length]!,
      reference,
      answer: isMissing ? undefined : `${reference.split('. ')[0]!}. ${text(isDescription ? 3 : 1)}`,
      groups: [type, domain],
      scores: isMissing || isUnreadable ? {} : { relativeScore: score, f1: Math.round(score * 8) / 10 },
      remarks: isUnreadable ? ['The judge’s reply could not be read.'] : [],
      judgements: isMissing
        ? []
        : [
            {
              judge: 'scripted judge',
              order: 'referenceFirst',
              reference: isUnreadable ? undefined : 8,
              answer: isUnreadable ? undefined : Math.round(score / 12.5),
              reply: isUnreadable
                ? 'Both are fine.'
                : `8 ${String(Math.round(score / 12.5))}\nAssistant 2 leaves out the side.`,
            },
          ],
    };
  });
  return {
    kind: 'chat',
    title: 'Visual chat, relative score',
    metrics: CHAT_METRICS,
    groups: [
      group(rows, 'overall', 'Overall', 'overall'),
      group(rows, 'conversation', 'Conversation', 'type'),
      group(rows, 'detailed_description', 'Detailed description', 'type'),
      ...DOMAINS.map(([id, label]) => group(rows, id, label, 'domain')),
    ],
    published: CHAT_PUBLISHED,
    confusions: [],
    rows,
    facts: [
      { name: 'Model', value: 'llava-med-v1.5-mistral-7b-Q8_0.gguf' },
      { name: 'Projector', value: 'llava-med-v1.5-mmproj-f16.gguf' },
      { name: 'Questions', value: 'llava_med_eval_qa50_qa.jsonl, SHA-256 4c1c…e07a' },
      { name: 'Parameters', value: 'temperature 0, seed 0, at most 1024 tokens' },
      { name: 'Judge', value: 'scripted judge at http://127.0.0.1, temperature 0' },
    ],
    warnings: ['2 questions have no answer, 3 replies of the judge could not be read: they are in no mean.'],
  };
}

function domainOf(i: number): number {
  // Spread over the file, with the right sums.
  let rest = (i * 71) % 193;
  return DOMAINS.findIndex(([, , count]) => {
    rest -= count;
    return rest < 0;
  });
}

function group(rows: readonly ResultRow[], id: string, label: string, family: ResultGroup['family']): ResultGroup {
  const own = rows.filter(({ groups }) => id === 'overall' || groups.includes(id));
  const figures: Record<string, Figure> = {};
  for (const { id: metric } of CHAT_METRICS) {
    const values = own.flatMap(({ scores }) => scores[metric] ?? []);
    if (values.length === 0) continue;
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    const half = 55 / Math.sqrt(values.length);
    figures[metric] = { value, low: Math.max(0, value - half), high: value + half, count: values.length };
  }
  return { id, label, family, count: own.length, figures };
}

/** Open and closed questions in the format of VQA-RAD; an answer to a closed one is right or wrong. */
export function vqaResults(seed: string, count = 60, skill = 0.7): EvaluationResults {
  const random = new Random(seed);
  const rows = Array.from({ length: count }, (_, i): ResultRow => {
    const isClosed = i % 2 === 0;
    const isRight = random.between(0, 1) < skill;
    const recall = Math.round(random.between(0, 100) * 10) / 10;
    return {
      id: `rad-${String(i)}`,
      image: DOMAINS[i % DOMAINS.length]![3],
      question: isClosed ? 'Is there a pleural effusion?' : QUESTIONS[i % QUESTIONS.length]!,
      reference: isClosed ? (i % 4 === 0 ? 'Yes' : 'No') : 'left lower lobe',
      answer: isClosed ? (isRight === (i % 4 === 0) ? 'yes' : 'no') : 'the left lobe',
      groups: [isClosed ? 'closed' : 'open', `questionType:${isClosed ? 'presence' : 'position'}`],
      scores: isClosed ? { accuracy: isRight ? 100 : 0 } : { recall },
      remarks: [],
    };
  });
  const closed = rows.filter(({ groups }) => groups.includes('closed'));
  const open = rows.filter(({ groups }) => groups.includes('open'));
  const mean = (own: readonly ResultRow[], metric: string): Figure => {
    const values = own.flatMap(({ scores }) => scores[metric] ?? []);
    return { value: values.reduce((sum, each) => sum + each, 0) / values.length, count: values.length };
  };
  const cell = (truth: string, answer: string): number =>
    closed.filter((row) => row.reference === truth && row.answer === answer).length;
  return {
    kind: 'vqa',
    title: 'VQA-RAD',
    metrics: [
      {
        id: 'recall',
        label: 'Recall',
        unit: '%',
        higherIsBetter: true,
        explanation: 'Of the reference’s words, how many the answer has.',
      },
      {
        id: 'accuracy',
        label: 'Accuracy',
        unit: '%',
        higherIsBetter: true,
        explanation: 'Closed questions that are answered rightly.',
      },
    ],
    groups: [
      { id: 'open', label: 'Open', family: 'type', count: open.length, figures: { recall: mean(open, 'recall') } },
      {
        id: 'closed',
        label: 'Closed',
        family: 'type',
        count: closed.length,
        figures: { accuracy: mean(closed, 'accuracy') },
      },
      {
        id: 'questionType:presence',
        label: 'presence',
        family: 'questionType',
        count: closed.length,
        figures: { accuracy: mean(closed, 'accuracy') },
      },
      {
        id: 'questionType:position',
        label: 'position',
        family: 'questionType',
        count: open.length,
        figures: { recall: mean(open, 'recall') },
      },
    ],
    published: [],
    confusions: [
      {
        label: 'Closed questions',
        truths: ['yes', 'no'],
        answers: ['yes', 'no'],
        counts: [
          [cell('Yes', 'yes'), cell('Yes', 'no')],
          [cell('No', 'yes'), cell('No', 'no')],
        ],
      },
    ],
    rows,
    facts: [{ name: 'Model', value: 'demo model' }],
    warnings: [],
  };
}
