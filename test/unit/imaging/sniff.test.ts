import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { sniffFile, sniffFormat } from '../../../src/imaging/intake/sniff.ts';
import { dicomFile, encodeElements, imageElements, pixelBytes } from './dicomBuilder.ts';

const elements = imageElements({ rows: 1, columns: 1 }, pixelBytes([1]));

describe('sniff', () => {
  it('knows the formats by their first bytes', async () => {
    const picture = sharp({ create: { width: 2, height: 2, channels: 3, background: '#888' } });
    for (const format of ['png', 'jpeg', 'tiff', 'webp'] as const)
      assert.equal(sniffFormat(await picture.toFormat(format).toBuffer()), format);
    assert.equal(sniffFormat(dicomFile(elements)), 'dicom');
  });

  it('knows a data set without preamble', () => {
    assert.equal(sniffFormat(dicomFile(elements, { preamble: false })), 'dicom');
    assert.equal(sniffFormat(encodeElements(elements, true, false)), 'dicom');
    assert.equal(sniffFormat(encodeElements(elements, false, false)), 'dicom');
  });

  it('takes nothing else for an image', () => {
    for (const text of ['', 'DICM', '# Report\n', '\b\0\0\0', '%PDF-1.7', 'GIF89a', '{"a":1}', '\0'.repeat(200)])
      assert.equal(sniffFormat(Buffer.from(text)), undefined);
  });

  it('reads the head of a file, and no more of one that is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sniff-'));
    try {
      await writeFile(join(folder, 'IM000001'), dicomFile(elements));
      assert.equal(await sniffFile(join(folder, 'IM000001')), 'dicom');
      assert.equal(await sniffFile(join(folder, 'gone')), undefined);
      assert.equal(await sniffFile(folder), undefined);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
