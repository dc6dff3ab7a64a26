/** What the decoder doubts is said with a code and in words, and damage is told from what is only worth knowing. */
import assert from 'node:assert/strict';
import dcmjsCodecs from 'dcmjs-codecs';
import { describe, it } from 'mocha';
import sharp, { type Sharp } from 'sharp';
import type { ImageNote } from '../../../src/display/imageNote.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import { dicomFile, imageElements, pixelBytes, rleFrame, SYNTAX, type ImageAttributes } from './dicomBuilder.ts';
import { noise } from './noise.ts';

const SIDE = 64;
const grey = { rows: SIDE, columns: SIDE };

/** But that of the builder's modality, OT, in which something may be burned in. */
async function notes(name: string, bytes: Uint8Array): Promise<readonly ImageNote[]> {
  const image = await decodeImage({ kind: 'bytes', name, bytes }, { frame: 0, voi: undefined });
  return image.notes.filter(({ code }) => code !== 'burnedIn');
}

function compressed(attributes: ImageAttributes, fragment: Uint8Array, transferSyntax: string): Uint8Array {
  return dicomFile(imageElements(attributes, ['7fe00010', 'OB', { fragments: [fragment] }]), { transferSyntax });
}

function picture(): Sharp {
  return sharp(noise(SIDE * SIDE * 3), { raw: { width: SIDE, height: SIDE, channels: 3 } });
}

const jpeg2000 = (): Uint8Array => {
  const { Context, NativeCodecs } = dcmjsCodecs;
  const context = new Context({
    width: SIDE,
    height: SIDE,
    bitsAllocated: 8,
    bitsStored: 8,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: noise(SIDE * SIDE),
  });
  return NativeCodecs.encodeJpeg2000(context, { lossy: false }).getEncodedBuffer()!;
};

describe('damaged images', function () {
  this.timeout(60_000);
  before(() => dcmjsCodecs.NativeCodecs.initializeAsync());

  it('say how much of their pixels there is: cut files without compression', async () => {
    const whole = dicomFile(imageElements(grey, pixelBytes(noise(SIDE * SIDE))));
    assert.deepEqual(await notes('whole.dcm', whole), []);
    const pixelsAt = whole.length - SIDE * SIDE;
    for (const [share, says] of [
      [0.155, '15 %'],
      [0.999, '99 %'],
      [0.002, 'less than 1 %'],
    ] as const) {
      assert.deepEqual(await notes('cut.dcm', whole.subarray(0, pixelsAt + Math.round(share * SIDE * SIDE))), [
        {
          code: 'pixelsMissing',
          damage: true,
          text: `The file holds ${says} of its pixels; the rest of the picture is missing and left empty.`,
        },
      ]);
    }
  });

  it('say so: RLE that ends early', async () => {
    const frame = rleFrame([[1, 2, 3, 4]]).subarray(0, 68);
    const [note] = await notes('rle.dcm', compressed({ rows: 2, columns: 2 }, frame, SYNTAX.rle));
    assert.equal(note?.text, 'The file holds 50 % of its pixels; the rest of the picture is missing and left empty.');
  });

  it('say so: a JPEG in a cut DICOM file, and one that was cut before it was put into a whole file', async () => {
    const colour = { ...grey, samples: 3, photometric: 'YBR_FULL_422' };
    const jpeg = await picture().jpeg().toBuffer();
    const whole = compressed(colour, jpeg, SYNTAX.jpegBaseline);
    assert.deepEqual(await notes('whole.dcm', whole), []);
    const streamAt = Buffer.from(whole).indexOf(jpeg);
    const cutFile = await notes('cut.dcm', whole.subarray(0, streamAt + Math.round(jpeg.length * 0.7)));
    assert.deepEqual(
      cutFile.map(({ code, damage }) => [code, damage]),
      [['pixelsMissing', true]],
    );
    assert.match(
      cutFile[0]?.text ?? '',
      /^The file holds (69|70) % of its compressed pixels; the rest .* empty or made up/,
    );
    const cutStream = jpeg.subarray(0, 2 * Math.floor(jpeg.length * 0.35));
    const [note] = await notes('stream.dcm', compressed(colour, cutStream, SYNTAX.jpegBaseline));
    assert.deepEqual([note?.code, note?.damage], ['pixelsMissing', true]);
    assert.match(note?.text ?? '', /holds only a part of its compressed pixels/);
  });

  it('say so, or are refused: JPEG 2000 that was cut', async () => {
    const stream = jpeg2000();
    const even = stream.length % 2 === 0 ? stream : Buffer.concat([stream, Buffer.alloc(1)]);
    assert.deepEqual(await notes('whole.dcm', compressed(grey, even, SYNTAX.jpeg2000)), []);
    const cut = compressed(grey, stream.subarray(0, 2 * Math.floor(stream.length * 0.4)), SYNTAX.jpeg2000);
    const said = await notes('cut.dcm', cut).catch((error: unknown) => String(error));
    if (typeof said === 'string') assert.match(said, /cut\.dcm is damaged/);
    else
      assert.deepEqual(
        said.map(({ code }) => code),
        ['pixelsMissing'],
      );
  });

  it('are told from what is only worth knowing', async () => {
    const unsaid = dicomFile(imageElements(grey, pixelBytes(noise(SIDE * SIDE))), { declareSyntax: false });
    assert.deepEqual(
      (await notes('plain.dcm', unsaid)).map(({ code, damage }) => [code, damage]),
      [['syntaxUnsaid', false]],
    );
  });

  for (const [name, encode] of [
    ['PNG', () => picture().png().toBuffer()],
    ['JPEG', () => picture().jpeg().toBuffer()],
    ['progressive JPEG', () => picture().jpeg({ progressive: true }).toBuffer()],
  ] as const) {
    it(`say so: a ${name} picture that was cut, by half and by a little`, async () => {
      const whole = await encode();
      assert.deepEqual(await notes('whole', whole), []);
      for (const share of [0.5, 0.95]) {
        const cut = await notes('cut', whole.subarray(0, Math.floor(whole.length * share)));
        assert.deepEqual(
          cut.map(({ code, damage }) => [code, damage]),
          [['pictureDamaged', true]],
          `${name}, ${share}`,
        );
      }
    });
  }
});
