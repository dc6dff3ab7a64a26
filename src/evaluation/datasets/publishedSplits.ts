/**
 * How many questions the published splits have. Of open and closed ones: LLaVA-Med v1.0's notebook
 * `run_eval_metrics.ipynb`; the copies on Hugging Face have lost some doubles (their dataset cards).
 */
import type { EvaluationItem } from '../item.ts';
import type { DatasetFormat } from './datasetFormat.ts';

export interface PublishedSplit {
  /** "SLAKE test, English". */
  readonly name: string;
  /** With the counts: "SLAKE test, English: 1061 questions (645 open, 416 closed)". */
  readonly label: string;
  readonly questions: number;
}

interface Counts {
  readonly name: string;
  readonly questions: number;
  /** Undefined where they are not published. */
  readonly open?: number;
  readonly closed?: number;
  readonly chat?: { readonly conversation: number; readonly description: number };
  readonly formats?: readonly DatasetFormat[];
}

const SPLITS: readonly Counts[] = [
  { name: "LLaVA-Med's visual chat", questions: 193, chat: { conversation: 143, description: 50 } },
  { name: 'VQA-RAD train', questions: 1797, open: 770, closed: 1027 },
  { name: 'VQA-RAD train, with paraphrases and frames (data_RAD)', questions: 3064, open: 1241, closed: 1823 },
  { name: 'VQA-RAD test', questions: 451, open: 179, closed: 272 },
  { name: 'SLAKE train, English', questions: 4919, open: 2976, closed: 1943 },
  { name: 'SLAKE validation, English', questions: 1053, open: 631, closed: 422 },
  { name: 'SLAKE test, English', questions: 1061, open: 645, closed: 416 },
  { name: 'PathVQA train', questions: 19755, open: 9949, closed: 9806 },
  { name: 'PathVQA validation', questions: 6279, open: 3144, closed: 3135 },
  { name: 'PathVQA test', questions: 6761, open: 3370, closed: 3391 },
  ...(
    [
      ['VQA-RAD train (flaviagiammarino/vqa-rad)', 1793],
      ['VQA-RAD test (flaviagiammarino/vqa-rad)', 451],
      ['PathVQA train (flaviagiammarino/path-vqa)', 19654],
      ['PathVQA validation (flaviagiammarino/path-vqa)', 6259],
      ['PathVQA test (flaviagiammarino/path-vqa)', 6719],
    ] as const
  ).map(([name, questions]): Counts => ({ name, questions, formats: ['vqaParquet'] })),
];

/** The split with just these counts; undefined where there is none. */
export function splitOf(items: readonly EvaluationItem[], format?: DatasetFormat): PublishedSplit | undefined {
  const count = (test: (item: EvaluationItem) => boolean): number => items.filter(test).length;
  const open = count(({ answerType }) => answerType === 'open');
  const closed = count(({ answerType }) => answerType === 'closed');
  const conversation = count(({ chatType }) => chatType === 'conversation');
  const description = count(({ chatType }) => chatType === 'detailed_description');
  const found = SPLITS.find((split) =>
    [
      split.questions === items.length,
      split.open === undefined || split.open === open,
      split.closed === undefined || split.closed === closed,
      split.chat === undefined || (split.chat.conversation === conversation && split.chat.description === description),
      split.formats === undefined || (format !== undefined && split.formats.includes(format)),
    ].every(Boolean),
  );
  if (found === undefined) return undefined;
  const parts =
    found.chat === undefined
      ? `${open} open, ${closed} closed`
      : `${conversation} conversation, ${description} detailed description`;
  return { name: found.name, questions: items.length, label: `${found.name}: ${items.length} questions (${parts})` };
}
