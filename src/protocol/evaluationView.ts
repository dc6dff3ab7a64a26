/** The contract between the extension host and the results page of an evaluation, checked at run time on both sides. */
import * as v from 'valibot';
import { EVALUATION_KINDS, type EvaluationResults, type ResultGroup, type ResultRow } from './evaluationResults.ts';

const FigureSchema = v.object({
  value: v.number(),
  low: v.optional(v.number()),
  high: v.optional(v.number()),
  count: v.number(),
});

const GroupSchema = v.object({
  id: v.string(),
  label: v.string(),
  family: v.picklist(['overall', 'type', 'domain', 'questionType', 'observation']),
  count: v.number(),
  figures: v.record(v.string(), FigureSchema),
});

const ScoresSchema = v.record(v.string(), v.number());

const RowSchema = v.object({
  id: v.union([v.string(), v.number()]),
  image: v.optional(v.string()),
  question: v.string(),
  reference: v.string(),
  answer: v.optional(v.string()),
  groups: v.array(v.string()),
  scores: ScoresSchema,
  remarks: v.array(v.string()),
  judgements: v.optional(
    v.array(
      v.object({
        judge: v.string(),
        order: v.picklist(['referenceFirst', 'answerFirst']),
        reference: v.optional(v.number()),
        answer: v.optional(v.number()),
        findings: v.optional(v.object({ matched: v.number(), errors: v.number(), minor: v.number() })),
        reply: v.string(),
      }),
    ),
  ),
});

const ResultsSchema = v.object({
  kind: v.picklist(EVALUATION_KINDS),
  title: v.string(),
  metrics: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      unit: v.picklist(['%', 'count']),
      higherIsBetter: v.boolean(),
      explanation: v.string(),
    }),
  ),
  groups: v.array(GroupSchema),
  published: v.array(
    v.object({
      label: v.string(),
      source: v.string(),
      caveat: v.optional(v.string()),
      metric: v.string(),
      values: v.record(v.string(), v.number()),
    }),
  ),
  confusions: v.array(
    v.object({
      label: v.string(),
      truths: v.array(v.string()),
      answers: v.array(v.string()),
      counts: v.array(v.array(v.number())),
    }),
  ),
  rows: v.array(RowSchema),
  facts: v.array(v.object({ name: v.string(), value: v.string() })),
  warnings: v.array(v.string()),
});

/** What another run made of one question. */
export interface ComparedRow {
  readonly answer: string | undefined;
  readonly scores: Readonly<Record<string, number>>;
}

/** Another run beside the one that is shown. */
export interface ComparedRun {
  /** The name of its folder. */
  readonly name: string;
  readonly title: string;
  readonly groups: readonly ResultGroup[];
  /** Of each row that is shown, in its order; null where the other run has no such question. */
  readonly rows: readonly (ComparedRow | null)[];
  /** Questions that only the other run has. */
  readonly onlyThere: number;
  /** What can be said of the difference: a label and a sentence. */
  readonly statistics: readonly { readonly label: string; readonly text: string }[];
}

/** The host has checked each row when it read the file; of 10,000 again it would be seen how long the page takes. */
const CheckedRowsSchema = v.custom<readonly ResultRow[]>(Array.isArray, 'Rows are expected.');

const ToEvaluationSchema = v.variant('type', [
  /** `name`: of the run's folder. */
  v.object({
    type: v.literal('results'),
    name: v.string(),
    results: v.object({ ...ResultsSchema.entries, rows: CheckedRowsSchema }),
  }),
  v.object({ type: v.literal('failure'), title: v.string(), message: v.string() }),
  /** The image of a row, as PNG, or why there is none. */
  v.object({
    type: v.literal('image'),
    row: v.number(),
    image: v.union([v.object({ png: v.instance(Uint8Array) }), v.object({ failure: v.string() })]),
  }),
  v.object({
    type: v.literal('comparison'),
    run: v.optional(
      v.object({
        name: v.string(),
        title: v.string(),
        groups: v.array(GroupSchema),
        rows: v.array(v.nullable(v.object({ answer: v.optional(v.string()), scores: ScoresSchema }))),
        onlyThere: v.number(),
        statistics: v.array(v.object({ label: v.string(), text: v.string() })),
      }),
    ),
  }),
]);

export type ToEvaluation =
  | { readonly type: 'results'; readonly name: string; readonly results: EvaluationResults }
  | { readonly type: 'failure'; readonly title: string; readonly message: string }
  | { readonly type: 'image'; readonly row: number; readonly image: RowImage }
  | { readonly type: 'comparison'; readonly run?: ComparedRun | undefined };

export type RowImage = { readonly png: Uint8Array } | { readonly failure: string };

const RowNumberSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const FromEvaluationSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** `row`: its place in the results, from 0. */
  v.object({ type: v.literal('image'), row: RowNumberSchema }),
  v.object({ type: v.literal('openImage'), row: RowNumberSchema }),
  v.object({ type: v.literal('copy'), text: v.string() }),
  v.object({ type: v.literal('compare') }),
  v.object({ type: v.literal('endComparison') }),
  /** The chart as it is to be exported; undefined where there is none. */
  v.object({ type: v.literal('export'), svg: v.optional(v.string()) }),
  v.object({ type: v.literal('openAsText') }),
]);
export type FromEvaluation = v.InferOutput<typeof FromEvaluationSchema>;

export function parseToEvaluation(message: unknown): ToEvaluation {
  return v.parse(ToEvaluationSchema, message) as ToEvaluation;
}

export function parseFromEvaluation(message: unknown): FromEvaluation {
  return v.parse(FromEvaluationSchema, message);
}

/** The results, or in words where the first part lies that is not as it should be: "groups.0.label: ...". */
export function parseResults(value: unknown): EvaluationResults | string {
  const parsed = v.safeParse(ResultsSchema, value, { abortEarly: true });
  // What is undefined is left out of JSON; reading it is the same.
  if (parsed.success) return parsed.output as EvaluationResults;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  return `${path === null ? '' : `${path}: `}${issue.message}`;
}
