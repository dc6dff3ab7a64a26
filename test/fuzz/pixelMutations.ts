/** Damage to pixel data: fragments and offset tables, the streams of codecs, deflated data sets. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { encodeElements } from '../unit/imaging/dicomBuilder.ts';
import { dicomLayout, type DicomLayout, type LaidElement } from './dicomLayout.ts';
import { writeNumber } from './elementMutations.ts';
import { copied, spliced, type Mutation, type Mutations } from './mutation.ts';
import type { Random } from '../../src/phantoms/random.ts';

const DEFLATED = '1.2.840.10008.1.2.1.99';

/** A mutation of the fragments of encapsulated pixel data; the offset table is the first of them. */
function ofFragments(
  change: (bytes: Uint8Array, fragments: readonly LaidElement[], random: Random) => Uint8Array,
): Mutation {
  return (bytes, random) => {
    const { fragments } = dicomLayout(bytes);
    return fragments.length < 2 ? bytes : change(bytes, fragments, random);
  };
}

/** Where compressed data, or the samples, stand. */
function streamOf({ elements, fragments }: DicomLayout, random: Random): { from: number; to: number } | undefined {
  const element =
    fragments.length > 1 ? random.pick(fragments.slice(1)) : elements.find(({ tag }) => tag.startsWith('7fe0'));
  return element === undefined || element.end <= element.valueAt
    ? undefined
    : { from: element.valueAt, to: element.end };
}

function item(value: Uint8Array): Uint8Array {
  return encodeElements([['fffee000', '', value]], false, false);
}

export const pixelMutations: Mutations = {
  dropFragment: ofFragments((bytes, fragments, random) => {
    const { start, end } = random.pick(fragments);
    return spliced(bytes, start, end);
  }),
  splitFragment: ofFragments((bytes, fragments, random) => {
    const { start, valueAt, end } = random.pick(fragments.slice(1));
    const at = valueAt + random.below(Math.max(end - valueAt, 1));
    return spliced(bytes, start, end, item(bytes.subarray(valueAt, at)), item(bytes.subarray(at, end)));
  }),
  swapFragments: ofFragments((bytes, fragments, random) => {
    const [first, second] = [random.pick(fragments), random.pick(fragments)].sort((a, b) => a.start - b.start) as [
      LaidElement,
      LaidElement,
    ];
    if (first === second) return bytes;
    const [one, two] = [bytes.subarray(first.start, first.end), bytes.subarray(second.start, second.end)];
    return spliced(bytes, first.start, second.end, two, bytes.subarray(first.end, second.start), one);
  }),
  addFragments: ofFragments((bytes, fragments, random) => {
    const { start, end } = random.pick(fragments);
    return spliced(
      bytes,
      end,
      end,
      ...Array.from({ length: random.pick([1, 2, 50, 2000]) }, () =>
        random.chance(0.5) ? item(new Uint8Array(0)) : bytes.subarray(start, Math.min(end, start + 500)),
      ),
    );
  }),
  setBasicOffsets: ofFragments((bytes, [table, ...fragments], random) => {
    const { start, end } = table!;
    const offsets = Buffer.alloc(4 * random.below(fragments.length + 3));
    for (let at = 0; at < offsets.length; at += 4)
      offsets.writeUInt32LE(
        random.pick([0, at, 0xffffffff, (fragments[random.below(fragments.length)]!.start - end) >>> 0]),
        at,
      );
    return spliced(bytes, start, end, item(offsets));
  }),
  damageStream: (bytes, random) => {
    const stream = streamOf(dicomLayout(bytes), random);
    if (stream === undefined) return bytes;
    const damaged = copied(bytes);
    // Half of the hits go to the headers, which stand first.
    const reach = random.chance(0.5) ? Math.min(stream.to - stream.from, 120) : stream.to - stream.from;
    for (let left = 1 + random.below(6); left > 0; left--) {
      const at = stream.from + random.below(reach);
      damaged[at] = random.chance(0.5)
        ? damaged[at]! ^ (1 << random.below(8))
        : random.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff, random.below(256)]);
    }
    return damaged;
  },
  /** A marker segment's or a header's number becomes absurd. */
  damageStreamWord: (bytes, random) => {
    const stream = streamOf(dicomLayout(bytes), random);
    if (stream === undefined) return bytes;
    const damaged = copied(bytes);
    const at = stream.from + random.below(Math.min(stream.to - stream.from, 120));
    writeNumber(
      damaged,
      at,
      random.pick([2, 4]),
      random.pick([0, 1, 2, 0x7f, 0xff, 0xffff, 0x10000, 0x7fffffff, 0xffffffff]),
      random.chance(0.7),
    );
    return damaged;
  },
  truncateStream: (bytes, random) => {
    const stream = streamOf(dicomLayout(bytes), random);
    return stream === undefined
      ? bytes
      : spliced(bytes, stream.from + random.below(stream.to - stream.from), stream.to);
  },
  zeroStreamPart: (bytes, random) => {
    const stream = streamOf(dicomLayout(bytes), random);
    if (stream === undefined) return bytes;
    const from = stream.from + random.below(stream.to - stream.from);
    return copied(bytes).fill(random.pick([0, 0xff]), from, Math.min(from + random.below(400), stream.to));
  },
  deflate: (bytes, random) => {
    const { elements, dataSetAt, explicit, bigEndian } = dicomLayout(bytes);
    const syntax = elements.find(({ tag }) => tag === '00020010');
    if (syntax === undefined || !explicit || bigEndian) return bytes;
    const deflated = copied(deflateRawSync(bytes.subarray(dataSetAt), { level: 1 }));
    if (random.chance(0.7)) deflated[random.below(deflated.length)] = random.below(256);
    return Buffer.concat([
      spliced(
        bytes.subarray(0, dataSetAt),
        syntax.start,
        syntax.end,
        encodeElements([['00020010', 'UI', DEFLATED]], true, false),
      ),
      deflated,
    ]);
  },
};

/** Mutates what a deflated data set holds, rather than the deflate stream. */
export function insideDeflate(mutate: Mutation): Mutation {
  return (bytes, random) => {
    const { elements, dataSetAt } = dicomLayout(bytes);
    const syntax = elements.find(({ tag }) => tag === '00020010');
    if (
      syntax === undefined ||
      !Buffer.from(bytes.subarray(syntax.valueAt, syntax.end)).toString('latin1').startsWith(DEFLATED)
    )
      return mutate(bytes, random);
    try {
      const head = bytes.subarray(0, dataSetAt);
      const mutated = mutate(
        Buffer.concat([head, inflateRawSync(bytes.subarray(dataSetAt), { maxOutputLength: 1 << 26 })]),
        random,
      );
      return Buffer.concat([head, deflateRawSync(mutated.subarray(dataSetAt), { level: 1 })]);
    } catch {
      return mutate(bytes, random);
    }
  };
}
