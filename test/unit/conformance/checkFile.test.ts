import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { checkFile, type CheckResult } from '../../../scripts/conformance/checkFile.ts';
import { readManifest } from '../../../scripts/conformance/manifest.ts';
import { conformanceSummary, conformanceTable } from '../../../scripts/conformance/table.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import { dicomFile, imageElements, pixelBytes, pixelWords, type BuilderElement } from '../imaging/dicomBuilder.ts';

describe('conformance check', function () {
  this.timeout(60_000);
  let root: string;
  let imaging: Imaging;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'conformance-'));
    await mkdir(join(root, 'set'));
    await mkdir(join(root, 'reference/set'), { recursive: true });
    imaging = createImaging({ childPath: fileURLToPath(new URL('../imaging/imagingChild.mjs', import.meta.url)) });
  });
  after(async () => {
    await imaging.dispose();
    await rm(root, { recursive: true, force: true });
  });

  interface Case {
    readonly more?: readonly BuilderElement[];
    readonly stored: readonly number[];
    readonly reference: readonly number[];
    /** Grey levels of the reference picture. */
    readonly picture: readonly number[];
    readonly tolerance?: object;
  }

  /** Writes a set of one row of signed words and checks it as the command does. */
  async function check({
    more = [],
    stored,
    reference,
    picture,
    tolerance = { stored: 'exact', display: 'max|d|<=1' },
  }: Case): Promise<CheckResult> {
    const columns = stored.length;
    await writeFile(
      join(root, 'set/a.dcm'),
      dicomFile(imageElements({ rows: 1, columns, allocated: 16, signed: true, more }, pixelWords([...stored]))),
    );
    await writeFile(join(root, 'reference/set/a.raw.gz'), gzipSync(new Uint8Array(Int16Array.from(reference).buffer)));
    await sharp(Uint8Array.from(picture), { raw: { width: columns, height: 1, channels: 1 } })
      .png()
      .toFile(join(root, 'reference/set/a.png'));
    const entry = {
      file: 'a.dcm',
      reference: { file: 'reference/set/a.raw.gz', dtype: '<i2' },
      display: { file: 'reference/set/a.png', frame: 1 },
      tolerance,
    };
    await writeFile(join(root, 'set/manifest.json'), JSON.stringify([entry]));
    const set = readManifest(join(root, 'set'));
    return checkFile(imaging, set, set.entries[0]!);
  }

  it('passes what is within the tolerance', async () => {
    const result = await check({ stored: [0, 5, 10], reference: [0, 5, 10], picture: [0, 127, 255] });
    assert.deepEqual([result.passed, result.stored.worst, result.display.worst], [true, 0, 1]);
    assert.match(conformanceTable([result]), /^a\.dcm +Explicit VR Little Endian +ok +0 +ok +1$/m);
  });

  it('fails on one stored value, unless the manifest allows for it', async () => {
    const difference = { stored: [0, 5, 10], reference: [0, 6, 10], picture: [0, 128, 255] };
    const result = await check(difference);
    assert.deepEqual([result.passed, result.stored.verdict, result.stored.worst], [false, 'mismatch', 1]);
    assert.match(conformanceTable([result]), /MISMATCH/);
    assert.equal(
      (await check({ ...difference, tolerance: { stored: 'lossy: max|d|<=2 suggested', display: '' } })).passed,
      true,
    );
  });

  it('fails on a reference of another length', async () => {
    assert.match(
      (await check({ stored: [0, 5], reference: [0, 5, 9], picture: [0, 255] })).stored.why ?? '',
      /2 values, the reference has 3/,
    );
  });

  it('fails on a picture that differs for no known reason', async () => {
    const result = await check({ stored: [0, 5, 10], reference: [0, 5, 10], picture: [0, 130, 255] });
    assert.deepEqual([result.passed, result.display.verdict, result.display.worst], [false, 'mismatch', 2]);
  });

  it('says where the reference takes padding for a part of the picture', async () => {
    const padding: BuilderElement[] = [['00280120', 'SS', [-10]]];
    const shown = { more: padding, stored: [-10, 0, 10], reference: [-10, 0, 10] };
    const result = await check({ ...shown, picture: [0, 127, 255] });
    assert.deepEqual([result.passed, result.display.verdict, result.display.worst], [true, 'reference wrong', 127]);
    assert.match(conformanceTable([result]), /reference wrong: it takes padding/);
    assert.match(conformanceSummary([result]), /reference wrong: 1; mismatch: 0/);
    assert.equal((await check({ ...shown, picture: [0, 90, 255] })).display.verdict, 'mismatch');
  });

  it('says where the reference ignores the window of the functional groups', async () => {
    const window: BuilderElement[] = [
      ['00281050', 'DS', '3'],
      ['00281051', 'DS', '6'],
    ];
    const groups: BuilderElement[] = [['52009229', 'SQ', { items: [[['00289132', 'SQ', { items: [window] }]]] }]];
    const shown = { stored: [0, 5, 10], reference: [0, 5, 10], picture: [0, 127, 255] };
    assert.equal((await check({ ...shown, more: groups })).display.verdict, 'reference wrong');
    assert.equal(
      (await check({ ...shown, more: window })).display.verdict,
      'mismatch',
      'the window of the data set is no such excuse',
    );
  });

  it('says when a reference is not at hand, and looks for it beside the folder', async () => {
    await writeFile(join(root, 'set/b.dcm'), dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1]))));
    await writeFile(join(root, 'reference/set/b.raw'), Uint8Array.of(1));
    const entry = (file: string): object => ({ file: 'b.dcm', reference: { file, dtype: '|u1' } });
    await writeFile(
      join(root, 'set/manifest.json'),
      JSON.stringify({ files: [entry('elsewhere/b.raw'), entry('nowhere.raw')] }),
    );
    const set = readManifest(join(root, 'set'));
    assert.equal((await checkFile(imaging, set, set.entries[0]!)).passed, true);
    assert.match((await checkFile(imaging, set, set.entries[1]!)).stored.why ?? '', /not at hand/);
  });

  it('checks how a file without references ends', async () => {
    await writeFile(join(root, 'set/c.dcm'), dicomFile(imageElements({ rows: 1, columns: 2 }, pixelBytes([1]))));
    const entries = [
      { file: 'c.dcm', rows: 1, columns: 2, note: 'pixel data shorter than declared' },
      { file: 'c.dcm', note: 'no image' },
      { file: 'none.dcm', outcome: 'error' },
    ];
    await writeFile(join(root, 'set/manifest.json'), JSON.stringify(entries));
    const set = readManifest(join(root, 'set'));
    const results = [];
    for (const entry of set.entries) results.push(await checkFile(imaging, set, entry));
    // A byte is added to make the length even, so nothing is missing.
    assert.deepEqual(
      results.map(({ passed }) => passed),
      [false, false, true],
    );
    assert.match(results[0]?.outcome ?? '', /^picture.* \(documented: picture that says/);
  });
});
