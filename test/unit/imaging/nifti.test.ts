/** NIfTI volumes beside nibabel's own reading of them: stored values, orientation, spacing, scaling, window. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MonochromeFrame } from '../../../src/display/frameImage.ts';
import { voiInForce } from '../../../src/display/voiTransform.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { filesByPython } from './filesByPython.ts';

/** Of one file; its slices' stored values are in `NAME.values`. */
interface NibabelFacts {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  readonly sides: Readonly<Record<'left' | 'right' | 'top' | 'bottom', string>> | null;
  /** Between rows, between columns, mm. */
  readonly spacing: readonly [number, number];
  readonly slope: number;
  readonly intercept: number;
  /** NumPy's name, or `rgb`. */
  readonly dtype: string;
  readonly cal: readonly [number, number] | null;
  /** The lowest true value. */
  readonly lowest: number | null;
}

const ARRAYS: Readonly<Record<string, string>> = {
  int8: 'Int8Array',
  uint8: 'Uint8Array',
  int16: 'Int16Array',
  uint16: 'Uint16Array',
  int32: 'Int32Array',
  uint32: 'Uint32Array',
  float32: 'Float32Array',
  float64: 'Float64Array',
  int64: 'Float64Array',
  uint64: 'Float64Array',
  rgb: 'Uint8Array',
};

describe('NIfTI volumes', () => {
  let folder = '';
  let files: Readonly<Record<string, NibabelFacts>> | undefined;
  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'nifti-'));
    files = filesByPython('writeNiftiFiles.py', 'nibabel', folder);
    if (files === undefined) this.skip();
  });
  after(() => rm(folder, { recursive: true }));

  const each = async (check: (name: string, facts: NibabelFacts) => Promise<void>): Promise<void> => {
    const entries = Object.entries(files ?? {});
    assert.ok(entries.length >= 12);
    for (const [name, facts] of entries) await check(name, facts);
  };
  const open = (name: string) => openImage({ kind: 'file', path: join(folder, name) });

  it('hold what nibabel reads, in every type and byte order: each voxel in its place', () =>
    each(async (name, facts) => {
      const image = await open(name);
      const header = await image.header();
      assert.deepEqual(
        [header.format, header.frames, header.rows, header.columns, header.colour],
        ['nifti', facts.frames, facts.rows, facts.columns, facts.dtype === 'rgb'],
        name,
      );
      const bytes = await readFile(join(folder, `${name}.values`));
      const wanted =
        facts.dtype === 'rgb'
          ? bytes
          : new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const perFrame = wanted.length / facts.frames;
      for (let frame = 0; frame < facts.frames; frame++) {
        const { samples } = await image.stored(frame);
        assert.equal(samples.constructor.name, ARRAYS[facts.dtype], name);
        assert.deepEqual(
          [...samples],
          [...wanted.subarray(frame * perFrame, (frame + 1) * perFrame)],
          `${name}, frame ${frame + 1}`,
        );
      }
    }));

  it('lie as radiologists look at them, with the letters of their sides and the size of their pixels', () =>
    each(async (name, facts) => {
      const frame = await (await open(name)).frame(0);
      assert.deepEqual(frame.orientation, facts.sides ?? undefined, name);
      for (const [i, mm] of [frame.spacing?.rowMm, frame.spacing?.columnMm].entries())
        assert.ok(Math.abs((mm ?? 0) - facts.spacing[i]!) < 1e-5, `${name}: ${String(mm)} mm`);
      assert.ok(Math.abs(frame.pixelAspect - facts.spacing[0] / facts.spacing[1]) < 1e-5, name);
      assert.equal(
        frame.notes.some(({ text }) => text.includes('does not say how the volume lies')),
        facts.sides === null,
        name,
      );
    }));

  it('have their values scaled, and the window that the file says or that fits the volume', () =>
    each(async (name, facts) => {
      if (facts.dtype === 'rgb') return;
      const image = await open(name);
      let lowest = Infinity;
      for (let i = 0; i < facts.frames; i++) {
        const { modality, samples } = (await image.frame(i)) as MonochromeFrame;
        assert.deepEqual(modality, { kind: 'linear', slope: facts.slope, intercept: facts.intercept }, name);
        for (const sample of samples) lowest = Math.min(lowest, sample * facts.slope + facts.intercept);
      }
      assert.ok(Math.abs(lowest - (facts.lowest ?? 0)) <= Math.abs(lowest) * 1e-6, name);
      const frame = (await image.frame(0)) as MonochromeFrame;
      const { window } = voiInForce(frame, undefined);
      const chose = frame.notes.some(({ code, text }) => code === 'decoderChose' && text.includes('percentile'));
      assert.equal(chose, facts.cal === null, name);
      if (facts.cal !== null)
        assert.deepEqual(window, { center: (facts.cal[0] + facts.cal[1]) / 2, width: facts.cal[1] - facts.cal[0] });
      assert.deepEqual(
        ((await image.frame(1 % facts.frames)) as MonochromeFrame).voi,
        frame.voi,
        'one window for all slices',
      );
    }));
});
