/** A run's folder, made anew or found as it was begun. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { sha256OfFile } from '../../files/sha256OfFile.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import { readItems, type Dataset } from '../datasets/readItems.ts';
import type { EvaluationItem } from '../item.ts';
import { captionPrompt } from '../judge/captionPrompt.ts';
import { writeQuestions, type AskedItem } from './questionsFile.ts';
import { runErrors } from './runErrors.ts';
import { imagesFrom, runPaths } from './runFolder.ts';
import { manifestDifferences, readManifest, writeManifest, type RunManifest, type Shard } from './runManifest.ts';

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

/**
 * Writes the questions and the manifest where they are not there yet. Rejects with a `DatasetError`, with a `RunError`
 * where the folder holds something else, or with the signal's reason.
 */
export async function startRun(wish: RunWish, signal?: AbortSignal): Promise<StartedRun> {
  const paths = runPaths(wish.folder);
  const before = await known(wish);
  const set = await readItems(wish.setPaths, { signal });
  const asked = set.items.flatMap((item) => askedAs(item, wish));
  if (asked.length === 0) throw noQuestions(wish, set);
  const manifest = await manifestOf(wish, set, asked.length, signal);
  if (before !== undefined) {
    const differences = manifestDifferences(before, manifest);
    if (differences.length > 0) throw runErrors.otherRun(wish.folder, differences);
  }
  await mkdir(wish.folder, { recursive: true });
  if (!wish.textOnly) await set.embeddedImages?.writeImages(paths.images, signal);
  await writeQuestions(paths.questions, asked, wish.textOnly);
  await writeManifest(wish.folder, { ...manifest, ...judgeOf(manifest, before) });
  const problems = set.problems.map(({ where, why }) => `${where}: ${why}`);
  return { manifest, asked, notes: [...set.remarks, ...problems] };
}

/** A judge that was asked before is not forgotten where none is named. */
function judgeOf({ judge }: RunManifest, before: RunManifest | undefined): Pick<RunManifest, 'judge'> {
  const named = judge ?? before?.judge;
  return named === undefined ? {} : { judge: named };
}

async function known({ folder, overwrite }: RunWish): Promise<RunManifest | undefined> {
  const inside = await namesIn(folder);
  const { manifest, questions, answers, leftOut, judgements, results } = runPaths(folder);
  if (overwrite && inside.includes(basename(manifest))) {
    // Images stay: they may be a person's own, and those of a data set are named by what is in them.
    for (const path of [answers, leftOut, judgements, results, questions, manifest]) await rm(path, { force: true });
    return undefined;
  }
  const before = await readManifest(folder);
  if (before === undefined && inside.length > 0) throw runErrors.notEmpty(folder);
  return before;
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
      ...(set.split === undefined ? {} : { split: set.split.label }),
    },
    images: imagesOf(wish, set),
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

/**
 * The words in which it is asked: the data set's own, and of a choice what there is to choose from. Empty for one that
 * cannot be asked in this run.
 */
function askedAs(item: EvaluationItem, { textOnly }: RunWish): AskedItem[] {
  if (textOnly) {
    const prompt = captionPrompt(item);
    return prompt === undefined ? [] : [{ item, text: `${prompt.system}\n\n${prompt.user}` }];
  }
  if (item.image === undefined) return [];
  const { options } = item;
  if (options === undefined || options.length === 0) return [{ item, text: item.question }];
  return [{ item, text: `${item.question}\nAnswer with one of these: ${options.join('; ')}.` }];
}

function noQuestions({ textOnly, setPaths }: RunWish, set: Dataset): Error {
  const file = basename(setPaths[0]);
  return textOnly && set.items.length > 0 ? runErrors.noCaptions(file) : runErrors.nothingToAsk(file);
}
