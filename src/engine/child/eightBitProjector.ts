/**
 * A projector in 8 bits: made of the user's file once, compared with it, and kept in a folder that processes share, as a
 * GGUF file and a JSON file beside it that says what the comparison gave. Without the second the first is not used.
 */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isAbandoned, temporaryName } from '../caches/temporaryEntry.ts';
import { engineErrors } from '../engineErrors.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { featureCosine } from '../featureCosine.ts';
import type { FeatureCosine } from '../featureCosine.ts';
import type { NativeAddon } from './nativeAddon.ts';

export interface EightBitProjector {
  readonly path: string;
  /** With the user's file. */
  readonly cosine: FeatureCosine;
}

export interface EightBitRequest {
  readonly addon: Pick<NativeAddon, 'quantizeProjector'>;
  /** The user's file. */
  readonly path: string;
  readonly sha256: string;
  readonly folder: string;
  /** The features that a projector file gives for images to compare by, and their width. */
  encode(path: string): Promise<{ readonly values: Float32Array; readonly width: number }>;
  onConverting(): void;
  readonly signal: AbortSignal;
}

/** Raised when the conversion changes. */
const conversion = 'q8_0-1';

/** What is asked of it before it stands in for the user's file. */
const limits: FeatureCosine = { mean: 0.999, min: 0.99 };

interface ComparisonRecord extends FeatureCosine {
  readonly bytes: number;
  readonly crc32: number;
}

/**
 * Undefined where the file has nothing to convert. Rejects with `projectorUnfit` where it sees too differently in 8 bits
 * or cannot be converted, or with the signal's reason.
 */
export async function eightBitProjector(request: EightBitRequest): Promise<EightBitProjector | undefined> {
  const { folder, sha256, path } = request;
  const name = `${sha256}-${conversion}`;
  const files = { weights: join(folder, `${name}.gguf`), record: join(folder, `${name}.json`) };
  const kept = await readKept(files.weights, files.record);
  if (kept !== undefined) return { path: files.weights, cosine: kept };
  request.onConverting();
  const temporary = join(folder, temporaryName());
  try {
    await mkdir(folder, { recursive: true });
    await sweep(folder);
    if ((await request.addon.quantizeProjector(path, temporary)) === 0) return undefined;
    request.signal.throwIfAborted();
    const cosine = await compare(request, temporary);
    if (!(cosine.mean >= limits.mean && cosine.min >= limits.min)) throw engineErrors.projectorUnfit(path, cosine);
    const record: ComparisonRecord = {
      ...cosine,
      bytes: (await stat(temporary)).size,
      crc32: await checksum(temporary),
    };
    await rename(temporary, files.weights);
    await writeWhole(folder, files.record, JSON.stringify(record));
    return { path: files.weights, cosine };
  } catch (error) {
    request.signal.throwIfAborted();
    throw error instanceof EngineError ? error : engineErrors.projectorNotConverted(path, String(error));
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function compare(request: EightBitRequest, converted: string): Promise<FeatureCosine> {
  const { path, signal } = request;
  const theirs = await request.encode(path);
  signal.throwIfAborted();
  const ours = await request.encode(converted);
  signal.throwIfAborted();
  return featureCosine(ours.values, theirs.values, theirs.width);
}

/** Undefined for what is not there, or not what was written. */
async function readKept(weights: string, record: string): Promise<FeatureCosine | undefined> {
  try {
    const { bytes, crc32: sum, mean, min } = JSON.parse(await readFile(record, 'utf8')) as ComparisonRecord;
    if ((await stat(weights)).size !== bytes || (await checksum(weights)) !== sum) return undefined;
    return mean >= limits.mean && min >= limits.min ? { mean, min } : undefined;
  } catch {
    return undefined;
  }
}

async function checksum(path: string): Promise<number> {
  let sum = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 4 << 20 })) sum = crc32(chunk as Buffer, sum);
  return sum;
}

async function writeWhole(folder: string, path: string, text: string): Promise<void> {
  const temporary = join(folder, temporaryName());
  const file = await open(temporary, 'wx', 0o600);
  await file.writeFile(text).finally(() => file.close());
  await rename(temporary, path);
}

/** What a killed process has left. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (isAbandoned(name, (await stat(path)).mtimeMs)) await rm(path, { force: true });
  }
}
