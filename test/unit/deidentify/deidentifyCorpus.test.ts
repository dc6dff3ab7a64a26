/**
 * De-identified copies of real files decode to the pixels of the originals' references, and other readers find nothing
 * new to complain of.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../../scripts/conformance/checkFile.ts';
import { readManifest } from '../../../scripts/conformance/manifest.ts';
import { deidentifyDicom } from '../../../src/imaging/deidentify/deidentifyDicom.ts';
import { readDicom, type DicomFile } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import { hasDcmdump, python, readByDcmdump, readByPydicom } from './independentReaders.ts';

const corpusRoot = fileURLToPath(new URL('../../../../shared/data/dicom/', import.meta.url));
const OPTIONS = { dates: 'shift', keepUids: false, cleanDescriptors: true } as const;

/** The bytes of the pixel data with the offset table and the division into fragments. */
function pixelData({ bytes, pixelData: element }: DicomFile): readonly unknown[] {
  if (element === undefined) return [];
  if (element.kind === 'native')
    return [element.vr, Buffer.from(bytes.subarray(element.start, element.start + element.length))];
  return [
    element.basicOffsets,
    ...element.fragments.map(({ offset, start, length }) => [
      offset,
      Buffer.from(bytes.subarray(start, start + length)),
    ]),
  ];
}

describe('de-identified corpus', function () {
  this.timeout(180_000);
  if (!existsSync(join(corpusRoot, 'corpus/manifest.json'))) {
    it.skip('the corpus with its reference pixels is not beside this repository');
    return;
  }
  const set = readManifest(join(corpusRoot, 'corpus'));
  const folder = mkdtempSync(join(tmpdir(), 'deidentify-corpus-'));
  const copies = join(folder, 'corpus');
  let imaging: Imaging;
  before(() => {
    mkdirSync(copies);
    symlinkSync(join(corpusRoot, 'reference'), join(folder, 'reference'));
    imaging = createImaging({ childPath: fileURLToPath(new URL('../imaging/imagingChild.mjs', import.meta.url)) });
  });
  after(async () => {
    await imaging.dispose();
    rmSync(folder, { recursive: true });
  });

  for (const entry of set.entries) {
    it(`${entry.file} keeps its pixels`, async () => {
      const original = readFileSync(join(set.folder, entry.file));
      const copy = Buffer.concat((await deidentifyDicom(entry.file, original, OPTIONS, Buffer.alloc(32, 3))).pieces);
      writeFileSync(join(copies, entry.file), copy);
      assert.deepEqual(pixelData(readDicom(entry.file, copy)), pixelData(readDicom(entry.file, original)));
      const result = await checkFile(imaging, { ...set, folder: copies }, entry);
      assert.ok(result.passed, JSON.stringify(result, undefined, 2));
    });
  }

  it('pydicom reads all copies, with no new warning and nothing of the patient', function () {
    if (python === undefined) skip(this, 'pydicom is not installed');
    const originals = readByPydicom(set.entries.map(({ file }) => join(set.folder, file)));
    const read = readByPydicom(set.entries.map(({ file }) => join(copies, file)));
    for (const { file } of set.entries) {
      const before = originals[join(set.folder, file)]!;
      const { rows, warnings } = read[join(copies, file)]!;
      assert.ok(warnings.length <= before.warnings.length, `${file}: ${warnings.join()}`);
      const names = rows.filter(([, vr, value]) => vr === 'PN' && value !== '' && value !== 'ANONYMIZED');
      assert.deepEqual(names, [], file);
      // Names, numbers and dates of the original that are long enough not to turn up by chance.
      const identity = new Set(
        before.rows
          .filter(
            ([path, vr, value]) =>
              (vr === 'PN' || /\(0010, 0020\)|\(0008, 0050\)|\(0020, 000[de]\)|\(0010, 0030\)/i.test(path)) &&
              value.length > 5,
          )
          .map(([, , value]) => value),
      );
      assert.deepEqual(
        rows.filter(([, , value]) => identity.has(value)),
        [],
        file,
      );
    }
  });

  it('dcmdump reads all copies, with no new complaint', function () {
    if (!hasDcmdump) skip(this, 'dcmtk is not installed');
    for (const { file } of set.entries) {
      const complaints = readByDcmdump(join(copies, file)).complaints.length;
      if (complaints > 0) assert.ok(complaints <= readByDcmdump(join(set.folder, file)).complaints.length, file);
    }
  });
});

describe('de-identification of broken files', () => {
  if (!existsSync(join(corpusRoot, 'malformed/manifest.json'))) {
    it.skip('the broken files are not beside this repository');
    return;
  }
  const set = readManifest(join(corpusRoot, 'malformed'));
  for (const { file } of set.entries) {
    it(`${file} is done or refused by name`, async () => {
      const bytes = readFileSync(join(set.folder, file));
      try {
        const { pieces } = await deidentifyDicom(file, bytes, OPTIONS, Buffer.alloc(32, 3));
        assert.equal(readDicom(file, Buffer.concat(pieces)).notes.length, 0);
      } catch (error) {
        assert.ok(error instanceof ImagingError, String(error));
        assert.ok(error.message.startsWith(file), error.message);
      }
    });
  }
});

function skip(test: Mocha.Context, why: string): never {
  console.log(`      skipped: ${why}`);
  return test.skip();
}
