/** Figures that are kept, so that a model cannot get worse unseen, nor better without being written down. */
import { readRegularFile } from '../../files/regularFile.ts';
import * as v from 'valibot';
import { reportMetrics } from '../results/reportMetrics.ts';
import type { QualityFigures } from './measureQuality.ts';

const Baseline = v.object({
  seed: v.string(),
  count: v.number(),
  /** Of the model that they were measured on. */
  model_sha256: v.string(),
  figures: v.record(v.string(), v.number()),
});
export type QualityBaseline = v.InferOutput<typeof Baseline>;

export async function readBaseline(path: string): Promise<QualityBaseline> {
  return v.parse(v.pipe(v.string(), v.parseJson(), Baseline), (await readRegularFile(path)).toString('utf8'));
}

export interface FigureChange {
  readonly name: string;
  readonly before: number;
  /** Undefined: it is no longer measured. */
  readonly now: number | undefined;
}

export interface QualityChanges {
  readonly worse: readonly FigureChange[];
  readonly better: readonly FigureChange[];
}

/** Of percentages, in points: another CPU rounds otherwise, which may turn an answer or two out of a hundred. */
const TOLERANCE = 2;

/** One more counted error, a wrong side or a hallucination, is worse. */
export function changesSince(baseline: QualityBaseline, now: QualityFigures): QualityChanges {
  const changes = Object.entries(baseline.figures).map(([name, before]) => ({ name, before, now: now[name] }));
  const tolerance = ({ name }: FigureChange): number => (isCountedError(name) ? 0 : TOLERANCE);
  const gain = ({ name, before, now: value }: FigureChange): number =>
    value === undefined ? -Infinity : isCountedError(name) ? before - value : value - before;
  return {
    worse: changes.filter((change) => gain(change) < -tolerance(change)),
    better: changes.filter((change) => gain(change) > tolerance(change)),
  };
}

/** Errors are better the fewer they are. */
function isCountedError(name: string): boolean {
  const metric = name.split('.')[1];
  return reportMetrics.some(({ id, higherIsBetter }) => id === metric && !higherIsBetter);
}

export function changeText({ name, before, now }: FigureChange): string {
  return `${name}: ${before.toFixed(1)} → ${now === undefined ? 'not measured' : now.toFixed(1)}`;
}
