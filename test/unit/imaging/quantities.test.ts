/** What values measure beside their modality's unit: SUV of PET, dose of RT. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MonochromeFrame } from '../../../src/display/frameImage.ts';
import { autoWindow } from '../../../src/display/autoWindow.ts';
import { modalityValue } from '../../../src/display/modalityValue.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

const corpus = fileURLToPath(new URL('../../../../shared/data/dicom/corpus/', import.meta.url));

async function monochrome(source: Parameters<typeof openImage>[0]): Promise<MonochromeFrame> {
  const frame = await (await openImage(source)).frame(0);
  assert.ok(frame.kind === 'monochrome');
  return frame;
}

async function built(more: readonly BuilderElement[]): Promise<MonochromeFrame> {
  const attributes = { rows: 1, columns: 2, allocated: 32, more } as const;
  const bytes = dicomFile(imageElements(attributes, pixelBytes([1, 0, 0, 0, 0x40, 0x42, 0x0f, 0x00])));
  return monochrome({ kind: 'bytes', name: 'built.dcm', bytes });
}

/** 70 kg, 350 MBq of fluorine-18 an hour before the scan: 200 g/MBq, of which 2^(-3600/6586.2) are left. */
const HOUR_LEFT = 2 ** (-3600 / 6586.2);
const FACTOR = 70_000 / (350e6 * HOUR_LEFT);

type Changes = Readonly<Record<string, BuilderElement | undefined>>;
const INJECTION: Readonly<Record<string, BuilderElement>> = {
  time: ['00181072', 'TM', '090000'],
  dose: ['00181074', 'DS', '350000000'],
  halfLife: ['00181075', 'DS', '6586.2'],
};
const PET: Readonly<Record<string, BuilderElement>> = {
  seriesDate: ['00080021', 'DA', '20200310'],
  acquisitionDate: ['00080022', 'DA', '20200310'],
  seriesTime: ['00080031', 'TM', '100000.00'],
  acquisitionTime: ['00080032', 'TM', '100500'],
  modality: ['00080060', 'CS', 'PT'],
  weight: ['00101030', 'DS', '70'],
  corrected: ['00280051', 'CS', 'DECY\\ATTN\\SCAT'],
  units: ['00541001', 'CS', 'BQML'],
  decay: ['00541102', 'CS', 'START'],
};

function pet(changes: Changes = {}, injection: Changes = {}): Promise<MonochromeFrame> {
  const listed = (all: Readonly<Record<string, BuilderElement | undefined>>): BuilderElement[] =>
    Object.values(all)
      .filter((element) => element !== undefined)
      .sort(([one], [other]) => one.localeCompare(other));
  const item = listed({ ...INJECTION, ...injection });
  return built(listed({ ...PET, injections: ['00540016', 'SQ', { items: [item] }], ...changes }));
}

async function factor(changes: Changes = {}, injection: Changes = {}): Promise<number> {
  const { suv } = await pet(changes, injection);
  assert.ok(suv !== undefined && 'factor' in suv, JSON.stringify(suv));
  return suv.factor;
}

