/** What a run is of, and how it is made: written first, and what a later start has to agree with to go on. */
import * as v from 'valibot';
import { writeWhole } from '../../files/writeWhole.ts';
import { readRegularFile } from '../../files/regularFile.ts';
import { EVALUATION_KINDS } from '../../protocol/evaluationResults.ts';
import { runErrors } from './runErrors.ts';
import { runPaths } from './runFolder.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Manifest = v.object({
  /** Of the folder's form. */
  version: v.literal(1),
  kind: v.picklist(EVALUATION_KINDS),
  program: v.string(),
  set: v.object({
    /** The file's name, without its folder. */
    file: v.string(),
    format: v.string(),
    sha256: v.string(),
    items: Count,
    /** Rows of the file that are no items. */
    unreadable: Count,
    /** Items that could not be asked in this run, such as those without an image. */
    notAsked: v.optional(Count),
    /** The published split that its counts are those of, if there is one. */
    split: v.optional(v.string()),
  }),
  /** That the images' paths count from: absolute, or from the run's folder. */
  images: v.string(),
  /** The figure's caption stands in place of the image. */
  textOnly: v.boolean(),
  shard: v.optional(v.object({ index: v.pipe(Count, v.minValue(1)), count: v.pipe(Count, v.minValue(1)) })),
  sampling: v.object({ temperature: v.number(), topP: v.number(), maxTokens: Count, seed: Count }),
  judge: v.optional(
    v.object({
      kind: v.picklist(['server', 'local']),
      name: v.string(),
      orders: v.array(v.picklist(['referenceFirst', 'answerFirst'])),
    }),
  ),
});
export type RunManifest = v.InferOutput<typeof Manifest>;
export type Shard = NonNullable<RunManifest['shard']>;

/** Undefined where the folder holds no run. Rejects with a `RunError` where it is none of ours. */
export async function readManifest(folder: string): Promise<RunManifest | undefined> {
  const path = runPaths(folder).manifest;
  let text: string;
  try {
    text = (await readRegularFile(path)).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw runErrors.manifestUnreadable(path);
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), text);
  if (!parsed.success) throw runErrors.manifestUnreadable(path);
  return parsed.output;
}

export async function writeManifest(folder: string, manifest: RunManifest): Promise<void> {
  const path = runPaths(folder).manifest;
  await writeWhole(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

const WORDS: Readonly<Record<Exclude<keyof RunManifest, 'images' | 'judge'>, string>> = {
  version: 'form of the folder',
  kind: 'kind of evaluation',
  program: 'version of llava-med',
  set: 'questions',
  textOnly: '--text-only',
  shard: '--shard',
  sampling: '--temperature, --top-p, --max-tokens or --seed',
};

/**
 * What a person calls that in which the two differ. Images may have been moved, as their hashes stand with the answers;
 * a judge may be another, as judging is a step of its own, done anew then.
 */
export function manifestDifferences(before: RunManifest, now: RunManifest): readonly string[] {
  return (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]))
    .map((key) => WORDS[key]);
}
