/**
 * Real files with reference pixels by dcmtk, gdcm, pydicom and OpenJPEG, where they are at hand: the check of `npm run
 * conformance`.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../../scripts/conformance/checkFile.ts';
import { readManifest } from '../../../scripts/conformance/manifest.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';

const corpusRoot = fileURLToPath(new URL('../../../../shared/data/dicom/', import.meta.url));

describe('corpus of real DICOM files', function () {
  this.timeout(120_000);
  if (!existsSync(`${corpusRoot}corpus/manifest.json`)) {
    it.skip('the corpus with its reference pixels is not beside this repository');
    return;
  }
  let imaging: Imaging;
  before(() => {
    imaging = createImaging({ childPath: fileURLToPath(new URL('imagingChild.mjs', import.meta.url)) });
  });
  after(() => imaging.dispose());

  for (const folder of ['corpus', 'malformed']) {
    const set = readManifest(corpusRoot + folder);
    for (const entry of set.entries) {
      it(`${entry.file} ${folder === 'corpus' ? 'has the pixels of its references' : 'ends as documented'}`, async () => {
        const result = await checkFile(imaging, set, entry);
        assert.ok(result.passed, JSON.stringify(result, undefined, 2));
      });
    }
  }
});
