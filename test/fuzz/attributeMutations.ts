/**
 * Sound DICOM with absurd values: the image pixel module, windows, lookup tables, functional groups, overlays, transfer
 * syntaxes.
 */
import type { Random } from '../../src/phantoms/random.ts';
import { encodeElements, type BuilderElement, type BuilderValue } from '../unit/imaging/dicomBuilder.ts';
import { dicomLayout, type DicomLayout } from './dicomLayout.ts';
import { spliced, type Mutation, type Mutations } from './mutation.ts';
import { writeNumber } from './elementMutations.ts';

const SYNTAXES = [
  '',
  '.1',
  '.1.98',
  '.1.99',
  '.2',
  '.4.50',
  '.4.51',
  '.4.53',
  '.4.57',
  '.4.70',
  '.4.80',
  '.4.81',
  '.4.90',
  '.4.91',
  '.4.94',
  '.4.100',
  '.4.110',
  '.4.201',
  '.4.202',
  '.4.203',
  '.5',
  '.7.1',
  '.8.1',
  '.9',
  '.1.2.3.4.5',
].map((suffix) => `1.2.840.10008.1.2${suffix}`);
const WORDS = [
  0, 1, 2, 3, 4, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 64, 255, 256, 257, 511, 512, 1000, 4096, 32767, 32768, 65534,
  65535,
];
const NUMBERS = [
  '',
  '0',
  '-0',
  '1',
  '-1',
  '0.5',
  '1e-300',
  '1e308',
  '-1e308',
  'NaN',
  'Infinity',
  '1\\2',
  '1\\2\\3',
  '0\\0',
  '1e400',
  '99999999999999999999',
  'x',
  '1\\x',
  '-\\-',
  '  7 ',
  '2147483648',
];
const CODES = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_420',
  'YBR_RCT',
  'YBR_ICT',
  'HSV',
  'CMYK',
  '',
  'RGB\\RGB',
  'LINEAR',
  'SIGMOID',
  'LINEAR_EXACT',
  'é',
];

type Attribute = readonly [tag: string, vr: string];
const WORD_ATTRIBUTES: readonly Attribute[] = [
  '00280002',
  '00280006',
  '00280010',
  '00280011',
  '00280100',
  '00280101',
  '00280102',
  '00280103',
  '00280120',
  '00280121',
].map((tag) => [tag, 'US']);
const NUMBER_ATTRIBUTES: readonly Attribute[] = [
  ['00280008', 'IS'],
  ['00280030', 'DS'],
  ['00280034', 'IS'],
  ['00281050', 'DS'],
  ['00281051', 'DS'],
  ['00281052', 'DS'],
  ['00281053', 'DS'],
  ['00181164', 'DS'],
  ['00181063', 'DS'],
  ['00181065', 'DS'],
  ['00082144', 'IS'],
  ['00200013', 'IS'],
  ['00200032', 'DS'],
  ['00200037', 'DS'],
  ['00282112', 'DS'],
];
const CODE_ATTRIBUTES: readonly Attribute[] = [
  ['00280004', 'CS'],
  ['00281056', 'CS'],
  ['00080060', 'CS'],
  ['00180015', 'CS'],
  ['00080005', 'CS'],
  ['00281055', 'LO'],
  ['00282110', 'CS'],
];

/** Puts the element where its tag belongs, in place of the one that is there. */
function setElement(layout: DicomLayout, element: BuilderElement): Uint8Array {
  const { bytes, explicit, bigEndian, dataSetAt, elements } = layout;
  const encoded = encodeElements([element], explicit, bigEndian);
  const top = elements.filter(({ start }) => start >= dataSetAt);
  const present = top.find(({ tag }) => tag === element[0]);
  if (present !== undefined) return spliced(bytes, present.start, present.end, encoded);
  const next = top.find(({ tag }) => tag > element[0] && !tag.startsWith('fffe'));
  return spliced(bytes, next?.start ?? bytes.length, next?.start ?? bytes.length, encoded);
}

function setting(choose: (random: Random) => BuilderElement): Mutation {
  return (bytes, random) => setElement(dicomLayout(bytes), choose(random));
}

const word = (random: Random): number => (random.chance(0.8) ? random.pick(WORDS) : random.below(65536));
const words = (random: Random, count: number): number[] => Array.from({ length: count }, () => word(random));
const text =
  (values: readonly string[]) =>
  (random: Random): string =>
    random.pick(values);

function lookupTable(random: Random): readonly BuilderElement[] {
  const count = random.below(300);
  return [
    ['00283002', 'US', words(random, random.pick([0, 2, 3, 3, 3]))],
    ['00283006', random.pick(['US', 'OW']), words(random, count)],
  ];
}

