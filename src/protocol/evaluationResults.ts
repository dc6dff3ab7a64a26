/** The results of an evaluation: what a run's scores are shown from, in the editor, in a terminal and in exports. */

export const EVALUATION_KINDS = ['chat', 'vqa', 'report'] as const;
export type EvaluationKind = (typeof EVALUATION_KINDS)[number];

/** How a figure is read. */
export interface MetricDescription {
  /** `recall`, `accuracy`, `relativeScore` ... */
  readonly id: string;
  readonly label: string;
  /** `%`: 0 to 100. `count`: how many. */
  readonly unit: '%' | 'count';
  readonly higherIsBetter: boolean;
  /** One sentence: what it is, and what it is not. */
  readonly explanation: string;
}

export interface Figure {
  readonly value: number;
  /** Bootstrap 95 % interval, where there is one. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Questions that it is made of. */
  readonly count: number;
}

export interface ResultGroup {
  /** `overall`, `conversation`, `chest_xray`, `open` ... */
  readonly id: string;
  readonly label: string;
  readonly family: 'overall' | 'type' | 'domain' | 'questionType' | 'observation';
  /** How many questions are in the group. */
  readonly count: number;
  /** By the metric's id; missing where it does not apply. */
  readonly figures: Readonly<Record<string, Figure>>;
}

/** What others have measured, beside one's own figures. */
export interface PublishedRow {
  readonly label: string;
  /** Where it was published. */
  readonly source: string;
  /** What keeps it from being compared like for like. */
  readonly caveat?: string | undefined;
  readonly metric: string;
  /** By the group's id. */
  readonly values: Readonly<Record<string, number>>;
}

export interface RowJudgement {
  readonly judge: string;
  /** Whether the reference stood first, or the answer. */
  readonly order: 'referenceFirst' | 'answerFirst';
  /** 1 to 10; undefined where the reply could not be read. */
  readonly reference: number | undefined;
  readonly answer: number | undefined;
  /** Of a report draft in place of points: how many the judge found of each. Undefined where it could not be read. */
  readonly findings?: { readonly matched: number; readonly errors: number; readonly minor: number } | undefined;
  readonly reply: string;
}

/** One question with what came of it. Texts are foreign: escaped wherever they are shown. */
export interface ResultRow {
  readonly id: string | number;
  /** A path from the folder of the images. */
  readonly image: string | undefined;
  readonly question: string;
  readonly reference: string;
  /** Undefined where there is none. */
  readonly answer: string | undefined;
  /** Groups that it is in, beside `overall`. */
  readonly groups: readonly string[];
  /** By the metric's id, in the metric's unit. */
  readonly scores: Readonly<Record<string, number>>;
  /** What is to be said of it: "left and right are confused", "the judge's reply could not be read". */
  readonly remarks: readonly string[];
  readonly judgements?: readonly RowJudgement[] | undefined;
}

/** Rows: what was right. Columns: what was answered. */
export interface Confusion {
  readonly label: string;
  readonly truths: readonly string[];
  readonly answers: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface EvaluationResults {
  readonly kind: EvaluationKind;
  readonly title: string;
  /** The first is the one that is compared. */
  readonly metrics: readonly MetricDescription[];
  readonly groups: readonly ResultGroup[];
  readonly published: readonly PublishedRow[];
  readonly confusions: readonly Confusion[];
  readonly rows: readonly ResultRow[];
  /** How it was made, name by name: model, projector, parameters, judge. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** What a reader must know: answers that are missing, replies that could not be read. */
  readonly warnings: readonly string[];
}
