/** Data sets that break the rules in ways that are in use: read as they are meant, with a note where that was a choice. */
import assert from 'node:assert/strict';
import type { FrameImage, MonochromeFrame } from '../../../src/display/frameImage.ts';
import type { ImageNote } from '../../../src/display/imageNote.ts';
import { renderFrame } from '../../../src/display/renderFrame.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import {
  dicomFile,
  encodeElements,
  imageElements,
  pixelWords,
  type BuilderElement,
  type BuilderOptions,
  type ImageAttributes,
} from './dicomBuilder.ts';

const CT: BuilderElement = ['00080060', 'CS', 'CT'];
const words = [0, 100, 200, 300, 1000, 2000];
const attributes: ImageAttributes = { rows: 2, columns: 3, allocated: 16 };

function build(more: readonly BuilderElement[], options: BuilderOptions & ImageAttributes = attributes): Uint8Array {
  const pixels = pixelWords(Array.from({ length: options.frames ?? 1 }, () => words).flat());
  return dicomFile(imageElements({ ...attributes, ...options, more: [CT, ...more] }, pixels), options);
}

async function frameOf(bytes: Uint8Array, frame = 0): Promise<MonochromeFrame> {
  const image: FrameImage = await (await openImage({ kind: 'bytes', name: 'x.dcm', bytes })).frame(frame);
  assert.ok(image.kind === 'monochrome');
  return image;
}

