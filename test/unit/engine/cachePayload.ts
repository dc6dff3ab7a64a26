import { createHash } from 'node:crypto';
import { cacheKey } from '../../../src/engine/caches/cacheKey.ts';

export function keyOf(index: number): string {
  return cacheKey('test', { index });
}

/** Bytes that tell which key they belong to: 20 to 80 kB. */
export function payloadOf(key: string): Buffer {
  const seed = createHash('sha256').update(key).digest();
  return Buffer.concat(Array<Buffer>(625 + (seed[0]! % 4) * 625).fill(seed));
}
