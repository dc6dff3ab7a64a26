import type { Random } from '../../src/phantoms/random.ts';

/** Changes a file, or returns it as it is where there is nothing to change. Never writes into its argument. */
export type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

export type Mutations = Readonly<Record<string, Mutation>>;

/** The bytes with those from `from` up to `to` replaced. */
export function spliced(
  bytes: Uint8Array,
  from: number,
  to: number,
  ...replacement: readonly Uint8Array[]
): Uint8Array {
  return Buffer.concat([bytes.subarray(0, from), ...replacement, bytes.subarray(to)]);
}

/** A copy to write into. */
export function copied(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}
