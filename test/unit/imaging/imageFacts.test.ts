/** What a DICOM file says of its image beside the pixels. */
import assert from 'node:assert/strict';
import type { FrameImage, OverlayPlane } from '../../../src/display/frameImage.ts';
import type { ImageHeader } from '../../../src/display/imageHeader.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import {
  dicomFile,
  imageElements,
  pixelBytes,
  pixelWords,
  SYNTAX,
  type BuilderElement,
  type ImageAttributes,
} from './dicomBuilder.ts';

const open = (
  attributes: ImageAttributes,
  pixels: BuilderElement,
  transferSyntax: string = SYNTAX.explicitLE,
): ReturnType<typeof openImage> =>
  openImage({
    kind: 'bytes',
    name: 'built.dcm',
    bytes: dicomFile(imageElements(attributes, pixels), { transferSyntax }),
  });

const frameOf = async (more: readonly BuilderElement[], frame = 0): Promise<FrameImage> =>
  (
    await open({ rows: 1, columns: 1, frames: frame + 1, more }, pixelBytes(Array.from({ length: frame + 1 }, () => 1)))
  ).frame(frame);
const headerOf = async (more: readonly BuilderElement[], frames = 1): Promise<ImageHeader> =>
  (await open({ rows: 1, columns: 1, frames, more }, pixelBytes(Array.from({ length: frames }, () => 1)))).header();

