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
});
