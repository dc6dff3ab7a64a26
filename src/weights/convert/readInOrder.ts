/**
 * A file read once from its first byte to its last: hashed on the way, and the next stretch is read while one is worked
 * on.
 */
import { createHash } from 'node:crypto';
import { t } from '@vscode/l10n';
import { openRegularFile } from '../../files/regularFile.ts';
import { checkpointErrors } from '../checkpoint/checkpointErrors.ts';

export interface Stretch<Use> {
  readonly offset: number;
  readonly bytes: number;
  readonly use: Use;
}

/** `stretches` cover the file in order. Resolves with the SHA-256 of the whole file. */
export async function readInOrder<Use>(
  path: string,
  stretches: readonly Stretch<Use>[],
  work: (bytes: Uint8Array, stretch: Stretch<Use>) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const file = await openRegularFile(path);
  const largest = stretches.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  const buffers = [new Uint8Array(largest), new Uint8Array(largest)] as const;
  const hash = createHash('sha256');
  const read = async (index: number): Promise<Uint8Array> => {
    const { offset, bytes } = stretches[index]!;
    const into = buffers[index % 2 === 0 ? 0 : 1].subarray(0, bytes);
    for (let filled = 0; filled < bytes;) {
      const { bytesRead } = await file.read(into, filled, bytes - filled, offset + filled);
      if (bytesRead === 0) throw checkpointErrors.unreadable(path, t`it became shorter while it was read`);
      filled += bytesRead;
    }
    return into;
  };
  /** Begun now and awaited later: that it fails meanwhile must not end the process. */
  const begin = (index: number): Promise<Uint8Array> | undefined => {
    if (index >= stretches.length) return undefined;
    const reading = read(index);
    reading.catch(() => undefined);
    return reading;
  };
  let next = begin(0);
  try {
    for (const [index, stretch] of stretches.entries()) {
      signal?.throwIfAborted();
      const bytes = await next!;
      next = begin(index + 1);
      hash.update(bytes);
      await work(bytes, stretch);
    }
    return hash.digest('hex');
  } finally {
    await next?.catch(() => undefined);
    await file.close();
  }
}
