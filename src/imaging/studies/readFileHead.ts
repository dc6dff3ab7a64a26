import { openRegularFile } from '../../files/regularFile.ts';
import type { HeadReader } from './studyFile.ts';

/** Reads the head of the file at the path. Rejects with `NotRegularFile`, or as opening it does. */
export function readFileHead(path: string): HeadReader {
  return async (length) => {
    const file = await openRegularFile(path);
    try {
      const { size } = await file.stat();
      const wanted = Math.min(length, size);
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, 0);
      return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead >= size };
    } finally {
      await file.close();
    }
  };
}
