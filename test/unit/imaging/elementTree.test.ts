import assert from 'node:assert/strict';
import { writeElements } from '../../../src/imaging/deidentify/writeElements.ts';
import { loadDataDictionary } from '../../../src/imaging/dicom/dataSet/dataDictionary.ts';
import { readElementTree, type ElementTree, type Encoding } from '../../../src/imaging/dicom/dataSet/elementTree.ts';
import { encodeElements, type BuilderElement } from './dicomBuilder.ts';

const EXPLICIT: Encoding = { explicitVr: true, bigEndian: false };
const ENCODINGS: readonly Encoding[] = [
  EXPLICIT,
  { explicitVr: false, bigEndian: false },
  { explicitVr: true, bigEndian: true },
];

async function treeOf(bytes: Uint8Array, encoding = EXPLICIT): Promise<ElementTree> {
  return readElementTree(bytes, 0, bytes.length, encoding, await loadDataDictionary());
}

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('element tree', () => {
  it('is written as it was read, in every encoding', async () => {
    const elements: BuilderElement[] = [
      ['00080005', 'CS', 'ISO_IR 100'],
      [
        '00081140',
        'SQ',
        {
          items: [
            [
              ['00081150', 'UI', '1.2'],
              ['00081199', 'SQ', { items: [[['00081155', 'UI', '1.3']], []] }],
            ],
          ],
        },
      ],
      ['00189087', 'FD', new Uint8Array(8)],
      ['7fe00010', 'OW', [1, 2, 3]],
    ];
    for (const encoding of ENCODINGS) {
      const bytes = encodeElements(elements, encoding.explicitVr, encoding.bigEndian);
      const tree = await treeOf(bytes, encoding);
      assert.equal(tree.fault, undefined);
      assert.deepEqual(Buffer.concat(writeElements(tree.elements, encoding)), bytes);
    }
  });

  it('gives lengths to sequences that had none, and keeps fragments as they are', async () => {
    const open = await treeOf(
      hex('08004011 5351 0000 ffffffff feff00e0 ffffffff 0800501155490400312e3200 feff0de0 00000000 feffdde0 00000000'),
    );
    assert.equal(open.fault, undefined);
    assert.deepEqual(
      Buffer.concat(writeElements(open.elements, EXPLICIT)),
      Buffer.from(hex('08004011 5351 0000 14000000 feff00e0 0c000000 0800501155490400312e3200')),
    );
    const fragments = encodeElements(
      [['7fe00010', 'OB', { fragments: [Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5, 6)], offsets: [0] }]],
      true,
      false,
    );
    const tree = await treeOf(fragments);
    assert.ok(tree.elements[0]?.kind === 'fragments');
    assert.equal(tree.elements[0].fragments.length, 3);
    assert.deepEqual(Buffer.concat(writeElements(tree.elements, EXPLICIT)), fragments);
  });

  it('finds sequences behind UN, and leaves bytes that are none', async () => {
    const item = encodeElements([['00100010', 'PN', 'A^B']], false, false);
    const bytes = encodeElements(
      [
        ['00091001', 'UN', Buffer.concat([hex('feff00e0'), Buffer.from([item.length, 0, 0, 0]), item])],
        ['00091002', 'UN', hex('feff00e0 ff000000 0000')],
      ],
      true,
      false,
    );
    const { elements } = await treeOf(bytes);
    assert.deepEqual(
      elements.map(({ kind }) => kind),
      ['sequence', 'value'],
    );
  });

  it('says where it cannot go on, and gives what stands before', async () => {
    const whole = encodeElements(
      [
        ['00080005', 'CS', 'ISO_IR 100'],
        ['00080060', 'CS', 'CT'],
      ],
      true,
      false,
    );
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [whole.subarray(0, whole.length - 1), /longer than what holds it/],
      [Buffer.concat([whole, hex('0800')]), /cut short/],
      [Buffer.concat([whole, hex('08006100 3f3f 0200 4142')]), /no known value representation/],
      [Buffer.concat([whole, hex('feff0de0 00000000')]), /delimiter stands/],
      [Buffer.concat([whole, hex('08004011 5351 0000 ffffffff')]), /does not end/],
    ];
    for (const [bytes, fault] of cases) {
      const tree = await treeOf(bytes);
      assert.match(tree.fault ?? '', fault);
      assert.ok(tree.elements.length >= 1);
    }
  });

  it('does not follow sequences without end into the depth', async () => {
    let nested: BuilderElement[] = [['00081155', 'UI', '1.2']];
    for (let depth = 0; depth < 100; depth++) nested = [['00081140', 'SQ', { items: [nested] }]];
    assert.match((await treeOf(encodeElements(nested, true, false))).fault ?? '', /more than 64 deep/);
    const endless = Buffer.concat(
      Array.from({ length: 100_000 }, () => hex('08004011 5351 0000 ffffffff feff00e0 ffffffff')),
    );
    assert.match((await treeOf(endless)).fault ?? '', /more than 64 deep/);
  });
});
