/** The voxels of a NIfTI file, inflated, aligned and in this machine's byte order. */
import { t } from '@vscode/l10n';
import { createGunzip } from 'node:zlib';
import { corrupt, tooLarge } from '../intake/imagingErrors.ts';
import { isGzip } from '../intake/gunzipStart.ts';
import { LIMITS } from '../intake/limits.ts';
import type { NiftiHeader } from './niftiHeader.ts';

export interface Voxels {
  /** Little endian; begins at a multiple of a sample's size. Shorter than it should be where the file is cut short. */
  readonly bytes: Uint8Array;
  /** As long as it should be. */
  readonly expectedBytes: number;
}

/** As much may be lost before a place where the stream is damaged. */
const CHUNK = 1 << 16;

/** Throws an `ImagingError` for what is too large, and where there are no voxels at all. */
export async function readVoxels(name: string, file: Uint8Array, header: NiftiHeader): Promise<Voxels> {
  const { type, size, volumes, voxelOffset } = header;
  const expectedBytes = size[0] * size[1] * size[2] * volumes * type.samples * type.bytes;
  const found = isGzip(file)
    ? await inflated(name, file, voxelOffset, expectedBytes)
    : file.subarray(voxelOffset, voxelOffset + expectedBytes);
  // Half a sample is none.
  const bytes = found.subarray(0, found.length - (found.length % (type.bytes * type.samples)));
  if (bytes.length === 0) throw corrupt(name, t`it ends before its voxels begin`);
  return { bytes: littleEndian(bytes, header, isGzip(file)), expectedBytes };
}

async function inflated(name: string, file: Uint8Array, skip: number, expectedBytes: number): Promise<Uint8Array> {
  const limit = Math.min(Math.max(LIMITS.volumeBytes, file.length * LIMITS.inflatedRatio), LIMITS.fileBytes);
  if (skip + expectedBytes > limit)
    throw tooLarge(name, t`its voxels inflate to more than ${Math.floor(limit / 2 ** 20)} MiB`);
  const target = new Uint8Array(expectedBytes);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  let at = -skip;
  try {
    gunzip.end(file);
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      const wanted = chunk.subarray(Math.max(-at, 0), expectedBytes - at);
      if (wanted.length > 0) target.set(wanted, Math.max(at, 0));
      at += chunk.length;
      // What follows the voxels is not looked at.
      if (at >= expectedBytes) break;
    }
  } catch {
    // Damaged from here on: what was inflated until then is shown, and the rest is said to be missing.
  } finally {
    gunzip.destroy();
  }
  return target.subarray(0, Math.min(Math.max(at, 0), expectedBytes));
}

function littleEndian(bytes: Uint8Array, { type, littleEndian: isLittle }: NiftiHeader, own: boolean): Uint8Array {
  const aligned = bytes.byteOffset % type.bytes === 0;
  if (type.bytes === 1 || (isLittle && aligned)) return bytes;
  // The file's own bytes belong to somebody else.
  const copy = own && aligned ? bytes : new Uint8Array(bytes);
  if (isLittle) return copy;
  const words = Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength);
  if (type.bytes === 2) words.swap16();
  else if (type.bytes === 4) words.swap32();
  else words.swap64();
  return copy;
}
