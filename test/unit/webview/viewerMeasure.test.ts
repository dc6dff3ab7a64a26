/** Lines, angles and regions: what the hand draws, what they say, and by which scale. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ColourFrame, FrameImage, MonochromeFrame } from '../../../src/display/frameImage.ts';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { measurementLines } from '../../../webview/viewer/drawMeasurements.ts';
import {
  type MeasureKind,
  type Measurement,
  angleDegrees,
  lengthCaution,
  measurementText,
} from '../../../webview/viewer/measure.ts';
import { distanceToLine } from '../../../webview/viewer/measureGrips.ts';
import { MeasureTool } from '../../../webview/viewer/measureTool.ts';
import { roiLines, roiShape } from '../../../webview/viewer/roiText.ts';
import type { Point } from '../../../webview/viewer/viewport.ts';
import { monochromeFrame } from '../display/monochromeFrame.ts';

const corpus = fileURLToPath(new URL('../../../../shared/data/dicom/corpus/', import.meta.url));
const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const at = (x: number, y: number): Point => ({ x, y });
const line = (...points: Point[]): Measurement => ({ kind: points.length === 3 ? 'angle' : 'distance', points });
const box = (kind: 'ellipse' | 'rectangle', from: Point, to: Point): Measurement => ({ kind, points: [from, to] });
const ct: MonochromeFrame = {
  ...monochromeFrame(Int16Array.of(0)),
  pixelAspect: 2,
  spacing: { rowMm: 1, columnMm: 0.5, at: 'patient' },
  unit: 'HU',
};

describe('what a line says', () => {
  it('is millimetres by rows and columns', () => {
    const distance = line(at(0, 0), at(6, 4));
    assert.equal(measurementText(distance, ct), '5.00 mm');
    assert.equal(
      measurementText(distance, { ...ct, spacing: { rowMm: 10, columnMm: 5, at: 'detector' } }),
      '50.0 mm at the detector',
    );
    assert.equal(measurementText(distance, { pixelAspect: 2, spacing: undefined }), '10 px');
    assert.match(lengthCaution({ spacing: { rowMm: 1, columnMm: 1, at: 'detector' } }) ?? '', /magnifies/);
    assert.match(lengthCaution({ spacing: undefined }) ?? '', /in pixels/);
    assert.equal(lengthCaution(ct), undefined);
  });

  it('is an angle in the body, not on the grid', () => {
    assert.ok(Math.abs(angleDegrees(at(2, 0), at(0, 0), at(2, 1), ct) - 45) < 1e-9);
    const across = angleDegrees(at(-1, 0.1), at(0, 0), at(-1, -0.1), { pixelAspect: 1, spacing: undefined });
    assert.ok(Math.abs(across - 11.42) < 0.01);
  });
});

describe('scale of an ultrasound picture', () => {
  const region = (left: number, right: number, mm: number): NonNullable<FrameImage['regions']>[number] => ({
    left,
    right,
    top: 0,
    bottom: 100,
    spacing: { rowMm: mm, columnMm: mm, at: 'ultrasoundRegion' },
  });
  const two = { pixelAspect: 1, spacing: undefined, regions: [region(0, 50, 0.5), region(50, 100, 2)] };

  it('is that of the region in which a measurement lies', () => {
    assert.equal(measurementText(line(at(10, 10), at(30, 10)), two), '10.0 mm');
    assert.equal(measurementText(line(at(60, 10), at(80, 10)), two), '40.0 mm');
    assert.equal(measurementText(line(at(40, 10), at(60, 10)), two), '20 px', 'from one to the other');
    assert.equal(measurementText(line(at(10, 90), at(10, 120)), two), '30 px', 'beyond');
    assert.match(lengthCaution(two) ?? '', /within one region/);
    const areas = roiLines({ ...ct, ...two }, { kind: 'rectangle', from: at(60, 10), to: at(65, 20) }, undefined);
    assert.equal(areas[1], '2.00 cm²');
  });

  it('does not hold beyond the regions even where they agree', () => {
    const one = { pixelAspect: 1, spacing: region(0, 1, 0.5).spacing, regions: [region(0, 50, 0.5)] };
    assert.equal(measurementText(line(at(0, 10), at(50, 10)), one), '25.0 mm', 'up to its edges');
    assert.equal(measurementText(line(at(0, 10), at(60, 10)), one), '60 px');
  });

  it('of real files is what the scanner measured and drew', async function () {
    if (!existsSync(corpus)) {
      console.log('      skipped: the shared data folder is not beside this checkout');
      this.skip();
    }
    const of = async (name: string): Promise<FrameImage> =>
      (await openImage({ kind: 'file', path: corpus + name })).frame(0);
    // The callipers burned into the picture stand at these two pixels, and beside them "Dist Mag 1.06 cm".
    assert.equal(measurementText(line(at(460, 291), at(499, 302)), await of('palette16_us.dcm')), '10.6 mm');
    // Two views side by side; the ticks at their left are a centimetre apart, from 24 down to 415.
    const aloka = await of('palette_segmented_aloka.dcm');
    assert.equal(aloka.regions?.length, 2);
    const centimetre = 10 / (aloka.regions[0]?.spacing.rowMm ?? 0);
    assert.ok(Math.abs(centimetre - 391 / 15) < 0.1, String(centimetre));
    assert.equal(measurementText(line(at(100, 100), at(100, 361.3)), aloka), '100.0 mm');
    assert.equal(measurementText(line(at(400, 100), at(400, 361.3)), aloka), '100.0 mm');
    assert.equal(measurementText(line(at(300, 100), at(400, 100)), aloka), '100 px', 'from one view to the other');
    assert.equal(measurementText(line(at(100, 400), at(100, 450)), aloka), '50 px', 'in the words below');
    // Depth 35 mm from 48 to 415; a region that spans the whole picture has no unit and does not count.
    const thyroid = await of('rle_ybr_full.dcm');
    assert.equal(measurementText(line(at(200, 48), at(200, 415)), thyroid), '35.0 mm');
    assert.equal(thyroid.spacing?.at, 'ultrasoundRegion');
    // 19 cm deep over some 190 rows: the file's 0.51 mm were those of the picture before it was halved.
    const halved = await of('jpeg50_ybr422_30f.dcm');
    assert.equal(measurementText(line(at(100, 50), at(100, 150)), halved), '100 px');
    assert.match(halved.notes.map(({ text }) => text).join(), /larger picture/);
  });
});

describe('the hand that measures', () => {
  const drag = (tool: MeasureTool, kind: MeasureKind, all: readonly Measurement[], from: Point, to: Point) => {
    tool.press(kind, all, from, identity);
    tool.move(to, identity);
    return tool.release(to);
  };

  it('draws a line by a drag', () => {
    const tool = new MeasureTool();
    assert.deepEqual(drag(tool, 'distance', [], at(10, 10), at(40, 10)), [line(at(10, 10), at(40, 10))]);
    assert.ok(!tool.isHolding);
  });

  it('draws it by click and click, and nothing by two clicks in one place', () => {
    const tool = new MeasureTool();
    tool.press('distance', [], at(10, 10), identity);
    assert.deepEqual(tool.release(at(11, 10)), [line(at(10, 10), at(10, 10))]);
    assert.ok(tool.isHolding);
    assert.deepEqual(tool.move(at(30, 50), identity), [line(at(10, 10), at(30, 50))], 'it follows the pointer');
    const drawn = drag(tool, 'distance', [], at(40, 10), at(40, 10));
    assert.deepEqual(drawn, [line(at(10, 10), at(40, 10))]);
    assert.ok(!tool.isHolding);
    drag(tool, 'distance', drawn, at(100, 100), at(100, 101));
    assert.deepEqual(drag(tool, 'distance', drawn, at(101, 100), at(101, 100)), drawn);
    assert.ok(!tool.isHolding);
  });

  it('gives up what is open', () => {
    const tool = new MeasureTool();
    drag(tool, 'ellipse', [line(at(0, 0), at(5, 90))], at(100, 10), at(100, 10));
    tool.move(at(150, 60), identity);
    assert.deepEqual(tool.cancel(), [line(at(0, 0), at(5, 90))]);
    assert.ok(!tool.isHolding);
  });

  it('draws an angle with a drag and a click, or with three clicks', () => {
    const expected = [line(at(0, 0), at(50, 0), at(50, 60))];
    const tool = new MeasureTool();
    drag(tool, 'angle', [], at(0, 0), at(50, 0));
    assert.ok(tool.isHolding);
    tool.move(at(50, 60), identity);
    assert.deepEqual(drag(tool, 'angle', [], at(50, 60), at(50, 60)), expected);
    assert.ok(!tool.isHolding);
    drag(tool, 'angle', [], at(0, 0), at(0, 0));
    drag(tool, 'angle', [], at(50, 0), at(50, 0));
    drag(tool, 'angle', [], at(50, 0), at(51, 0));
    assert.ok(tool.isHolding, 'a second click at the corner waits for an arm');
    assert.deepEqual(drag(tool, 'angle', [], at(50, 60), at(50, 60)), expected);
  });

  it('draws regions by their corners, in any direction', () => {
    const tool = new MeasureTool();
    assert.deepEqual(drag(tool, 'rectangle', [], at(50, 50), at(10, 80)), [box('rectangle', at(50, 50), at(10, 80))]);
    assert.deepEqual(drag(tool, 'ellipse', [], at(10, 10), at(60, 30)), [box('ellipse', at(10, 10), at(60, 30))]);
  });

  it('moves an end, a corner, or all of it, and gives it up', () => {
    const all = [
      line(at(10, 10), at(100, 10)),
      box('rectangle', at(20, 40), at(80, 90)),
      box('ellipse', at(200, 0), at(300, 50)),
    ];
    const tool = new MeasureTool();
    tool.press('distance', all, at(98, 12), identity);
    assert.deepEqual(tool.move(at(60, 62), identity)[0]?.points[1], at(60, 62));
    assert.deepEqual(tool.cancel(), all);
    // The corner at the top right takes its x from the second point and its y from the first.
    assert.deepEqual(drag(tool, 'angle', all, at(80, 40), at(90, 30))[1], box('rectangle', at(20, 30), at(90, 90)));
    assert.deepEqual(
      drag(tool, 'angle', all, at(20, 60), at(25, 70))[1],
      box('rectangle', at(25, 50), at(85, 100)),
      'its edge',
    );
    assert.deepEqual(drag(tool, 'angle', all, at(250, 0), at(250, 20))[2], box('ellipse', at(200, 20), at(300, 70)));
    assert.deepEqual(drag(tool, 'angle', all, at(50, 10), at(50, 15))[0], line(at(10, 15), at(100, 15)), 'a line');
    assert.deepEqual(drag(tool, 'angle', all, at(50, 10), at(51, 12)), all, 'a click moves nothing');
    assert.equal(tool.chosen, 0);
  });

  it('begins a new region within another one', () => {
    const outer = box('ellipse', at(0, 0), at(200, 200));
    const drawn = drag(new MeasureTool(), 'ellipse', [outer], at(80, 80), at(120, 120));
    assert.deepEqual(drawn, [outer, box('ellipse', at(80, 80), at(120, 120))]);
  });

  it('chooses one and removes it, or the last', () => {
    const all = [line(at(10, 10), at(100, 10)), line(at(0, 80), at(90, 80))];
    const tool = new MeasureTool();
    drag(tool, 'distance', all, at(50, 11), at(50, 11));
    assert.deepEqual(tool.remove(all), [all[1]]);
    assert.deepEqual(tool.remove(all), [all[0]]);
    assert.equal(distanceToLine(at(50, 20), all[0]?.points ?? []), 10);
  });
});

describe('what a region says', () => {
  const statistics = { pixels: 1234, channels: [{ mean: 40.237, sd: 12.1, min: -20, max: 90 }] };
  const shape = { kind: 'rectangle', from: at(20, 10), to: at(0, 0) } as const;

  it('is mean, deviation, range, area and how many pixels, in the unit of the values', () => {
    assert.deepEqual(roiLines(ct, shape, statistics), [
      'mean 40.24  SD 12.10 HU',
      'min -20  max 90 HU',
      '1.00 cm²  1234 px',
    ]);
    assert.deepEqual(roiLines(ct, { ...shape, kind: 'ellipse' }, undefined), ['…', '78.5 mm²']);
    assert.deepEqual(roiLines(ct, shape, { pixels: 0, channels: [] }), ['no values', '1.00 cm²  0 px']);
    const uncalibrated = { ...ct, spacing: undefined, unit: undefined };
    assert.deepEqual(roiLines(uncalibrated, shape, undefined)[1], '200 px²');
    const film = { ...ct, spacing: { rowMm: 0.1, columnMm: 0.1, at: 'detector' } } as const;
    assert.equal(roiLines(film, shape, undefined)[1], '2.00 mm² at the detector');
  });

  it('has uptake beside activity', () => {
    const pet: MonochromeFrame = { ...ct, unit: 'Bq/ml', suv: { factor: 0.01 } };
    assert.deepEqual(roiLines(pet, shape, statistics).slice(2, 4), [
      'SUVbw mean 0.4024  SD 0.1210 g/ml',
      'SUVbw min -0.2000  max 0.9000 g/ml',
    ]);
    assert.equal(roiLines({ ...pet, suv: { missing: '' } }, shape, statistics).length, 3);
  });

  it('of colour is that of red, green and blue', () => {
    const { kind: _kind, samples: _samples, ...rest } = ct;
    const colour: ColourFrame = { ...rest, kind: 'colour', rgb: Uint8Array.of(0, 0, 0) };
    const channel = (mean: number) => ({ mean, sd: 0.5, min: 0, max: 255 });
    assert.deepEqual(roiLines(colour, shape, { pixels: 2, channels: [channel(1), channel(2.5), channel(3)] }), [
      'mean R 1  G 2.50  B 3',
      'SD R 0.5000  G 0.5000  B 0.5000',
      'min R 0  G 0  B 0',
      'max R 255  G 255  B 255',
      '1.00 cm²  2 px',
    ]);
  });

  it('is said only of regions', () => {
    assert.equal(roiShape(line(at(0, 0), at(1, 1))), undefined);
    assert.deepEqual(measurementLines(line(at(0, 0), at(6, 4)), ct, undefined), ['5.00 mm']);
  });
});
