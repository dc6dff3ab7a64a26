import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { VoiWindow } from '../../../src/display/frameImage.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { DisplayImage } from '../../../src/imaging/imaging.ts';
import { dicomFile, imageElements, pixelBytes, pixelWords } from './dicomBuilder.ts';
import type { BuilderElement, ImageAttributes } from './dicomBuilder.ts';

async function display(
  attributes: ImageAttributes,
  pixels: BuilderElement,
  window?: VoiWindow,
  frame = 0,
): Promise<DisplayImage> {
  const bytes = dicomFile(imageElements(attributes, pixels));
  return decodeImage(
    { kind: 'bytes', name: 'built.dcm', bytes },
    { frame, voi: window && { kind: 'window', ...window } },
  );
}

/** Red channel only: the image is grey. */
function greys({ rgb }: DisplayImage): number[] {
  return [...rgb].filter((_, i) => i % 3 === 0);
}

const window = (center: string, width: string, fn?: string): BuilderElement[] => [
  ['00281050', 'DS', center],
  ['00281051', 'DS', width],
  ...(fn === undefined ? [] : ([['00281056', 'CS', fn]] as const)),
];

const row = (columns: number, more: readonly BuilderElement[] = []): ImageAttributes => ({
  rows: 1,
  columns,
  allocated: 16,
  signed: true,
  more,
});

