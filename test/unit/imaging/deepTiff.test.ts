/** TIFF of every type and encoding beside what tifffile and libtiff put into it. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { filesByPython } from './filesByPython.ts';

/** Of one file; its stored values are in `NAME.values`. */
interface TiffFacts {
  readonly dtype: string;
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly pages: number;
}

const ARRAYS: Readonly<Record<string, string>> = {
  int8: 'Int8Array',
  uint16: 'Uint16Array',
  int16: 'Int16Array',
  uint32: 'Uint32Array',
  int32: 'Int32Array',
  uint64: 'Float64Array',
  int64: 'Float64Array',
  float16: 'Float32Array',
  float32: 'Float32Array',
  float64: 'Float64Array',
};

describe('deep TIFF files', () => {
  let folder = '';
  let files: Readonly<Record<string, TiffFacts>> | undefined;
  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'tiff-'));
    files = filesByPython('writeTiffFiles.py', 'tifffile', folder);
    if (files === undefined) this.skip();
  });
  after(() => rm(folder, { recursive: true }));

  it('hold what tifffile wrote: each type, byte order, compression, predictor, tiling and order of planes', async function () {
    this.timeout(30_000);
    const entries = Object.entries(files ?? {});
    assert.ok(entries.length >= 90);
    for (const [name, { dtype, rows, columns, samples, pages }] of entries) {
      const image = await openImage({ kind: 'file', path: join(folder, name) });
      assert.equal((await image.header()).frames, pages, name);
      const wanted = await readFile(join(folder, `${name}.values`));
      for (let page = 0; page < pages; page++) {
        const stored = await image.stored(page);
        assert.deepEqual([stored.rows, stored.columns, stored.samplesPerPixel], [rows, columns, samples], name);
        assert.equal(stored.samples.constructor.name, ARRAYS[dtype], name);
        assert.deepEqual(stored.notes, [], name);
        const bytes = rows * columns * samples * 8;
        // Byte for byte: nothing is rounded, and no zero loses its sign.
        const got = Buffer.from(Float64Array.from(stored.samples).buffer);
        assert.ok(got.equals(wanted.subarray(page * bytes, (page + 1) * bytes)), `${name}, page ${page + 1}`);
      }
    }
  });
});
