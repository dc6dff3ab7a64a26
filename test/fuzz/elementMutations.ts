/** Damage to the elements of a DICOM data set: their order, tags, VRs and lengths. */
import type { Random } from '../../src/phantoms/random.ts';
import { TAG } from '../../src/imaging/dicom/dataSet/tags.ts';
import { LONG_VRS, SHORT_VRS } from '../../src/imaging/dicom/dataSet/valueRepresentations.ts';
import { dicomLayout, type DicomLayout, type LaidElement } from './dicomLayout.ts';
import { copied, spliced, type Mutation, type Mutations } from './mutation.ts';

const VRS = [...[...SHORT_VRS, ...LONG_VRS].sort(), '??', '\0\0', 'ZZ'];
/** Tags that something in the path looks at. */
const TAGS = [
  ...Object.values(TAG).map((tag) => tag.slice(1)),
  'fffee000',
  'fffee00d',
  'fffee0dd',
  '00000000',
  'ffffffff',
  '60003000',
  '00091001',
];

/** A mutation of one element. */
function ofElement(change: (layout: DicomLayout, element: LaidElement, random: Random) => Uint8Array): Mutation {
  return (bytes, random) => {
    const layout = dicomLayout(bytes);
    return layout.elements.length === 0 ? bytes : change(layout, random.pick(layout.elements), random);
  };
}

export const elementMutations: Mutations = {
  deleteElement: ofElement(({ bytes }, { start, end }) => spliced(bytes, start, end)),
  duplicateElement: ofElement(({ bytes }, { start, end }) => spliced(bytes, end, end, bytes.subarray(start, end))),
  swapElements: ofElement(({ bytes, elements }, one, random) => {
    const [first, second] = [one, random.pick(elements)].sort((a, b) => a.start - b.start) as [
      LaidElement,
      LaidElement,
    ];
    if (second.start < first.end) return bytes;
    return spliced(
      bytes,
      first.start,
      second.end,
      bytes.subarray(second.start, second.end),
      bytes.subarray(first.end, second.start),
      bytes.subarray(first.start, first.end),
    );
  }),
  setTag: ofElement(({ bytes, bigEndian }, { start }, random) => {
    const damaged = copied(bytes);
    const tag = random.chance(0.8)
      ? random.pick(TAGS)
      : random
          .below(2 ** 32)
          .toString(16)
          .padStart(8, '0');
    [tag.slice(0, 4), tag.slice(4)].forEach((half, i) =>
      writeNumber(damaged, start + i * 2, 2, parseInt(half, 16), bigEndian),
    );
    return damaged;
  }),
  setVr: ofElement(({ bytes, explicit }, { start, vr }, random) => {
    if (!explicit || vr === undefined) return bytes;
    const damaged = copied(bytes);
    damaged.write(random.pick(VRS), start + 4, 'latin1');
    return damaged;
  }),
  setLength: ofElement(({ bytes, bigEndian }, { lengthAt, lengthSize, valueAt, end }, random) => {
    const damaged = copied(bytes);
    const length = end - valueAt;
    const lengths = [
      0,
      1,
      2,
      length + 1,
      length - 1,
      length * 2,
      length + 8,
      0xffff,
      0xfffe,
      0x7fffffff,
      0xfffffffe,
      0xffffffff,
      bytes.length,
      random.below(65536),
    ];
    writeNumber(damaged, lengthAt, lengthSize, random.pick(lengths), bigEndian);
    return damaged;
  }),
  resizeValue: ofElement(({ bytes }, { valueAt, end }, random) =>
    spliced(bytes, valueAt, end, Buffer.alloc(random.below(64), random.below(256))),
  ),
};

export function writeNumber(bytes: Buffer, at: number, size: 2 | 4, value: number, bigEndian: boolean): void {
  if (at + size > bytes.length) return;
  const bounded = ((value % 2 ** (size * 8)) + 2 ** (size * 8)) % 2 ** (size * 8);
  if (bigEndian) bytes.writeUIntBE(bounded, at, size);
  else bytes.writeUIntLE(bounded, at, size);
}
