/** A drawn phantom is known by its mark, and nothing else is taken for one. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { PHANTOM_MAKER, phantomModelName, type PhantomDomain } from '../../../src/display/phantomMark.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import { deidentifyDicom } from '../../../src/imaging/deidentify/deidentifyDicom.ts';
import { BASIC_PROFILE_ONLY } from '../../../src/imaging/deidentify/deidentifyOptions.ts';
import type { DisplayImage } from '../../../src/imaging/imaging.ts';
import { drawPhantom } from '../../../src/phantoms/drawPhantom.ts';
import { markedPng } from '../../../src/phantoms/markedPng.ts';
import { DOMAINS } from '../../../src/phantoms/phantom.ts';
import { phantomDicom } from '../../../src/phantoms/phantomDicom.ts';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

const samples = join(import.meta.dirname, '../../../samples');

function decode(bytes: Uint8Array): Promise<DisplayImage> {
  return decodeImage({ kind: 'bytes', name: 'image', bytes }, { frame: 0, voi: undefined });
}

async function markOf(bytes: Uint8Array): Promise<PhantomDomain | undefined> {
  return (await decode(bytes)).phantom;
}

describe('the mark of a phantom', () => {
  for (const domain of DOMAINS) {
    it(`is read from its DICOM file: ${domain}`, async () => {
      assert.equal(await markOf(phantomDicom(drawPhantom(domain, 'mark'))), domain);
    });
  }

  it('is read from its PNG file, whose pixels it leaves as they were', async () => {
    const plain = await sharp(Buffer.alloc(12, 90), { raw: { width: 2, height: 2, channels: 3 } })
      .png()
      .toBuffer();
    const marked = await decode(markedPng(plain, 'histology'));
    assert.deepEqual([marked.phantom, marked.notes], ['histology', []]);
    const before = await decode(plain);
    assert.deepEqual([before.phantom, before.rgb], [undefined, marked.rgb]);
  });

  it('stands in the samples that the demo model knows, and in no other', async () => {
    const expected = {
      'chest-left-effusion.dcm': 'chest_xray',
      'chest-normal.dcm': 'chest_xray',
      'chest-right-effusion.dcm': 'chest_xray',
      'ct-right-kidney-stone.dcm': 'ct_scan',
      'mri-left-frontal-tumour.dcm': 'mri',
      'histology-inflammation.png': 'histology',
      'gross-haemorrhage.png': 'gross',
      'ct-test-object/IM000001': undefined,
      'us-beating-chamber.dcm': undefined,
    };
    for (const [name, domain] of Object.entries(expected))
      assert.equal(await markOf(await readFile(join(samples, name))), domain, name);
  });

  it('is not seen in files of other programs that have one or two of its attributes', async () => {
    const all: readonly BuilderElement[] = [
      ['00080070', 'LO', PHANTOM_MAKER],
      ['00081090', 'LO', phantomModelName('mri')],
      ['00280300', 'CS', 'YES'],
    ];
    const file = (more: readonly BuilderElement[]): Uint8Array =>
      dicomFile(imageElements({ rows: 2, columns: 2, more: [...more] }, pixelBytes([1, 2, 3, 4])));
    assert.equal(await markOf(file(all)), 'mri');
    for (const missing of all)
      assert.equal(await markOf(file(all.filter((each) => each !== missing))), undefined, missing[0]);
    const others: readonly BuilderElement[] = [
      ['00080070', 'LO', 'GE MEDICAL SYSTEMS'],
      ['00081090', 'LO', 'LLaVA-Med drawn phantom: knee'],
      ['00280300', 'CS', 'NO'],
    ];
    for (const [i, other] of others.entries())
      assert.equal(await markOf(file(all.map((each, at) => (at === i ? other : each)))), undefined, other[2] as string);
  });

  it('outlives de-identification: a phantom stays one, and names no patient', async () => {
    const { pieces } = await deidentifyDicom(
      'x.dcm',
      phantomDicom(drawPhantom('ct_scan', 'mark')),
      BASIC_PROFILE_ONLY,
      Buffer.alloc(32, 1),
    );
    assert.equal(await markOf(Buffer.concat(pieces)), 'ct_scan');
  });
});
