/** One file from disk to disk: read, de-identified, written beside its place and then moved there whole. */
import { t } from '@vscode/l10n';
import { readRegularFile } from '../../files/regularFile.ts';
import { createHash } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { notDeidentified } from '../intake/imagingErrors.ts';
import { readSource } from '../intake/readSource.ts';
import type { DeidentifiedOutcome, DeidentifyFileRequest } from './deidentifyContract.ts';
import { deidentifyDicom, type DeidentifiedFile } from './deidentifyDicom.ts';

/** Other files of one SOP Instance UID than this are not looked for a free name. */
const MOST_NAMESAKES = 10_000;
const CHUNK_BYTES = 1 << 20;

/** Throws an `ImagingError`. Never writes over a file. */
export async function deidentifyFile(request: DeidentifyFileRequest): Promise<DeidentifiedOutcome> {
  const { path, outDir, partialPath, options, key } = request;
  const name = basename(path);
  const bytes = await readSource({ kind: 'file', path });
  const file = await deidentifyDicom(name, bytes, options, key);
  try {
    await writeAll(partialPath, file.pieces);
    const { output, isNamesake } = await moveToPlace(name, partialPath, outDir, file);
    return {
      inputSha256: createHash('sha256').update(bytes).digest('hex'),
      output,
      counts: file.counts,
      warnings: isNamesake
        ? [...file.warnings, t`Another file of the output has the same SOP Instance UID but other content.`]
        : file.warnings,
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw notDeidentified(name, t`the output cannot be written (${String(error.code)})`);
    throw error;
  } finally {
    await rm(partialPath, { force: true });
  }
}

async function writeAll(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const chunk of chunks(pieces)) await file.appendFile(chunk);
  } finally {
    await file.close();
  }
}

/** Small pieces together, large ones as they are. */
function* chunks(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (piece.length < CHUNK_BYTES) {
      small.push(piece);
      bytes += piece.length;
    }
    if (bytes >= CHUNK_BYTES || piece.length >= CHUNK_BYTES) {
      yield Buffer.concat(small);
      [small, bytes] = [[], 0];
    }
    if (piece.length >= CHUNK_BYTES) yield piece;
  }
  yield Buffer.concat(small);
}

/** The first free name, or the one that holds these very bytes from an earlier run with the same key. */
async function moveToPlace(
  name: string,
  partialPath: string,
  outDir: string,
  { place }: DeidentifiedFile,
): Promise<{ output: string; isNamesake: boolean }> {
  const [study, series, image] = place;
  await mkdir(join(outDir, study, series), { recursive: true });
  for (let copy = 1; copy <= MOST_NAMESAKES; copy++) {
    const output = `${study}/${series}/${image}${copy === 1 ? '' : `-${copy}`}.dcm`;
    const path = join(outDir, output);
    if ((await moveIfFree(partialPath, path)) || (await sameBytes(partialPath, path)))
      return { output, isNamesake: copy > 1 };
  }
  throw notDeidentified(name, t`too many files have its SOP Instance UID`);
}

async function moveIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    // A file system without links: look, then move.
    if (await exists(to)) return false;
    await rename(from, to);
    return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([readRegularFile(a), readRegularFile(b)]);
  return one.equals(other);
}
