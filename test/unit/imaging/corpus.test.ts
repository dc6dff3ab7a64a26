/** Real files with reference pixels by dcmtk, gdcm, pydicom and OpenJPEG, where they are at hand. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import { decodeImage } from '../../../src/imaging/decodeImage.ts';
import { renderFrame } from '../../../src/display/renderFrame.ts';
import { readFrame } from '../../../src/imaging/dicom/readFrame.ts';
import { readPixelModule } from '../../../src/imaging/dicom/pixelModule.ts';
import { readDicom } from '../../../src/imaging/dicom/readDicom.ts';
import type { Samples } from '../../../src/imaging/dicom/storedFrame.ts';
import { readStoredFrame } from '../../../src/imaging/dicom/storedFrame.ts';
import { ImagingError } from '../../../src/imaging/imagingErrors.ts';
import type { CorpusEntry } from './sharedCorpus.ts';
import { corpusBytes, corpusEntries, corpusRoot, hasCorpus, referenceDisplayPath, referenceStored } from './sharedCorpus.ts';

/** Files whose reference picture is not what the standard asks for, and by how much we may differ from it. */
const KNOWN_DISPLAY: Readonly<Record<string, { readonly limit: number; readonly why: string }>> = {
  'ybr_full_raw.dcm': { limit: 2, why: 'dcmtk centres chroma at 127.5, PS3.3 C.7.6.3.1.2 at 128' },
  'rle_ybr_full.dcm': { limit: 2, why: 'dcmtk centres chroma at 127.5, PS3.3 C.7.6.3.1.2 at 128' },
  'rle_ct_multifragment.dcm': { limit: 255, why: 'the reference takes the padding value -2000 into the full range' },
  'jpeg51_ct_2f_fragmented.dcm': { limit: 255, why: 'the reference ignores the window of the functional groups' },
  'jpeg57_ct_2f.dcm': { limit: 255, why: 'the reference ignores the window of the functional groups' },
  'parametric_float32.dcm': { limit: 255, why: 'the reference ignores the window of the functional groups' },
};

/** Lossy HTJ2K: the decoder and the reference round differently. */
const KNOWN_STORED: Readonly<Record<string, number>> = { 'htj2k203_rgb.dcm': 1 };

const DAMAGED: Readonly<Record<string, RegExp>> = {
  'x_truncated_pixels.dcm': /^picture: Part of the pixel data is missing/,
  'x_no_meta.dcm': /^notAnImage: /,
  'x_no_meta_group_length.dcm': /^noPixelData: /,
  'x_meta_missing_tsyntax.dcm': /^(noPixelData|corrupt): /,
  'x_bad_vr.dcm': /^picture: $/,
  'x_un_sequence.dcm': /^noPixelData: /,
  'x_nested_priv_sq.dcm': /^(noPixelData|corrupt): /,
  'x_rtplan_truncated.dcm': /^noPixelData: .*an RT plan/,
  'x_sr_no_pixels.dcm': /^noPixelData: .*a structured report/,
  x_dicomdir: /^noPixelData: .*a DICOMDIR/,
  'x_no_rows.dcm': /^corrupt: .*how many rows/,
  'x_width0.dcm': /^picture: The window in the file is not valid/,
  'x_undefined_len_seq_delim_jpeg.dcm': /^picture: $/,
  'x_j2k_corrupt.dcm': /^corrupt: .*not valid JPEG 2000/,
  'x_jpeg_all_zero.dcm': /^corrupt: .*not valid JPEG Baseline/,
};

function bytesOf(samples: Samples): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

function worstOf(samples: Samples, reference: Uint8Array): number {
  if (!(samples instanceof Uint8Array)) return Infinity;
  return samples.reduce((worst, value, i) => Math.max(worst, Math.abs(value - reference[i]!)), 0);
}

async function checkStored(entry: CorpusEntry): Promise<void> {
  const file = readDicom(entry.file, corpusBytes('corpus', entry));
  const module = readPixelModule(file);
  const expected = referenceStored(entry);
  let at = 0;
  for (let frame = 0; frame < module.frames; frame++) {
    const { samples } = await readStoredFrame(file, module, frame);
    const actual = bytesOf(samples);
    const reference = expected.subarray(at, at + actual.length);
    if (!actual.equals(reference)) assert.ok(worstOf(samples, reference) <= (KNOWN_STORED[entry.file] ?? 0), `frame ${frame} differs`);
    at += actual.length;
  }
  assert.equal(at, expected.length);
}

async function checkDisplay(entry: CorpusEntry): Promise<void> {
  const file = readDicom(entry.file, corpusBytes('corpus', entry));
  const module = readPixelModule(file);
  const { rgb } = renderFrame(await readFrame(file, 0), undefined);
  const { data, info } = await sharp(referenceDisplayPath(entry)).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [module.columns, module.rows]);
  const worst = rgb.reduce((max, value, i) => {
    const expected = data[info.channels === 3 ? i : Math.floor(i / 3)]!;
    return Math.max(max, Math.abs(value - expected));
  }, 0);
  const limit = KNOWN_DISPLAY[entry.file]?.limit ?? 1;
  assert.ok(worst <= limit, `differs by ${worst}`);
}

describe('corpus of real DICOM files', function () {
  this.timeout(120_000);
  if (!hasCorpus) {
    it.skip('the corpus with its reference pixels is not beside this repository');
    return;
  }

  for (const entry of corpusEntries('corpus')) {
    it(`${entry.file}: stored values`, () => checkStored(entry));
    const known = KNOWN_DISPLAY[entry.file];
    it(`${entry.file}: display${known === undefined ? '' : ` (reference off: ${known.why})`}`, () => checkDisplay(entry));
  }

  for (const entry of corpusEntries('malformed')) {
    const expected = DAMAGED[entry.file];
    it(`${entry.file}: ends as documented`, async () => {
      const outcome = await decodeImage({ kind: 'file', path: join(corpusRoot, 'malformed', entry.file) }, { frame: 0, voi: undefined }).then(
        ({ notes }) => `picture: ${notes.join(' ')}`,
        (error: unknown) => {
          assert.ok(error instanceof ImagingError, String(error));
          return `${error.code}: ${error.message}`;
        },
      );
      assert.match(outcome, expected ?? /^there is no expectation for this file$/);
    });
  }
});
