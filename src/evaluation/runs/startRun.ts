/** A run's folder, made anew or found as it was begun. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { sha256OfFile } from '../../files/sha256OfFile.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import { readItems, type Dataset } from '../datasets/readItems.ts';
import { askItems } from './askItems.ts';
import { writeQuestions, type AskedItem } from './questionsFile.ts';
import { runErrors } from './runErrors.ts';
import { imagesFrom, LOCK_NAME, MANIFEST_NAME, runPaths } from './runFolder.ts';
import { manifestDifferences, readManifest, writeManifest, type RunManifest, type Shard } from './runManifest.ts';

/** As LLaVA-Med's own evaluation of v1.5 asks: greedily, for at most 1024 tokens. */
export const EVALUATION_SAMPLING: Sampling = { temperature: 0, topP: 1, maxTokens: 1024, seed: 0 };

export interface RunWish {
  readonly folder: string;
  readonly kind: EvaluationKind;
  /** The data set: one file, or the parts of one. */
  readonly setPaths: readonly [string, ...string[]];
  /** That the images' paths count from; undefined: the folder of the set, or the images inside of it. */
  readonly imagesFolder: string | undefined;
  /** The figure's caption stands in place of the image: the language-only bound. */
  readonly textOnly: boolean;
  readonly shard: Shard | undefined;
  readonly sampling: Sampling;
  readonly judge: RunManifest['judge'];
  /** "llava-med 1.2.3" */
  readonly program: string;
  /** What is in the folder goes, if it is a run. */
  readonly overwrite: boolean;
}

export interface StartedRun {
  readonly manifest: RunManifest;
  readonly asked: readonly AskedItem[];
  /** Of the data set: rows that are no items, and sentences about the whole. */
  readonly notes: readonly string[];
}

/** A run that may be begun, or gone on with: nothing is written yet. */
export interface PlannedRun extends StartedRun {
  /** Writes the questions and the manifest, and makes room for them where that was asked for. */
  begin(): Promise<StartedRun>;
}

/**
 * Rejects with a `DatasetError`, with a `RunError` where the folder holds something else, or with the signal's reason.
 */
export async function planRun(wish: RunWish, signal?: AbortSignal): Promise<PlannedRun> {
  const { folder, textOnly } = wish;
  const paths = runPaths(folder);
  const inside = await namesIn(folder);
  const isRun = inside.includes(MANIFEST_NAME);
  if (!isRun && inside.some((name) => name !== LOCK_NAME)) throw runErrors.notEmpty(folder);
  const before = wish.overwrite ? undefined : await readManifest(folder);
  const set = await readItems(wish.setPaths, { signal });
  const images = imagesOf(wish, set);
  const { asked, notes } = askItems(set.items, resolve(folder, images), textOnly);
  if (asked.length === 0) throw noQuestions(wish, set, notes);
  const manifest = await manifestOf(wish, set, images, asked.length, signal);
  if (before !== undefined) {
    const differences = manifestDifferences(before, manifest);
    if (differences.length > 0) throw runErrors.otherRun(folder, differences);
  }
  const problems = set.problems.map(({ where, why }) => `${where}: ${why}`);
  const started: StartedRun = {
    // A judge that was asked before is not forgotten where none is named.
    manifest: { ...manifest, ...(manifest.judge === undefined && before?.judge && { judge: before.judge }) },
    asked,
    notes: [...set.remarks, ...notes, ...problems],
  };
  return {
    ...started,
    begin: async () => {
      // Images stay: they may be a person's own, and those of a data set are named by what is in them.
      const { answers, leftOut, judgements, results, questions } = paths;
      if (wish.overwrite && isRun)
        for (const path of [answers, leftOut, judgements, results, questions, paths.manifest])
          await rm(path, { force: true });
      await mkdir(folder, { recursive: true });
      if (!textOnly) await set.embeddedImages?.writeImages(paths.images, signal);
      await writeQuestions(paths.questions, asked);
      await writeManifest(folder, started.manifest);
      return started;
    },
  };
}

/** `planRun`, and begun. */
export async function startRun(wish: RunWish, signal?: AbortSignal): Promise<StartedRun> {
  return (await planRun(wish, signal)).begin();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw code === 'ENOTDIR' ? runErrors.noFolder(folder) : error;
  }
}

async function manifestOf(
  wish: RunWish,
  set: Dataset,
  images: string,
  items: number,
  signal: AbortSignal | undefined,
): Promise<RunManifest> {
  const hashes: string[] = [];
  for (const path of wish.setPaths) hashes.push(await sha256OfFile(path, signal));
  const [only, ...more] = hashes;
  const { temperature, topP, maxTokens, seed } = wish.sampling;
  return {
    version: 1,
    kind: wish.kind,
    program: wish.program,
    set: {
      file: wish.setPaths.map((path) => basename(path)).join(', '),
      format: set.format,
      sha256: more.length === 0 ? only! : createHash('sha256').update(hashes.join()).digest('hex'),
      items,
      unreadable: set.problems.length,
      ...(items < set.items.length && { notAsked: set.items.length - items }),
      ...(set.split === undefined ? {} : { split: set.split.label }),
    },
    images,
    textOnly: wish.textOnly,
    ...(wish.shard === undefined ? {} : { shard: wish.shard }),
    sampling: { temperature, topP, maxTokens, seed },
    ...(wish.judge === undefined ? {} : { judge: wish.judge }),
  };
}

function imagesOf({ folder, setPaths, imagesFolder }: RunWish, set: Dataset): string {
  if (imagesFolder === undefined && set.embeddedImages !== undefined) return 'images';
  return imagesFrom(folder, imagesFolder ?? dirname(setPaths[0]));
}

function noQuestions({ textOnly, setPaths }: RunWish, set: Dataset, notes: readonly string[]): Error {
  const file = basename(setPaths[0]);
  return textOnly && set.items.length > 0 ? runErrors.noCaptions(file) : runErrors.nothingToAsk(file, notes);
}
