import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from './regularFile.ts';

/** SHA-256 of a file, streamed: lower-case hex. Rejects as `openRegularFile` does, or with the signal's reason. */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const file = await openRegularFile(path);
  try {
    return await sha256OfHandle(file, signal);
  } finally {
    await file.close();
  }
}

/** From the handle's position on. */
export async function sha256OfHandle(file: FileHandle, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  // One block for all: a stream's would lie about by the dozen until they are collected.
  const block = Buffer.allocUnsafe(1 << 20);
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(block, 0, block.length);
    if (bytesRead === 0) break;
    hash.update(block.subarray(0, bytesRead));
  }
  return hash.digest('hex');
}
