/** The parts of a run, answered on several machines, as one run: the very bytes that one machine would have written. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { changedSettings, type BatchSettings } from '../../batch/batchSettings.ts';
import { knownAnswers, type KnownAnswers } from '../../batch/knownAnswers.ts';
import { readRegularFile } from '../../files/regularFile.ts';
import type { Judgement } from '../judge/judgement.ts';
import { readLeftOut, writeLeftOut } from './answerRun.ts';
import { readJudgements, writeJudgements } from './judgeRun.ts';
import { readQuestions } from './questionsFile.ts';
import { runErrors } from './runErrors.ts';
import { imagesFrom, runPaths } from './runFolder.ts';
import { readManifest, writeManifest, type RunManifest } from './runManifest.ts';

/** `out` is made, or is empty. Rejects with a `RunError` where the folders are not the parts of one run. */
export async function mergeRuns(folders: readonly string[], out: string): Promise<RunManifest> {
  const manifests = await Promise.all(folders.map((folder) => manifestOf(folder)));
  const [first] = manifests;
  if (first === undefined) throw runErrors.notMergeable('none is named');
  requireParts(folders, manifests);
  const answers = await Promise.all(folders.map((folder) => answersOf(folder)));
  requireSameSettings(folders, answers);
  const judgements = (await Promise.all(folders.map((folder) => readJudgements(folder)))).flat();
  await mkdir(out, { recursive: true });
  if ((await readdir(out)).length > 0) throw runErrors.notEmpty(out);
  const paths = runPaths(out);
  await copyFile(runPaths(folders[0]!).questions, paths.questions);
  await writeFile(paths.answers, mergedLines(answers.map(({ lines }) => lines)));
  const leftOut = await Promise.all(folders.map((folder) => readLeftOut(runPaths(folder).leftOut)));
  await writeLeftOut(paths.leftOut, leftOut.flat());
  if (judgements.length > 0) await writeJudgements(out, await inOrder(judgements, paths.questions));
  const whole = { ...withoutShard(first), images: imagesFrom(out, resolve(folders[0]!, first.images)) };
  await writeManifest(out, whole);
  return whole;
}

async function manifestOf(folder: string): Promise<RunManifest> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) throw runErrors.noRun(folder);
  return manifest;
}

function requireParts(folders: readonly string[], manifests: readonly RunManifest[]): void {
  const count = manifests[0]?.shard?.count;
  const parts = manifests.map(({ shard }) => shard);
  for (const [at, shard] of parts.entries())
    if (shard === undefined || count === undefined)
      throw runErrors.notMergeable(`${basename(folders[at] ?? '')} is no part of a run (it was begun without --shard)`);
  const bare = manifests.map((manifest) => JSON.stringify({ ...withoutShard(manifest), images: '' }));
  const other = bare.findIndex((text) => text !== bare[0]);
  if (other > 0 || parts.some((shard) => shard?.count !== count))
    throw runErrors.notMergeable(
      `${basename(folders[Math.max(other, 0)] ?? '')} was begun with other questions, settings or another number of parts`,
    );
  const indexes = parts.map((shard) => shard?.index ?? 0);
  const twice = indexes.find((index, at) => indexes.indexOf(index) !== at);
  if (twice !== undefined) throw runErrors.notMergeable(`part ${twice} is named twice`);
  for (let index = 1; index <= (count ?? 0); index++)
    if (!indexes.includes(index)) throw runErrors.notMergeable(`part ${index} of ${count ?? 0} is missing`);
}

function withoutShard({ shard: _, ...whole }: RunManifest): RunManifest {
  return whole;
}

interface PlacedLine {
  readonly line: number;
  readonly text: string;
}

interface PartAnswers {
  readonly lines: readonly PlacedLine[];
  /** Those that all were given with; undefined where there is none. */
  readonly settings: KnownAnswers['settings'];
}

/** The lines as they stand, with the numbers of their questions. Rejects with a `BatchError` where one is none of ours. */
async function answersOf(folder: string): Promise<PartAnswers> {
  const path = runPaths(folder).answers;
  const { answers, settings, bytes } = await knownAnswers(path);
  if (answers.length === 0) return { lines: [], settings };
  const whole = (await readRegularFile(path)).subarray(0, bytes).toString('utf8').split('\n');
  return { lines: answers.map(({ line }, at) => ({ line, text: whole[at] ?? '' })), settings };
}

/** Parts of other models, or of other backends, are no one run. */
function requireSameSettings(folders: readonly string[], parts: readonly PartAnswers[]): void {
  const first = parts.find(({ settings }) => settings !== undefined)?.settings;
  for (const [at, { settings }] of parts.entries()) {
    if (settings === undefined || first === undefined) continue;
    const changed = changedSettings(first, settings as unknown as BatchSettings);
    if (changed.length > 0)
      throw runErrors.notMergeable(`${basename(folders[at] ?? '')} was answered with another ${changed.join(', ')}`);
  }
}

function mergedLines(parts: readonly (readonly PlacedLine[])[]): string {
  return parts
    .flat()
    .sort((one, other) => one.line - other.line)
    .map(({ text }) => `${text}\n`)
    .join('');
}

async function inOrder(judgements: readonly Judgement[], questionsPath: string): Promise<Judgement[]> {
  const asked = await readQuestions(questionsPath);
  const places = new Map(asked.map(({ item }, index) => [String(item.id), index]));
  return [...judgements].sort((one, other) => (places.get(String(one.id)) ?? 0) - (places.get(String(other.id)) ?? 0));
}