function anyAttribute(random: Random): BuilderElement {
  const kind = random.below(3);
  if (kind === 0) return [...random.pick(WORD_ATTRIBUTES), words(random, 1)];
  if (kind === 1) return [...random.pick(NUMBER_ATTRIBUTES), text(NUMBERS)(random)];
  return [...random.pick(CODE_ATTRIBUTES), text(CODES)(random)];
}

/** Sequence of `depth` levels around some attribute. */
function nested(random: Random, depth: number): BuilderValue {
  const innermost: BuilderElement[] = [anyAttribute(random)];
  return Array.from({ length: depth - 1 }).reduce<BuilderValue>(
    (inside) => ({ items: [[['00081140', 'SQ', inside]]] }),
    { items: [innermost] },
  );
}

export const attributeMutations: Mutations = {
  setWord: setting((random) => [...random.pick(WORD_ATTRIBUTES), words(random, 1)]),
  setNumber: setting((random) => [...random.pick(NUMBER_ATTRIBUTES), text(NUMBERS)(random)]),
  setCode: setting((random) => [...random.pick(CODE_ATTRIBUTES), text(CODES)(random)]),
  setPaletteDescriptor: setting((random) => [
    `0028110${1 + random.below(3)}`,
    'US',
    words(random, random.pick([1, 3, 3, 3])),
  ]),
  setPaletteData: setting((random) => [
    `002812${random.pick(['0', '2'])}${1 + random.below(3)}`,
    'OW',
    words(random, random.below(600)),
  ]),
  setModalityLut: setting((random) => ['00283000', 'SQ', { items: [lookupTable(random)] }]),
  setVoiLut: setting((random) => [
    '00283010',
    'SQ',
    { items: Array.from({ length: random.below(3) }, () => lookupTable(random)) },
  ]),
  setFunctionalGroups: setting((random) => {
    const macro = random.pick(['00289110', '00289132', '00289145', '00209111', '00209113']);
    const group = (): BuilderElement[] => [[macro, 'SQ', { items: [[anyAttribute(random)]] }]];
    return [random.pick(['52009229', '52009230']), 'SQ', { items: Array.from({ length: random.below(4) }, group) }];
  }),
  setOverlay: (bytes, random) => {
    const group = (0x6000 + 2 * random.below(3)).toString(16);
    const elements: BuilderElement[] = [
      [`${group}0010`, 'US', words(random, 1)],
      [`${group}0011`, 'US', words(random, 1)],
      [`${group}0015`, 'IS', text(NUMBERS)(random)],
      [`${group}0040`, 'CS', random.pick(['G', 'R', ''])],
      [`${group}0050`, 'SS', words(random, random.pick([1, 2]))],
      [`${group}0051`, 'US', words(random, 1)],
      [`${group}0100`, 'US', words(random, 1)],
      [`${group}0102`, 'US', words(random, 1)],
      [`${group}3000`, 'OW', words(random, random.below(600))],
    ];
    return elements
      .filter(() => random.chance(0.8))
      .reduce((file, element) => setElement(dicomLayout(file), element), bytes);
  },
  setOffsetTable: setting((random) => [
    '7fe00001',
    'OV',
    Buffer.from(Array.from({ length: 8 * random.below(5) }, () => random.pick([0, 0, 0, 255, random.below(256)]))),
  ]),
  nestSequences: setting((random) => ['00081140', 'SQ', nested(random, random.pick([1, 2, 10, 100, 300]))]),
  nestDeeply: (bytes, random) => {
    const { dataSetAt, explicit, bigEndian } = dicomLayout(bytes);
    const depth = random.pick([1_000, 5_000, 20_000]);
    // Sequence and item, both of undefined length, `depth` times, and never closed.
    const level = Buffer.alloc(explicit ? 20 : 16, 0xff);
    writeNumber(level, 0, 2, 0x0008, bigEndian);
    writeNumber(level, 2, 2, 0x1140, bigEndian);
    if (explicit) level.write('SQ\0\0', 4, 'latin1');
    writeNumber(level, level.length - 8, 2, 0xfffe, bigEndian);
    writeNumber(level, level.length - 6, 2, 0xe000, bigEndian);
    return spliced(bytes, dataSetAt, dataSetAt, ...Array.from({ length: depth }, () => level));
  },
  setTransferSyntax: (bytes, random) => {
    const present = dicomLayout(bytes).elements.find(({ tag }) => tag === '00020010');
    if (present === undefined) return bytes;
    return spliced(
      bytes,
      present.start,
      present.end,
      encodeElements([['00020010', 'UI', random.pick(SYNTAXES)]], true, false),
    );
  },
};
