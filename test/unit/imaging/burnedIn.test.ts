import assert from 'node:assert/strict';
import { warningBeforeSending } from '../../../src/display/burnedInWarning.ts';
import type { BurnedInRisk } from '../../../src/display/imageHeader.ts';
import { burnedInRisk } from '../../../src/imaging/dicom/burnedIn.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';

function riskOf(modality: string, more: readonly BuilderElement[] = [], colour = false): BurnedInRisk | undefined {
  const attributes = {
    rows: 1,
    columns: 1,
    samples: colour ? 3 : 1,
    more: [['00080016', 'UI', CT], ['00080060', 'CS', modality], ...more] as BuilderElement[],
  };
  return burnedInRisk(readDicom('x.dcm', dicomFile(imageElements(attributes, pixelBytes(colour ? [1, 2, 3] : [1])))));
}

describe('burned-in text', () => {
  it('is what the file declares, whatever it is of', () => {
    assert.equal(riskOf('CT', [['00280301', 'CS', 'YES']])?.level, 'declared');
    assert.equal(riskOf('US', [['00280301', 'CS', 'NO']]), undefined);
  });

  it('is likely by modality, kind of capture, and colour where there should be none', () => {
    for (const modality of ['US', 'ES', 'XC', 'OT']) assert.equal(riskOf(modality)?.level, 'likely', modality);
    assert.match(riskOf('CT', [], true)?.reason ?? '', /colour/);
    assert.match(riskOf('CT', [['00080008', 'CS', 'DERIVED\\SECONDARY\\SCREEN SAVE']])?.reason ?? '', /screen/);
    assert.match(riskOf('CR', [['00080064', 'CS', 'DF']])?.reason ?? '', /film/);
    assert.match(riskOf('SM', [['00080008', 'CS', 'ORIGINAL\\PRIMARY\\LABEL\\NONE']])?.reason ?? '', /label/);
    assert.equal(riskOf('CT', [['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7']])?.level, 'likely');
  });

  it('is not claimed of ordinary pictures', () => {
    for (const modality of ['CT', 'MR', 'DX', 'MG']) assert.equal(riskOf(modality), undefined, modality);
    assert.equal(riskOf('SM', [], true), undefined);
  });

  it('is warned of before pictures leave the machine', () => {
    const likely = { burnedIn: { level: 'likely', reason: 'a reason' } } as const;
    const declared = { burnedIn: { level: 'declared', reason: 'a better reason' } } as const;
    assert.equal(warningBeforeSending([{ burnedIn: undefined }]), undefined);
    assert.equal(
      warningBeforeSending([likely])?.startsWith(
        'The picture may have a name or number burned into the pixels: a reason.',
      ),
      true,
    );
    assert.match(
      warningBeforeSending([likely, { burnedIn: undefined }, declared]) ?? '',
      /^2 of 3 pictures may have a name .* a better reason/,
    );
  });
});