const codes = ({ notes }: { readonly notes: readonly ImageNote[] }): readonly string[] => notes.map(({ code }) => code);
function length32(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

const sequence = (...items: readonly (readonly BuilderElement[])[]): BuilderElement[2] => ({ items });

describe('sequences that were written as UN', () => {
  const voi = (center: string, width: string): BuilderElement => [
    '00289132',
    'SQ',
    sequence([
      ['00281050', 'DS', center],
      ['00281051', 'DS', width],
    ]),
  ];
  const rescale: BuilderElement = [
    '00289145',
    'SQ',
    sequence([
      ['00281052', 'DS', '-500'],
      ['00281053', 'DS', '2'],
    ]),
  ];
  /** The value of a sequence as a program writes it that does not know the attribute. */
  const unknown = (tag: string, items: readonly (readonly BuilderElement[])[], explicit: boolean): BuilderElement => [
    tag,
    'UN',
    encodeElements([[tag, 'SQ', sequence(...items)]], explicit, false).subarray(explicit ? 12 : 8),
  ];

  for (const explicit of [false, true])
    it(`are followed, functional groups of each frame too, in ${explicit ? 'explicit' : 'implicit'} VR`, async () => {
      const perFrame = unknown('52009230', [[voi('1000', '2000')], [voi('3000', '1000'), rescale]], explicit);
      const bytes = build([perFrame], { ...attributes, frames: 2 });
      const [first, second] = [await frameOf(bytes), await frameOf(bytes, 1)];
      assert.deepEqual(first.voi.windows[0], { center: 1000, width: 2000, explanation: undefined });
      assert.deepEqual(first.modality, { kind: 'linear', slope: 1, intercept: 0 });
      assert.deepEqual(second.voi.windows[0], { center: 3000, width: 1000, explanation: undefined });
      assert.deepEqual(second.modality, { kind: 'linear', slope: 2, intercept: -500 });
    });

  it('are left alone where they are none', async () => {
    const image = await frameOf(build([['52009230', 'UN', Buffer.from('feff00e0ffffff7f0102', 'hex')]]));
    assert.deepEqual([...image.samples], words);
  });
});

describe('elements in another encoding than the file', () => {
  const privateElements: readonly BuilderElement[] = [
    ['00090010', 'LO', 'ACME 1.1'],
    ['00091001', 'LO', 'some text!'],
  ];

  it('are read as they are, and a note says so: implicit among explicit, and the other way round', async () => {
    for (const explicit of [true, false]) {
      const whole = imageElements({ ...attributes, more: [CT] }, pixelWords(words));
      const transferSyntax = explicit ? '1.2.840.10008.1.2.1' : '1.2.840.10008.1.2';
      const [before, after] = [whole.filter(([tag]) => tag < '0009'), whole.filter(([tag]) => tag > '0009')];
      const bytes = Buffer.concat([
        dicomFile(before, { transferSyntax }),
        encodeElements(privateElements, !explicit, false),
        encodeElements(after, explicit, false),
      ]);
      const image = await frameOf(bytes);
      assert.deepEqual([...image.samples], words);
      assert.deepEqual(codes(image), ['decoderChose']);
    }
  });

  it('are read as they are inside of sequences, too, with a length and without', async () => {
    const inner = Buffer.concat([
      encodeElements(privateElements, false, false),
      encodeElements(
        [
          ['00281050', 'DS', '40'],
          ['00281051', 'DS', '400'],
        ],
        true,
        false,
      ),
    ]);
    const item = Buffer.concat([Buffer.from('feff00e0', 'hex'), length32(inner.length), inner]);
    const delimited = Buffer.concat([
      Buffer.from('feff00e0ffffffff', 'hex'),
      inner,
      Buffer.from('feff0de000000000feffdde000000000', 'hex'),
    ]);
    const voiOf = (value: Buffer, length: number): Buffer =>
      Buffer.concat([Buffer.from('28003291', 'hex'), Buffer.from('SQ\0\0'), length32(length), value]);
    for (const voi of [voiOf(item, item.length), voiOf(delimited, 0xffffffff)]) {
      const groups = Buffer.concat([Buffer.from('feff00e0', 'hex'), length32(voi.length), voi]);
      const image = await frameOf(build([['52009229', 'SQ', groups]]));
      assert.deepEqual(image.voi.windows, [{ center: 40, width: 400, explanation: undefined }]);
      assert.deepEqual(codes(image), ['decoderChose']);
    }
  });

  it('are read in the byte order that they have, and without inflating what is not deflated', async () => {
    for (const [bytes, called] of [
      [build([], { ...attributes, transferSyntax: '1.2.840.10008.1.2.2' }), '1.2.840.10008.1.2.1'],
      [build([]), '1.2.840.10008.1.2.2'],
      [build([]), '1.2.840.10008.1.2.1.99'],
    ] as const) {
      const data = bytes.subarray(Buffer.from(bytes).indexOf('1.2.840.10008.1.2.') + 20);
      const meta = dicomFile([], { transferSyntax: called });
      const image = await frameOf(Buffer.concat([meta, data]));
      assert.deepEqual([...image.samples], words);
      assert.deepEqual(codes(image), ['decoderChose']);
    }
  });

  it('that cannot be followed are left out, and a note says so', async () => {
    const broken: BuilderElement = ['00081140', 'SQ', Buffer.from('feff00e0ffffff0f08005011', 'hex')];
    const image = await frameOf(build([broken]));
    assert.deepEqual([...image.samples], words);
    assert.deepEqual(codes(image), ['decoderDropped']);
  });
});

describe('numbers that are not written as the standard wants them', () => {
  const window = (center: string, width: string): BuilderElement[] => [
    ['00281050', 'DS', center],
    ['00281051', 'DS', width],
  ];

  it('are read: a decimal comma, with a note', async () => {
    const image = await frameOf(
      build([...window('1000,5', '2000,0'), ['00281052', 'DS', '-1024,0'], ['00281053', 'DS', '1,5']]),
    );
    assert.deepEqual(image.voi.windows, [{ center: 1000.5, width: 2000, explanation: undefined }]);
    assert.deepEqual(image.modality, { kind: 'linear', slope: 1.5, intercept: -1024 });
    assert.deepEqual(codes(image), ['decoderChose']);
  });

  it('leave the others standing: an empty value among windows', async () => {
    for (const [center, width, expected] of [
      ['\\40', '\\400', { center: 40, width: 400 }],
      ['40\\', '400\\', { center: 40, width: 400 }],
      ['40\\x', '400\\800', { center: 40, width: 400 }],
    ] as const) {
      const image = await frameOf(build(window(center, width)));
      assert.deepEqual(image.voi.windows, [{ ...expected, explanation: undefined }]);
      assert.deepEqual(codes(image), []);
    }
  });

  it('are told of where they cannot be used', async () => {
    assert.deepEqual(codes(await frameOf(build(window('abc', '400')))), ['windowInvalid']);
    assert.deepEqual(codes(await frameOf(build([['00281050', 'DS', '40']]))), ['windowInvalid']);
    assert.deepEqual(codes(await frameOf(build(window('', '')))), []);
    for (const slope of ['steep', '0']) {
      const image = await frameOf(build([['00281053', 'DS', slope]]));
      assert.deepEqual(image.modality, { kind: 'linear', slope: 1, intercept: 0 });
      assert.deepEqual(codes(image), ['decoderDropped']);
    }
  });
});

describe('which values are white', () => {
  for (const [photometric, shape, inverted, isSaid] of [
    ['MONOCHROME1', undefined, true, false],
    ['MONOCHROME1', 'INVERSE', true, false],
    ['MONOCHROME2', 'IDENTITY', false, false],
    ['MONOCHROME2', 'INVERSE', true, true],
    ['MONOCHROME1', 'IDENTITY', false, true],
    ['MONOCHROME2', 'LIN OD', false, false],
  ] as const)
    it(`${photometric}, Presentation LUT Shape ${shape ?? 'missing'}: the ${inverted ? 'lowest' : 'highest'}`, async () => {
      const more: BuilderElement[] = shape === undefined ? [] : [['20500020', 'CS', shape]];
      const image = await frameOf(build(more, { ...attributes, photometric }));
      assert.equal(image.inverted, inverted);
      assert.deepEqual(codes(image), isSaid ? ['decoderChose'] : []);
    });
});

describe('a supplemental palette', () => {
  const palette: BuilderElement[] = [
    ['00281050', 'DS', '128'],
    ['00281051', 'DS', '256'],
    ...['1101', '1102', '1103'].map((element): BuilderElement => [`0028${element}`, 'US', [3, 200, 16]]),
    ['00281201', 'OW', [0xff00, 0x8000, 0x0000]],
    ['00281202', 'OW', [0, 0, 0x4000]],
    ['00281203', 'OW', [0, 0x8000, 0xff00]],
  ];

  it('colours the values that it holds, the last for all beyond; the others are grey', async () => {
    for (const presentation of ['COLOR', 'MIXED']) {
      const image = await frameOf(build([['00089205', 'CS', presentation], ...palette]));
      const { rgb } = renderFrame(image, undefined);
      const pixel = (i: number): readonly number[] => [...rgb.subarray(i * 3, i * 3 + 3)];
      assert.deepEqual(
        [pixel(0), pixel(1)],
        [
          [0, 0, 0],
          [100, 100, 100],
        ],
      );
      assert.deepEqual(
        [pixel(2), pixel(3), pixel(5)],
        [
          [255, 0, 0],
          [0, 0x40, 255],
          [0, 0x40, 255],
        ],
      );
    }
  });

  it('is not used where the file does not say that it is', async () => {
    assert.equal((await frameOf(build(palette))).colours, undefined);
    assert.equal((await frameOf(build([['00089205', 'CS', 'MONOCHROME'], ...palette]))).colours, undefined);
  });
});

describe('a data set that says impossible things of its pixels', () => {
  it('is shown as it can be, and a note says how', async () => {
    for (const [more, says] of [
      [[['00280004', 'CS', 'RGB']], /1 sample per pixel, which its photometric interpretation cannot have/],
      [[['00280004', 'CS', '']], /does not say what its values mean: they are shown as MONOCHROME2/],
      [[['00280101', 'US', [17]]], /impossible things of its bits: 16 of 16 are used/],
      [[['00280102', 'US', [3]]], /impossible things of its bits: 16 of 16 are used/],
    ] as const) {
      const image = await frameOf(build(more));
      assert.deepEqual([...image.samples], words);
      assert.deepEqual(codes(image), ['decoderChose']);
      assert.match(image.notes[0]?.text ?? '', says);
    }
  });
});

describe('a lookup table that cannot be read', () => {
  it('is left out, and a note says so', async () => {
    const table = (tag: string): BuilderElement => [
      tag,
      'SQ',
      sequence([
        ['00283002', 'US', [2, 0, 99]],
        ['00283006', 'OW', [0, 9]],
      ]),
    ];
    for (const [tag, says] of [
      ['00283000', /modality LUT/],
      ['00283010', /VOI LUT/],
    ] as const) {
      const image = await frameOf(build([table(tag)]));
      assert.match(image.notes.map(({ code, text }) => `${code} ${text}`).join(), says);
      assert.ok(codes(image).includes('decoderDropped'));
    }
  });
});
