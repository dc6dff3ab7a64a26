import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenImages } from '../../../src/imaging/decoding/openImages.ts';
import { dicomFile, imageElements, pixelBytes } from './dicomBuilder.ts';

const image = (columns: number): Uint8Array =>
  dicomFile(imageElements({ rows: 1, columns }, pixelBytes(Array.from({ length: columns }, (_, i) => i))));

describe('open images', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-images-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, bytes: Uint8Array): Promise<{ kind: 'file'; path: string }> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return { kind: 'file', path };
  };

  it('are read once, until the file changes', async () => {
    const images = new OpenImages();
    const source = await write('a.dcm', image(2));
    const first = await images.open(source);
    assert.equal(await images.open(source), first);
    await write('a.dcm', image(4));
    const second = await images.open(source);
    assert.notEqual(second, first);
    assert.equal((await second.header()).columns, 4);
  });

  it('are closed when they hold too much together, the oldest first', async () => {
    const one = await write('b.dcm', image(2));
    const other = await write('c.dcm', image(2));
    const roomy = new OpenImages();
    const kept = await roomy.open(one);
    await roomy.open(other);
    assert.equal(await roomy.open(one), kept);
    const tight = new OpenImages(1);
    const dropped = await tight.open(one);
    assert.equal(await tight.open(one), dropped, 'the one in use stays open');
    await tight.open(other);
    assert.notEqual(await tight.open(one), dropped);
  });

  it('does not keep bytes that came without a file', async () => {
    const images = new OpenImages();
    const source = { kind: 'bytes', name: 'd.dcm', bytes: image(2) } as const;
    assert.notEqual(await images.open(source), await images.open(source));
  });
});
