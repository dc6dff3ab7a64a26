/** What passes with the pixels is told of. */
import assert from 'node:assert/strict';
import { deidentifyDicom } from '../../../src/imaging/deidentify/deidentifyDicom.ts';
import { BASIC_PROFILE_ONLY } from '../../../src/imaging/deidentify/deidentifyOptions.ts';
import { dicomFile, imageElements, pixelBytes, SYNTAX, type BuilderElement } from '../imaging/dicomBuilder.ts';

const CT: BuilderElement[] = [
  ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
  ['00080060', 'CS', 'CT'],
];
const jpeg = (...segments: readonly string[]): Uint8Array => Buffer.from(`ffd8${segments.join('')}ffda0002ffd9`, 'hex');
const APP0 = `ffe00010${'00'.repeat(14)}`;

async function warnings(
  pixels: BuilderElement,
  more: readonly BuilderElement[] = [],
  transferSyntax?: string,
): Promise<string> {
  const bytes = dicomFile(
    imageElements({ rows: 2, columns: 2, more: [...CT, ...more] }, pixels),
    transferSyntax === undefined ? {} : { transferSyntax },
  );
  return (await deidentifyDicom('x.dcm', bytes, BASIC_PROFILE_ONLY, Buffer.alloc(32, 1))).warnings.join(' ');
}

describe('what passes with the pixels', () => {
  it('is nothing in an ordinary picture', async () => {
    assert.equal(await warnings(pixelBytes([1, 2, 3, 4])), '');
    assert.equal(await warnings(['7fe00010', 'OB', { fragments: [jpeg(APP0)] }], [], SYNTAX.jpegBaseline), '');
  });

  it('is told: bytes behind the picture, overlays in it, comments and camera data of a compressed one', async () => {
    assert.match(await warnings(pixelBytes([1, 2, 3, 4, 0x45, 0x72, 0x69, 0x6b])), /longer than the picture/);
    assert.match(await warnings(pixelBytes([1, 2, 3, 4]), [['60000102', 'US', [12]]]), /unused bits of the pixel data/);
    for (const segment of ['fffe00064d757374', 'ffe10008457869660000']) {
      assert.match(
        await warnings(['7fe00010', 'OB', { fragments: [jpeg(APP0, segment)] }], [], SYNTAX.jpegBaseline),
        /comment or camera data/,
      );
    }
  });

  it('is told of JPEG 2000, JP2 and JPEG XL: comments, XML and Exif, but not of what an encoder writes of itself', async () => {
    const comment = (text: string): string => {
      const content = Buffer.from(text);
      return `ff64${(content.length + 4).toString(16).padStart(4, '0')}0001${content.toString('hex')}`;
    };
    const tile = (...segments: readonly string[]): string => {
      const header = segments.join('');
      const length = 12 + header.length / 2 + 2 + 4;
      return `ff90000a0000${length.toString(16).padStart(8, '0')}0001${header}ff9300000000`;
    };
    const box = (type: string, content = ''): string =>
      (8 + content.length / 2).toString(16).padStart(8, '0') + Buffer.from(type).toString('hex') + content;
    const j2k = (main: string, tiles = tile()): string => `ff4fff510002${main}${tiles}ffd9`;
    const jp2 = (...boxes: readonly string[]): string => box('jP  ', '0d0a870a') + boxes.join('');
    const jxl = (...boxes: readonly string[]): string => box('JXL ', '0d0a870a') + boxes.join('');
    const plain = [
      j2k(comment('Created by OpenJPEG version 2.5.0')),
      j2k(comment('Kakadu-v6.4.1'), tile() + tile()),
      jp2(box('ftyp', '6a703220'), box('jp2c', j2k(''))),
      jxl(box('ftyp', '6a786c20'), box('jxlc', 'ff0a')),
    ];
    const telling = [
      j2k(comment('Erika Mustermann')),
      j2k(comment('Created by OpenJPEG version 2.5.0 for Erika')),
      j2k('', tile() + tile(comment('Erika Mustermann'))),
      jp2(box('jp2c', j2k('')), box('xml ', '3c61')),
      jp2(box('jp2c', j2k(comment('Erika')))),
      jxl(box('Exif', '00000000'), box('jxlc', 'ff0a')),
    ];
    for (const [streams, expected] of [
      [plain, false],
      [telling, true],
    ] as const)
      for (const stream of streams) {
        const pixels: BuilderElement = ['7fe00010', 'OB', { fragments: [Buffer.from(stream, 'hex')] }];
        assert.equal(
          (await warnings(pixels, [], SYNTAX.jpeg2000)).includes('comment or camera data'),
          expected,
          stream,
        );
      }
  });
});
