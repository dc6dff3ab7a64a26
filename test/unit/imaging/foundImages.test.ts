/** Pictures that were once shown wrongly in silence: each is right now, or refused by name. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';

const found = fileURLToPath(new URL('../../../../shared/data/found/images/', import.meta.url));

describe('found images', function () {
  this.timeout(60_000);
  if (!existsSync(`${found}expected`)) {
    it.skip('the images with their expected pictures are not beside this repository');
    return;
  }
  for (const png of readdirSync(`${found}expected`)) {
    const name = png.replace(/\.png$/, '');
    it(`${name} is the picture that was computed independently`, async () => {
      const shown = await decodeImage(
        { kind: 'bytes', name, bytes: readFileSync(found + name) },
        { frame: 0, voi: undefined },
      );
      const expected = await sharp(`${found}expected/${png}`).removeAlpha().toColourspace('srgb').raw().toBuffer();
      assert.equal(shown.rgb.length, expected.length);
      let worst = 0;
      for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(expected[i]! - shown.rgb[i]!));
      assert.ok(worst <= 1, `differs by ${worst}`);
    });
  }

  for (const [name, says] of [
    ['13-video-h264.dcm', /is a video \(stored as "MPEG-4 AVC\/H\.264 High Profile \/ Level 4\.1"\).*Export the frame/],
    ['66-jpip.dcm', /holds no pixels: they lie on a server \("JPIP Referenced"\)/],
  ] as const)
    it(`${name} is refused for what it is`, async () => {
      const source = { kind: 'bytes', name, bytes: readFileSync(found + name) } as const;
      await assert.rejects(decodeImage(source, { frame: 0, voi: undefined }), says);
    });
});
