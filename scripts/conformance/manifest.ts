/** The manifest of a folder of DICOM files with reference pixels: which file should decode to what, and how exactly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';

const text = v.fallback(v.string(), '');
const size = v.fallback(v.optional(v.number()), undefined);

/** What is missing or of another kind is left out: a manifest is written by hand or by another program. */
const EntrySchema = v.object({
  file: v.string(),
  note: text,
  transferSyntax: text,
  modality: text,
  rows: size,
  columns: size,
  /** How a broken file is documented to end, e.g. "picture" or "error: no pixel data". */
  outcome: text,
  reference: v.fallback(v.optional(v.object({ file: v.string(), dtype: v.string() })), undefined),
  display: v.fallback(
    v.optional(v.object({ file: v.string(), engine: text, options: text, frame: v.fallback(v.number(), 1) })),
    undefined,
  ),
  tolerance: v.fallback(v.object({ stored: text, display: text }), { stored: '', display: '' }),
});
const ManifestSchema = v.union([
  v.array(EntrySchema),
  v.pipe(
    v.object({ files: v.array(EntrySchema) }),
    v.transform(({ files }) => files),
  ),
]);

export type ManifestEntry = v.InferOutput<typeof EntrySchema>;

export interface ConformanceSet {
  readonly folder: string;
  readonly entries: readonly ManifestEntry[];
}

/**
 * By `manifest.json`, or, without one, by the pictures in `expected`: FILE.png is the picture of FILE. Throws an error
 * that says what is wrong with the folder or its manifest.
 */
export function readManifest(folder: string): ConformanceSet {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) return byExpectedPictures(folder);
  const parsed = v.safeParse(ManifestSchema, JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is no list of files: ${v.summarize(parsed.issues)}`);
  return { folder: resolve(folder), entries: parsed.output };
}

function byExpectedPictures(folder: string): ConformanceSet {
  if (!existsSync(join(folder, 'expected')))
    throw new Error(`There is neither manifest.json nor a folder "expected" in ${folder}.`);
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/\.(md|txt)$/i.test(entry.name),
  );
  const entries = files.map(({ name: file }) => {
    const picture = join('expected', `${file}.png`);
    const display = existsSync(join(folder, picture)) ? { file: picture } : undefined;
    return v.parse(EntrySchema, { file, outcome: display === undefined ? ANY_OUTCOME : '', display });
  });
  return { folder: resolve(folder), entries };
}

/** A picture or an error of ours: a person reads which. */
export const ANY_OUTCOME = 'any';

/**
 * Paths of references count from the parent of the folder; other places are tried where the set has been moved.
 * Undefined: not at hand.
 */
export function referencePath({ folder }: ConformanceSet, path: string): string | undefined {
  const parent = dirname(folder);
  const places = [
    parent,
    folder,
    dirname(parent),
    join(parent, 'reference', basename(folder)),
    join(folder, 'reference'),
  ];
  return places.flatMap((place) => [join(place, path), join(place, basename(path))]).find((each) => existsSync(each));
}

/**
 * The largest difference that is allowed: "exact" is 0, "… max|d|<=2 …" is 2; `otherwise` where nothing of the kind is
 * said.
 */
export function tolerated(tolerance: string, otherwise: number): number {
  const limit = /(?:\|d\||diff\w*)\s*(?:<=|≤|<)\s*(\d+(?:\.\d+)?)/i.exec(tolerance)?.[1];
  return limit === undefined ? otherwise : Number(limit);
}