async function missing(changes: Changes = {}, injection: Changes = {}): Promise<string> {
  const { suv } = await pet(changes, injection);
  assert.ok(suv !== undefined && 'missing' in suv, JSON.stringify(suv));
  return suv.missing;
}

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${String(actual)} is not ${String(expected)}`);
}

describe('SUV of PET', () => {
  it('takes the dose that is left at the start of the series, and the weight', async () => {
    close(await factor(), FACTOR);
    assert.equal((await pet()).unit, 'Bq/ml');
  });

  it('of an injection on the evening before, or with its own date, counts the hours', async () => {
    const past = { seriesTime: ['00080031', 'TM', '003000'], acquisitionTime: ['00080032', 'TM', '003500'] } as const;
    close(await factor(past, { time: ['00181072', 'TM', '233000.000'] }), FACTOR);
    close(await factor(past, { whole: ['00181078', 'DT', '20200309233000.00+0100'] }), FACTOR);
    close(
      await factor({}, { whole: ['00181078', 'DT', '20200309100000'] }),
      70_000 / (350e6 * 2 ** (-86_400 / 6586.2)),
    );
  });

  it('of a series made anew later goes by GE’s scan time, or back from the frame reference time', async () => {
    const later = { seriesTime: ['00080031', 'TM', '180000'] } as const;
    close(
      await factor({
        ...later,
        creator: ['00090010', 'LO', 'GEMS_PETD_01'],
        scan: ['0009100d', 'DT', '20200310100000.00'],
      }),
      FACTOR,
    );
    // A frame of 120 s that began 5 min after the scan had its average count rate a moment before its middle.
    const decay = Math.LN2 / 6586.2;
    const average = Math.log((decay * 120) / (1 - Math.exp(-decay * 120))) / decay;
    assert.ok(average > 59.5 && average < 60);
    close(
      await factor({
        ...later,
        duration: ['00181242', 'IS', '120000'],
        reference: ['00541300', 'DS', String((300 + average) * 1000)],
      }),
      FACTOR,
    );
    assert.match(await missing(later), /lacks Series Time/);
  });

  it('corrected to the administration takes the whole dose', async () => {
    close(
      await factor({ decay: ['00541102', 'CS', 'ADMIN'] }, { time: undefined, halfLife: undefined }),
      70_000 / 350e6,
    );
  });

  it('of Philips’ counts goes by its private factors', async () => {
    const philips = {
      units: ['00541001', 'CS', 'CNTS'],
      creator: ['70530011', 'LO', 'Philips PET Private Group'],
    } as const;
    close(await factor({ ...philips, suv: ['70531100', 'DS', '0.00025'] }), 0.00025);
    close(
      await factor({ ...philips, suv: ['70531100', 'DS', '0'], activity: ['70531109', 'DS', '2.5'] }),
      2.5 * FACTOR,
    );
    assert.match(await missing({ units: philips.units }), /counts/);
  });

  it('is not made up where something is missing, and says what', async () => {
    assert.equal(await missing({ weight: undefined }), "the file lacks Patient's Weight");
    assert.equal(await missing({ weight: ['00101030', 'DS', '0'] }), "the file lacks Patient's Weight");
    assert.equal(
      await missing({ weight: ['00101030', 'DS', ''] }, { dose: undefined }),
      "the file lacks Patient's Weight and Radionuclide Total Dose",
    );
    assert.equal(await missing({}, { halfLife: undefined }), 'the file lacks Radionuclide Half Life');
    assert.equal(await missing({}, { time: undefined }), 'the file lacks Radiopharmaceutical Start Time');
    assert.match(await missing({ corrected: ['00280051', 'CS', 'DECY'] }), /attenuation/);
    assert.match(await missing({ corrected: ['00280051', 'CS', 'ATTN'] }), /decay/);
    assert.match(await missing({ decay: ['00541102', 'CS', 'NONE'] }), /decay/);
    assert.match(await missing({}, { dose: ['00181074', 'DS', '350'] }), /becquerels/);
    assert.match(await missing({}, { whole: ['00181078', 'DT', '20200311090000'] }), /fit together/);
    assert.match(await missing({}, { whole: ['00181078', 'DT', '20190311090000'] }), /fit together/);
    assert.match(await missing({ injections: ['00540016', 'SQ', { items: [[], []] }] }), /several/);
    assert.match(await missing({ injections: undefined }), /Radionuclide Total Dose/);
  });

  it('is only of PET, and not of what is uptake already', async () => {
    assert.equal((await pet({ modality: ['00080060', 'CS', 'CT'] })).suv, undefined);
    const gml = await pet({ units: ['00541001', 'CS', 'GML'] });
    assert.deepEqual([gml.suv, gml.unit], [undefined, 'g/ml SUVbw']);
    assert.equal(
      (await pet({ units: ['00541001', 'CS', 'GML'], type: ['00541006', 'CS', 'LBM'] })).unit,
      'g/ml SUVlbm',
    );
    assert.equal(
      (await pet({ units: ['00541001', 'CS', 'CM2ML'], type: ['00541006', 'CS', 'BSA'] })).unit,
      'cm²/ml SUVbsa',
    );
  });

  it('of a real file is what its own attributes give by hand', async function () {
    if (!existsSync(corpus)) this.skip();
    const { suv, unit } = await monochrome({ kind: 'file', path: `${corpus}pet_slope.dcm` });
    assert.ok(suv !== undefined && 'factor' in suv);
    // 69.7344 kg; 178 340 011.59668 Bq at 14:17:00, the scan at 15:23:16.921, half-life 6586.2 s.
    close(suv.factor, 0.0005942485308006252);
    assert.equal(unit, 'Bq/ml');
  });
});

describe('RT dose', () => {
  const dose = (units: string, scaling: string): Promise<MonochromeFrame> =>
    built([
      ['00080060', 'CS', 'RTDOSE'],
      ['30040002', 'CS', units],
      ['3004000e', 'DS', scaling],
    ]);

  it('is the stored value times Dose Grid Scaling, in its unit', async () => {
    const frame = await dose('GY', '6.5e-5');
    assert.equal(frame.unit, 'Gy');
    assert.deepEqual([...frame.samples], [1, 1_000_000]);
    close(modalityValue(frame.modality)(1_000_000), 65);
    assert.equal((await dose('RELATIVE', '1e-6')).unit, 'relative dose');
    const { modality, unit } = await dose('GY', '0');
    assert.deepEqual([modality, unit], [{ kind: 'linear', slope: 1, intercept: 0 }, undefined], 'no scaling, no Gy');
  });

  it('has a window as narrow as its values', async () => {
    const { center, width } = autoWindow(await dose('GY', '1e-6'));
    assert.ok(center < 0.51 && width <= 1, `${String(center)} ${String(width)}`);
  });

  it('of a real file has its scaling', async function () {
    if (!existsSync(corpus)) this.skip();
    const { modality, unit, samples } = await monochrome({ kind: 'file', path: `${corpus}rtdose_32bit_15f.dcm` });
    assert.deepEqual([modality, unit], [{ kind: 'linear', slope: 1e-6, intercept: 0 }, 'relative dose']);
    assert.ok(samples instanceof Uint32Array);
  });
});
