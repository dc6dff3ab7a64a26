/** The bytes of the chat's images: kept once, found again, and given once more to another conversation. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptImages } from '../../../src/chats/keptImages.ts';
import type { AttachedImage } from '../../../src/conversation/attachedImage.ts';
import { chosenOf, factsOf, givenChoice, viewOf } from '../../../src/host/chat/attachedFacts.ts';
import { type ImageStore, keepOrigin, placedSource, sourceAgain } from '../../../src/host/chat/imageOrigin.ts';
import type { GivenImage } from '../../../src/host/images/givenImage.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import type { MontageSource } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { sliceFile } from '../imaging/studyFiles.ts';

describe('bytes of the chat’s images', () => {
  let folder: string;
  let store: ImageStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-origin-'));
    const kept = new KeptImages(folder);
    store = {
      keep: (id, name, bytes) => kept.keep(id, name, bytes),
      sourceOf: (image) => kept.placeOf(image),
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** As `ChatImages.attach` makes it, in this process. */
  async function attached(given: GivenImage, id = 'one'): Promise<AttachedImage> {
    const display = await decodeImage(given.source, viewOf(given));
    const origin = await keepOrigin(store, id, given.source);
    const thumbnail = 'data:image/png;base64,';
    return { id, name: 'slice.dcm', origin, ...chosenOf(given, display), ...factsOf(display), thumbnail, active: true };
  }

  const loop = sliceFile({ frames: 3 });
  const montage: MontageSource = {
    kind: 'montage',
    columns: 2,
    tiles: [
      { source: { kind: 'bytes', name: 'ct/loop.dcm', bytes: loop }, number: 3 },
      { source: { kind: 'bytes', name: 'ct/loop.dcm', bytes: loop }, frame: 2, number: 5 },
      { source: { kind: 'bytes', name: 'other/loop.dcm', bytes: sliceFile({ shade: 40 }) }, number: 8 },
    ],
  };

  it('of a montage are each kept once under names of their own, and show the same picture', async () => {
    const image = await attached({ source: montage, montage: { of: 9, series: 'CT · series 3' } });
    assert.deepEqual((await readdir(join(folder, 'images', 'one'))).sort(), ['1-loop.dcm', '2-loop.dcm']);
    assert.deepEqual(image.montage, { columns: 2, slices: [3, 5, 8], of: 9, series: 'CT · series 3' });
    assert.deepEqual(image.origin, {
      kind: 'montage',
      tiles: [
        { origin: { kind: 'kept', file: '1-loop.dcm' } },
        { origin: { kind: 'kept', file: '1-loop.dcm' }, frame: 2 },
        { origin: { kind: 'kept', file: '2-loop.dcm' } },
      ],
    });
    const again = await decodeImage(placedSource(store, image), viewOf(image));
    const first = await decodeImage(montage, viewOf(image));
    assert.equal(again.fileSha256, image.fileSha256);
    assert.ok(Buffer.compare(again.rgb, first.rgb) === 0);
  });

  it('are given once more with all that was chosen, also when the first image is gone', async () => {
    const region = { x: 700, y: 10, width: 200, height: 300 };
    const image = await attached({ source: montage, region, montage: { of: 9, series: 'CT' } });
    assert.deepEqual(image.region, { ...region, ofWidth: 1344, ofHeight: 1344 });
    assert.deepEqual([image.width, image.height], [200, 300]);
    const given: GivenImage = { ...givenChoice(image), source: await sourceAgain(store, image) };
    await rm(join(folder, 'images', 'one'), { recursive: true });
    const second = await attached(given, 'two');
    assert.deepEqual({ ...second, id: 'one' }, image);
    assert.deepEqual((await readdir(join(folder, 'images', 'two'))).sort(), ['1-loop.dcm', '2-loop.dcm']);
  });

  it('of one file are kept as they are; a file of the user’s is not copied', async () => {
    const bytes = sliceFile({});
    const dropped = await attached({ source: { kind: 'bytes', name: 'slice.dcm', bytes } });
    assert.deepEqual(dropped.origin, { kind: 'kept', file: 'slice.dcm' });
    assert.deepEqual(await readFile(join(folder, 'images', 'one', 'slice.dcm')), Buffer.from(bytes));
    const again = await sourceAgain(store, dropped);
    assert.ok(again.kind === 'bytes' && again.name === 'slice.dcm' && Buffer.compare(again.bytes, bytes) === 0);
    const path = join(folder, 'images', 'one', 'slice.dcm');
    const own = await attached({ source: { kind: 'file', path } }, 'two');
    assert.deepEqual(own.origin, { kind: 'file', path });
    assert.deepEqual(await sourceAgain(store, own), { kind: 'file', path });
  });

  it('that are gone are told of by name', async () => {
    const image = await attached({ source: { kind: 'bytes', name: 'slice.dcm', bytes: sliceFile({}) } });
    await rm(join(folder, 'images'), { recursive: true });
    await assert.rejects(
      sourceAgain(store, image),
      (error) => error instanceof ImagingError && error.code === 'fileMissing' && error.message.startsWith('slice.dcm'),
    );
  });
});
