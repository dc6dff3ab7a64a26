/** How a run's folder stands, for a list of runs: read anew only when its files have changed. */
import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import { readQuestions } from '../../evaluation/runs/questionsFile.ts';
import { runAnswers } from '../../evaluation/runs/runAnswers.ts';
import { runPaths } from '../../evaluation/runs/runFolder.ts';
import { readManifest, type RunManifest } from '../../evaluation/runs/runManifest.ts';
import { inShard } from '../../evaluation/runs/shards.ts';
import { readRegularFile } from '../../files/regularFile.ts';

export interface RunStanding {
  readonly folder: string;
  readonly manifest: RunManifest;
  /** Of the questions of this run, or of its part. */
  readonly answered: number;
  readonly count: number;
  /** The first figure, once there are results. */
  readonly figure: StandingFigure | undefined;
}

export interface StandingFigure {
  /** "Relative score" */
  readonly label: string;
  /** "50.2 %" */
  readonly value: string;
}

/** What a list needs of the results. */
const Results = v.object({
  metrics: v.array(v.object({ id: v.string(), label: v.string(), unit: v.picklist(['%', 'count']) })),
  groups: v.array(v.object({ id: v.string(), figures: v.record(v.string(), v.object({ value: v.number() })) })),
});

export class RunStandings {
  readonly #known = new Map<string, { readonly key: string; readonly standing: RunStanding | undefined }>();

  /** Undefined where the folder holds no run, or none that can be read. */
  async of(folder: string): Promise<RunStanding | undefined> {
    const { manifest, questions, answers, results } = runPaths(folder);
    const states = await Promise.all([manifest, questions, answers, results].map((path) => stateOf(path)));
    const key = states.join();
    const known = this.#known.get(folder);
    if (known?.key === key) return known.standing;
    const standing = await read(folder).catch(() => undefined);
    this.#known.set(folder, { key, standing });
    return standing;
  }
}

async function stateOf(path: string): Promise<string> {
  const state = await stat(path).catch(() => undefined);
  return state === undefined ? '' : `${state.size}:${state.mtimeMs}`;
}

async function read(folder: string): Promise<RunStanding | undefined> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) return undefined;
  const paths = runPaths(folder);
  const asked = await readQuestions(paths.questions);
  const wanted = inShard(
    asked.map(({ item }) => item),
    manifest.shard,
  );
  return {
    ...{ folder, manifest },
    answered: (await runAnswers(folder)).size,
    count: wanted.filter(Boolean).length,
    figure: await figureOf(paths.results),
  };
}

async function figureOf(path: string): Promise<StandingFigure | undefined> {
  const text = await readRegularFile(path).catch(() => undefined);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Results), text?.toString('utf8'));
  if (!parsed.success) return undefined;
  const { metrics, groups } = parsed.output;
  const figures = groups.find(({ id }) => id === 'overall')?.figures ?? {};
  const metric = metrics.find(({ id }) => figures[id] !== undefined);
  const value = metric === undefined ? undefined : figures[metric.id]?.value;
  if (metric === undefined || value === undefined) return undefined;
  return { label: metric.label, value: metric.unit === '%' ? `${value.toFixed(1)} %` : String(value) };
}
