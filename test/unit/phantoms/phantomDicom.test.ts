import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'mocha';
import { drawPhantom } from '../../../src/phantoms/drawPhantom.ts';
import { phantomDicom } from '../../../src/phantoms/phantomDicom.ts';

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof import('dicom-parser');

describe('phantomDicom', () => {
  it("writes 16-bit samples that give the modality's values back", () => {
    const phantom = drawPhantom('ct_scan', 'dicom');
    const data = parseDicom(phantomDicom(phantom));
    assert.equal(data.string('x00020010'), '1.2.840.10008.1.2.1');
    assert.equal(data.string('x00080060'), 'CT');
    assert.equal(data.uint16('x00280010'), phantom.size);
    assert.equal(data.uint16('x00280100'), 16);
    const pixels = data.elements['x7fe00010'];
    assert.ok(pixels && phantom.samples.kind === 'grey');
    assert.equal(pixels.length, phantom.size * phantom.size * 2);
    const intercept = Number(data.string('x00281052'));
    for (const index of [0, 1000, 33000])
      assert.equal(data.uint16('x7fe00010', index) ?? 0, (phantom.samples.values[index] ?? 0) - intercept);
  });

  it('writes colour as RGB, pixel by pixel', () => {
    const phantom = drawPhantom('histology', 'dicom');
    const data = parseDicom(phantomDicom(phantom));
    assert.equal(data.string('x00280004'), 'RGB');
    assert.equal(data.uint16('x00280002'), 3);
    assert.equal(data.elements['x7fe00010']?.length, phantom.size * phantom.size * 3);
  });

  it('names a patient who does not exist, and is the same each time', () => {
    const phantom = drawPhantom('chest_xray', 'dicom');
    assert.equal(parseDicom(phantomDicom(phantom)).string('x00100010'), 'Phantom^Synthetic');
    assert.deepEqual(phantomDicom(phantom), phantomDicom(drawPhantom('chest_xray', 'dicom')));
  });
});
