import { constants, gunzipSync } from 'node:zlib';

/** Compressed bytes that are looked at: enough for any header behind a long file name in gzip's own header. */
const START = 4096;
const MAGIC = [0x1f, 0x8b, 0x08] as const;

export function isGzip(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** The first inflated bytes of a gzip stream (RFC 1952), at most 4 MiB; empty where it cannot be inflated. */
export function gunzipStart(bytes: Uint8Array): Uint8Array {
  try {
    // Cut anywhere on purpose: what there is is handed over all the same.
    return gunzipSync(bytes.subarray(0, START), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}