describe('overlays of a file', () => {
  const plane = (more: readonly BuilderElement[], data: Uint8Array, rows = 2, columns = 3): BuilderElement[] => [
    ['60000010', 'US', [rows]],
    ['60000011', 'US', [columns]],
    ['60000040', 'CS', 'G'],
    ...more,
    ['60000100', 'US', [1]],
    ['60000102', 'US', [0]],
    ['60003000', 'OB', data],
  ];
  const image = { rows: 2, columns: 3 } as const;
  const overlays = async (
    more: readonly BuilderElement[],
    frames = 1,
    frame = 0,
    syntax: string = SYNTAX.explicitLE,
  ): Promise<readonly OverlayPlane[]> => {
    const bytes = new Array<number>(6 * frames).fill(0);
    return (await (await open({ ...image, frames, more }, pixelBytes(bytes), syntax)).frame(frame)).overlays;
  };

  it('are unpacked, eight pixels a byte from the lowest bit on', async () => {
    const [overlay] = await overlays(
      plane(
        [
          ['60000022', 'LO', 'Markers'],
          ['60000050', 'SS', [2, -1]],
        ],
        Uint8Array.of(0b101001),
      ),
    );
    assert.deepEqual(overlay, {
      group: 0x6000,
      label: 'Markers',
      type: 'G',
      rows: 2,
      columns: 3,
      top: 1,
      left: -2,
      bits: Uint8Array.of(1, 0, 0, 1, 0, 1),
    });
  });

  it('in big-endian words have their bytes swapped', async () => {
    const words: BuilderElement[] = plane([], Uint8Array.of()).map((element) =>
      element[0] === '60003000' ? ['60003000', 'OW', [0b01_0000_0010]] : element,
    );
    const [overlay] = await overlays(
      words.map((each) => (each[0] === '60000010' ? ['60000010', 'US', [3]] : each)),
      1,
      0,
      SYNTAX.explicitBE,
    );
    assert.deepEqual([...(overlay?.bits ?? [])], [0, 1, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('belong to the frames that they say, each with its own bits', async () => {
    const multi = plane(
      [
        ['60000015', 'IS', '2'],
        ['60000051', 'US', [2]],
      ],
      Uint8Array.of(0b11_000001, 0b1000),
    );
    const shown = await Promise.all([0, 1, 2, 3].map((frame) => overlays(multi, 4, frame)));
    assert.deepEqual(
      shown.map((each) => each.map(({ bits }) => bits.join(''))),
      [[], ['100000'], ['110001'], []],
    );
    const all = plane([], Uint8Array.of(0b10));
    assert.deepEqual(
      (await overlays(all, 2, 1)).map(({ bits }) => bits.join('')),
      ['010000'],
    );
  });

  it('are found in unused bits of the pixels, which stay as they are', async () => {
    const more: BuilderElement[] = [
      ['60000040', 'CS', 'R'],
      ['60000100', 'US', [16]],
      ['60000102', 'US', [12]],
    ];
    const attributes = { rows: 1, columns: 3, allocated: 16, stored: 12, more } as const;
    const frame = await (await open(attributes, pixelWords([0x1005, 0x0fff, 0x1000]))).frame(0);
    assert.ok(frame.kind === 'monochrome');
    assert.deepEqual([...frame.samples], [5, 0xfff, 0]);
    assert.deepEqual(frame.overlays, [
      {
        group: 0x6000,
        label: undefined,
        type: 'R',
        rows: 1,
        columns: 3,
        top: 0,
        left: 0,
        bits: Uint8Array.of(1, 0, 1),
      },
    ]);
  });

  it('without enough bits, or of a claim beyond all measure, are left out', async () => {
    assert.deepEqual(await overlays(plane([], Uint8Array.of(1), 5, 5)), []);
    assert.deepEqual(await overlays(plane([], Uint8Array.of(1), 65_535, 65_535)), []);
    assert.deepEqual(await overlays(plane([], Uint8Array.of(1), 0, 3)), []);
    for (const [more, says] of [
      [plane([], Uint8Array.of(1), 5, 5), true],
      [plane([], Uint8Array.of(1), 65_535, 65_535), true],
      [plane([], Uint8Array.of(1)), false],
    ] as const) {
      const { notes } = await (
        await open({ ...image, more }, pixelBytes([0, 0, 0, 0, 0, 0]), SYNTAX.explicitLE)
      ).frame(0);
      assert.equal(
        notes.some(({ code, text }) => code === 'decoderDropped' && text.includes('overlay')),
        says,
      );
    }
  });
});

describe('pixel spacing', () => {
  const spacing = async (more: readonly BuilderElement[]): Promise<string | undefined> => {
    const { spacing: found } = await frameOf(more);
    return found && `${found.rowMm} ${found.columnMm} ${found.at}`;
  };
  const pixelSpacing: BuilderElement = ['00280030', 'DS', '0.2\\0.1'];

  it("is the patient's, the detector's, or that of a scanned film", async () => {
    assert.equal(await spacing([pixelSpacing]), '0.2 0.1 patient');
    assert.equal(await spacing([['00181164', 'DS', '0.2\\0.1']]), '0.2 0.1 detector');
    assert.equal(await spacing([['00182010', 'DS', '0.2\\0.1']]), '0.2 0.1 scannedFilm');
    assert.equal(await spacing([]), undefined);
  });

  it("that only repeats the detector's is the detector's, unless it was calibrated", async () => {
    assert.equal(await spacing([['00181164', 'DS', '0.2\\0.1'], pixelSpacing]), '0.2 0.1 detector');
    assert.equal(await spacing([['00181164', 'DS', '0.25\\0.125'], pixelSpacing]), '0.2 0.1 patient');
    assert.equal(
      await spacing([['00181164', 'DS', '0.2\\0.1'], pixelSpacing, ['00280a02', 'CS', 'GEOMETRY']]),
      '0.2 0.1 patient',
    );
  });

  it('comes from the functional groups of the frame', async () => {
    const group: BuilderElement[] = [['00289110', 'SQ', { items: [[pixelSpacing]] }]];
    assert.equal(await spacing([['52009229', 'SQ', { items: [group] }]]), '0.2 0.1 patient');
  });

  it('of ultrasound comes from its regions in centimetres, where they agree', async () => {
    const double = (value: number): Uint8Array => new Uint8Array(Float64Array.of(value).buffer);
    const region = (delta: number, format = 1, unit = 3): BuilderElement[] => [
      ['00186012', 'US', [format]],
      ['00186024', 'US', [unit]],
      ['00186026', 'US', [unit]],
      ['0018602c', 'FD', double(delta)],
      ['0018602e', 'FD', double(-delta)],
    ];
    const regions = (...items: BuilderElement[][]): BuilderElement[] => [['00186011', 'SQ', { items }]];
    assert.equal(await spacing(regions(region(0.05))), '0.5 0.5 ultrasoundRegion');
    assert.equal(
      await spacing(regions(region(0.05), region(0.002, 3, 4))),
      '0.5 0.5 ultrasoundRegion',
      'beside a Doppler region',
    );
    assert.equal(await spacing(regions(region(0.05), region(0.07))), undefined, 'two scales');
    assert.equal(await spacing(regions(region(0.05, 1, 4))), undefined, 'seconds');
  });
});

describe('unit of the values', () => {
  const unit = async (more: readonly BuilderElement[]): Promise<string | undefined> => {
    const frame = await frameOf(more);
    return frame.kind === 'monochrome' ? frame.unit : undefined;
  };
  const rescale: BuilderElement[] = [
    ['00281052', 'DS', '-1024'],
    ['00281053', 'DS', '1'],
  ];

  it('is HU for a CT image that is rescaled, unless it says otherwise', async () => {
    const ct: BuilderElement[] = [
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
      ['00080060', 'CS', 'CT'],
    ];
    assert.equal(await unit([...ct, ...rescale]), 'HU');
    assert.equal(await unit(ct), undefined);
    assert.equal(await unit([...ct, ...rescale, ['00281054', 'LO', 'US']]), undefined);
    assert.equal(
      await unit([['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'], ['00080060', 'CS', 'CT'], ...rescale]),
      undefined,
      'a captured screen',
    );
    assert.equal(
      await unit([['00080060', 'CS', 'MR'], ...rescale, ['00281054', 'LO', 'HU']]),
      'HU',
      'the file says so',
    );
  });

  it('is that of a PET image', async () => {
    assert.equal(await unit([['00080060', 'CS', 'PT'], ...rescale, ['00541001', 'CS', 'BQML']]), 'Bq/ml');
  });
});

describe('windows and LUTs of a file', () => {
  it('are all there, with their explanations', async () => {
    const lut = (first: number, explanation: string): BuilderElement[] => [
      ['00283002', 'US', [2, first, 8]],
      ['00283003', 'LO', explanation],
      ['00283006', 'OW', [0, 255]],
    ];
    const frame = await frameOf([
      ['00281050', 'DS', '40\\-600\\1'],
      ['00281051', 'DS', '400\\1500\\0'],
      ['00281055', 'LO', 'SOFT\\LUNG'],
      ['00283010', 'SQ', { items: [lut(0, 'NORMAL'), lut(5, 'HARD')] }],
    ]);
    assert.ok(frame.kind === 'monochrome');
    assert.deepEqual(frame.voi.windows, [
      { center: 40, width: 400, explanation: 'SOFT' },
      { center: -600, width: 1500, explanation: 'LUNG' },
    ]);
    assert.deepEqual(
      frame.voi.luts.map(({ explanation, table }) => [explanation, table.first]),
      [
        ['NORMAL', 0],
        ['HARD', 5],
      ],
    );
  });

  it('a VOI LUT begins below 0 only where values can be', async () => {
    const first = async (more: readonly BuilderElement[]): Promise<number | undefined> => {
      const frame = await frameOf([
        ...more,
        [
          '00283010',
          'SQ',
          {
            items: [
              [
                ['00283002', 'US', [2, 0xfc00, 8]],
                ['00283006', 'OW', [0, 255]],
              ],
            ],
          },
        ],
      ]);
      return frame.kind === 'monochrome' ? frame.voi.luts[0]?.table.first : undefined;
    };
    assert.equal(await first([]), 0xfc00);
    assert.equal(
      await first([
        ['00281052', 'DS', '-1024'],
        ['00281053', 'DS', '1'],
      ]),
      -1024,
    );
  });
});

describe('lossy history', () => {
  it('is what the file says, and what its transfer syntax gives away', async () => {
    assert.equal((await headerOf([])).lossy, undefined);
    assert.equal((await headerOf([['00282110', 'CS', '00']])).lossy, undefined);
    const twice: BuilderElement[] = [
      ['00282110', 'CS', '01'],
      ['00282112', 'DS', '2\\12.5'],
      ['00282114', 'CS', 'ISO_10918_1\\ISO_15444_1'],
    ];
    assert.deepEqual((await headerOf(twice)).lossy, { ratio: 12.5, method: 'ISO_15444_1' });
    const fragments: BuilderElement = ['7fe00010', 'OB', { fragments: [Uint8Array.of(0xff, 0xd8)] }];
    const jpeg = await (
      await open({ rows: 1, columns: 1, more: [['00282110', 'CS', '00']] }, fragments, SYNTAX.jpegBaseline)
    ).header();
    assert.deepEqual(
      jpeg.lossy,
      { ratio: undefined, method: 'ISO_10918_1' },
      'baseline JPEG is lossy whatever the file says',
    );
    assert.equal((await (await open({ rows: 1, columns: 1 }, fragments, SYNTAX.jpeg2000)).header()).lossy, undefined);
  });
});

describe('frame times', () => {
  const times = async (...more: BuilderElement[]): Promise<readonly number[] | undefined> =>
    (await headerOf(more, 3)).frameTimesMs;

  it('go by the recommended rate, the vector, the frame time, the cine rate', async () => {
    assert.equal(await times(), undefined);
    assert.deepEqual(await times(['00180040', 'IS', '20']), [50]);
    assert.deepEqual(await times(['00180040', 'IS', '20'], ['00181063', 'DS', '33.3']), [33.3]);
    assert.deepEqual(await times(['00181063', 'DS', '33.3'], ['00181065', 'DS', '0\\40\\80']), [40, 80, 80]);
    assert.deepEqual(await times(['00082144', 'IS', '10'], ['00181063', 'DS', '33.3']), [100]);
  });

  it('are unknown where the claim makes no sense, and for one frame', async () => {
    assert.equal(await times(['00181063', 'DS', '0']), undefined);
    assert.equal(await times(['00181065', 'DS', '0\\40']), undefined, 'too few');
    assert.equal((await headerOf([['00181063', 'DS', '33']])).frameTimesMs, undefined);
  });
});