describe('display', () => {
  it('maps the full range of values without a window', async () => {
    const image = await display(row(3), pixelWords([-100, 0, 155]));
    assert.deepEqual(
      [greys(image), image.windowSource, image.window],
      [[0, 100, 255], 'fullRange', { center: 28, width: 256 }],
    );
  });

  it('applies the first window of the file by the LINEAR function', async () => {
    // PS3.3 C.11.2.1.2: c = 2048, w = 4096 maps 0 to black and 4095 to white.
    const image = await display(row(5, window('2048\\40', '4096\\400')), pixelWords([-7, 0, 1024, 4095, 5000]));
    assert.deepEqual(
      [greys(image), image.windowSource, image.window],
      [[0, 0, 64, 255, 255], 'file', { center: 2048, width: 4096 }],
    );
  });

  it('a window of width 1 is a threshold', async () => {
    assert.deepEqual(greys(await display(row(3, window('2048', '1')), pixelWords([2047, 2048, 2049]))), [0, 255, 255]);
  });

  it('applies LINEAR_EXACT and SIGMOID', async () => {
    const words = pixelWords([0, 100, 200]);
    assert.deepEqual(greys(await display(row(3, window('100', '400', 'LINEAR_EXACT')), words)), [64, 128, 191]);
    const sigmoid = [0, 100, 200].map((x) => Math.round(255 / (1 + Math.exp((-4 * (x - 100)) / 400))));
    assert.deepEqual(greys(await display(row(3, window('100', '400', 'SIGMOID')), words)), sigmoid);
  });

  it("takes the user's window before the file's", async () => {
    const image = await display(row(3, window('2048', '4096')), pixelWords([0, 5, 10]), { center: 5.5, width: 11 });
    assert.deepEqual([greys(image), image.windowSource], [[0, 128, 255], 'user']);
  });

  it('ignores a window of width 0 and says so', async () => {
    const image = await display(row(2, window('40', '0')), pixelWords([1, 2]));
    assert.deepEqual([greys(image), image.windowSource], [[0, 255], 'fullRange']);
    assert.match(image.notes.map(({ text }) => text).join(), /window in the file is not valid/);
  });

  it('rescales with fractions and with a negative slope before the window', async () => {
    const rescale = (slope: string, intercept: string): BuilderElement[] => [
      ['00281052', 'DS', intercept],
      ['00281053', 'DS', slope],
    ];
    const fine = await display(
      row(3, [...rescale('0.01', '-5'), ...window('0.5', '11', 'LINEAR_EXACT')]),
      pixelWords([0, 550, 1100]),
    );
    assert.deepEqual(greys(fine), [0, 128, 255]);
    const negative = await display(
      row(3, [...rescale('-1', '100'), ...window('50.5', '101')]),
      pixelWords([0, 50, 100]),
    );
    assert.deepEqual(greys(negative), [255, 128, 0]);
  });

  it('takes slope and window of a frame from its functional groups', async () => {
    const frame = (slope: string): BuilderElement[] => [
      [
        '00289145',
        'SQ',
        {
          items: [
            [
              ['00281052', 'DS', '0'],
              ['00281053', 'DS', slope],
            ],
          ],
        },
      ],
    ];
    const groups: BuilderElement[] = [
      ['52009229', 'SQ', { items: [[['00289132', 'SQ', { items: [window('50.5', '101')] }]]] }],
      ['52009230', 'SQ', { items: [frame('1'), frame('2')] }],
    ];
    const attributes = { ...row(2, groups), frames: 2 };
    const pixels = pixelWords([0, 25, 0, 25]);
    assert.deepEqual(greys(await display(attributes, pixels)), [0, 64]);
    assert.deepEqual(greys(await display(attributes, pixels, undefined, 1)), [0, 128]);
  });

  it('applies a modality LUT and a VOI LUT in place of slope and window', async () => {
    const lut = (tag: string, first: number, bits: number, entries: readonly number[]): BuilderElement => [
      tag,
      'SQ',
      {
        items: [
          [
            ['00283002', 'US', [entries.length, first, bits]],
            ['00283006', 'OW', entries],
          ],
        ],
      },
    ];
    const image = await display(
      row(5, [lut('00283000', 10, 16, [0, 1, 2]), lut('00283010', 0, 10, [0, 1023, 512])]),
      pixelWords([0, 10, 11, 12, 99]),
    );
    assert.deepEqual([greys(image), image.windowSource], [[0, 0, 255, 128, 128], 'file']);
  });

  it('inverts MONOCHROME1 once, after the window', async () => {
    const image = await display(
      { ...row(3, window('2048', '4096')), photometric: 'MONOCHROME1' },
      pixelWords([0, 1024, 4095]),
    );
    assert.deepEqual(greys(image), [255, 191, 0]);
  });

  it('leaves padding out of the range and draws it black', async () => {
    const padding: BuilderElement[] = [
      ['00280120', 'SS', [-2000]],
      ['00280121', 'SS', [-1990]],
    ];
    const attributes = row(4, padding);
    const pixels = pixelWords([-2000, -1995, 0, 255]);
    assert.deepEqual(greys(await display(attributes, pixels)), [0, 0, 0, 255]);
    assert.deepEqual(greys(await display({ ...attributes, photometric: 'MONOCHROME1' }, pixels)), [0, 0, 255, 0]);
  });

  it('shows floats over their range, NaN black', async () => {
    const floats = new Uint8Array(Float32Array.of(0.25, 0.5, NaN, 0.75).buffer);
    const image = await display({ rows: 1, columns: 4, allocated: 32 }, ['7fe00008', 'OF', floats]);
    assert.deepEqual(greys(image), [0, 128, 0, 255]);
  });

  it('shows RGB as it is, 16 bits over 257', async () => {
    const attributes = { rows: 1, columns: 1, samples: 3 };
    assert.deepEqual([...(await display(attributes, pixelBytes([1, 2, 3]))).rgb], [1, 2, 3]);
    assert.deepEqual(
      [...(await display({ ...attributes, allocated: 16 }, pixelWords([257, 65_535, 514]))).rgb],
      [1, 255, 2],
    );
  });

  it('converts YBR_FULL', async () => {
    const image = await display(
      { rows: 1, columns: 2, samples: 3, photometric: 'YBR_FULL' },
      pixelBytes([76, 85, 255, 128, 128, 128]),
    );
    assert.deepEqual([...image.rgb], [254, 0, 0, 128, 128, 128]);
  });

  it('looks colours up in a palette, plain and segmented', async () => {
    const palette = (data: (channel: number) => BuilderElement): BuilderElement[] =>
      [0, 1, 2].flatMap((channel) => [[`0028110${channel + 1}`, 'US', [4, 10, 16]] as BuilderElement, data(channel)]);
    const attributes = { rows: 1, columns: 5, photometric: 'PALETTE COLOR' };
    const indices = pixelBytes([0, 10, 11, 13, 200]);
    const plain = palette((channel) => [
      `0028120${channel + 1}`,
      'OW',
      [0, 1, 2, 3].map((i) => (i * 16 + channel) << 8),
    ]);
    const expected = [0, 0, 16, 48, 48].flatMap((base) => [base, base + 1, base + 2]);
    assert.deepEqual([...(await display({ ...attributes, more: plain }, indices)).rgb], expected);
    // One discrete entry, then a line of three to the last value.
    const segmented = palette((channel) => [
      `0028122${channel + 1}`,
      'OW',
      [0, 1, channel << 8, 1, 3, (48 + channel) << 8],
    ]);
    assert.deepEqual([...(await display({ ...attributes, more: segmented }, indices)).rgb], expected);
  });

  describe('aspect ratio', () => {
    const tall: BuilderElement = ['00280034', 'IS', '2\\1'];
    const size = ({ width, height }: DisplayImage): number[] => [width, height];

    it('makes tall pixels square by adding rows', async () => {
      const image = await display({ rows: 2, columns: 3, more: [tall] }, pixelBytes([0, 0, 0, 9, 9, 9]));
      assert.deepEqual([size(image), image.rgb.length], [[3, 4], 36]);
    });

    it('makes wide pixels square by adding columns', async () => {
      assert.deepEqual(
        size(
          await display({ rows: 2, columns: 3, more: [['00280034', 'IS', '1\\2']] }, pixelBytes([1, 2, 3, 4, 5, 6])),
        ),
        [6, 2],
      );
    });

    it('goes by the spacing first, and leaves rounded spacings alone', async () => {
      const more: BuilderElement[] = [['00280030', 'DS', '0.139\\0.1391'], tall];
      assert.deepEqual(size(await display({ rows: 2, columns: 3, more }, pixelBytes([1, 2, 3, 4, 5, 6]))), [3, 2]);
    });

    it('takes an absurd claim for an error', async () => {
      assert.deepEqual(
        size(
          await display(
            { rows: 2, columns: 3, more: [['00280034', 'IS', '65000\\1']] },
            pixelBytes([1, 2, 3, 4, 5, 6]),
          ),
        ),
        [3, 2],
      );
    });
  });

  it('says what may be said of the image, and hashes what may not', async () => {
    const more: BuilderElement[] = [
      ['00080060', 'CS', 'CR'],
      ['00100010', 'PN', 'DOE^JANE'],
      ['00180015', 'CS', 'CHEST'],
      ['00185101', 'CS', 'PA'],
      ['00200060', 'CS', 'Jane Doe'],
    ];
    const bytes = dicomFile(imageElements({ rows: 1, columns: 1, more }, pixelBytes([1])));
    const image = await decodeImage({ kind: 'bytes', name: 'built.dcm', bytes }, { frame: 0, voi: undefined });
    const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
    assert.deepEqual(
      [
        image.format,
        image.modality,
        image.bodyPart,
        image.viewPosition,
        image.laterality,
        image.fileSha256,
        image.sopInstanceHash,
      ],
      ['dicom', 'CR', 'CHEST', 'PA', undefined, sha256(bytes), sha256('1.2.826.0.1.3680043.9.1')],
    );
    assert.doesNotMatch(JSON.stringify(image), /doe/i);
  });
});
