/** From which files a GGUF file was made: their names and the SHA-256 of each, which are known only when all were read. */
import { createHash } from 'node:crypto';
import type { GgufField } from '../gguf/ggufWriter.ts';

export interface SourceFile {
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** The first `own` files are the checkpoint's; its id is theirs, whatever they and their folder are called. */
export function sourceFields(files: readonly SourceFile[], own: number): Record<string, GgufField> {
  const hashes = files.slice(0, own).map(({ sha256 }) => sha256);
  return {
    'llava_med.source.id': { type: 'string', value: createHash('sha256').update(hashes.sort().join()).digest('hex') },
    'llava_med.source.files': { type: 'strings', value: files.map(({ name }) => name) },
    'llava_med.source.sha256': { type: 'strings', value: files.map(({ sha256 }) => sha256) },
  };
}

/** As long as the hash that will stand there. */
export const unknownSha256 = '0'.repeat(64);
