/** Where in the patient the sides of a frame lie, as drawn files and real ones say. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openImage } from '../../../src/imaging/decoding/openImage.ts';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

const corpus = fileURLToPath(new URL('../../../../shared/data/dicom/corpus/', import.meta.url));

/** Left, right, top and bottom. */
async function sides(more: readonly BuilderElement[], frame = 0): Promise<string | undefined> {
  const bytes = dicomFile(imageElements({ rows: 1, columns: 1, frames: 3, more }, pixelBytes([1, 2, 3])));
  const image = await openImage({ kind: 'bytes', name: 'built.dcm', bytes });
  return written((await image.frame(frame)).orientation);
}

function written(
  orientation: { left: string; right: string; top: string; bottom: string } | undefined,
): string | undefined {
  return orientation && `${orientation.left} ${orientation.right} ${orientation.top} ${orientation.bottom}`;
}

const cosines = (text: string): BuilderElement => ['00200037', 'DS', text];
const letters = (text: string): BuilderElement => ['00200020', 'CS', text];

describe('orientation of a frame', () => {
  it('comes from Image Orientation: axial, coronal, sagittal', async () => {
    assert.equal(await sides([cosines('1\\0\\0\\0\\1\\0')]), 'R L A P');
    assert.equal(await sides([cosines('1\\0\\0\\0\\0\\-1')]), 'R L H F');
    assert.equal(await sides([cosines('0\\1\\0\\0\\0\\-1')]), 'A P H F');
    assert.equal(await sides([cosines('-1\\0\\0\\0\\1\\0')]), 'L R A P', 'prone, or seen from above');
  });

  it('names every axis of an oblique plane, the nearest first', async () => {
    assert.equal(await sides([cosines('1\\0\\0\\0\\0.9272\\-0.3746')]), 'R L AH PF');
    // Turned about two axes: 30° and then 20°.
    assert.equal(await sides([cosines('0.866025\\0.469846\\-0.17101\\-0.5\\0.813798\\-0.296198')]), 'RAH LPF ALH PRF');
    assert.equal(await sides([cosines('0.9999\\0.0141\\0\\-0.0141\\0.9999\\0')]), 'R L A P', 'rounding');
  });

  it('is that of the frame, before that of all frames, before that of the data set', async () => {
    const plane = (text: string): BuilderElement[] => [['00209116', 'SQ', { items: [[cosines(text)]] }]];
    const frames: BuilderElement[] = [
      cosines('1\\0\\0\\0\\1\\0'),
      ['52009229', 'SQ', { items: [plane('1\\0\\0\\0\\0\\-1')] }],
      ['52009230', 'SQ', { items: [[], plane('0\\1\\0\\0\\0\\-1'), []] }],
    ];
    assert.equal(await sides(frames, 0), 'R L H F');
    assert.equal(await sides(frames, 1), 'A P H F');
    const perFrame: BuilderElement[] = [
      [
        '52009230',
        'SQ',
        { items: [plane('1\\0\\0\\0\\1\\0'), plane('0\\1\\0\\0\\0\\-1'), plane('1\\0\\0\\0\\0\\-1')] },
      ],
    ];
    assert.deepEqual(await Promise.all([0, 1, 2].map((frame) => sides(perFrame, frame))), [
      'R L A P',
      'A P H F',
      'R L H F',
    ]);
  });

  it('comes from Patient Orientation where there is no plane, as on a film', async () => {
    assert.equal(await sides([letters('L\\F')]), 'R L H F');
    assert.equal(await sides([letters('P\\F')]), 'A P H F');
    assert.equal(await sides([letters('L\\FP')]), 'R L HA FP');
    assert.equal(await sides([letters('A\\R'), cosines('1\\0\\0\\0\\1\\0')]), 'R L A P', 'the plane goes first');
    assert.equal(await sides([letters('R\\F'), cosines('0\\0\\0\\0\\0\\0')]), 'L R H F', 'a plane that is none');
  });

  it('of NM is that of its detectors, where they agree', async () => {
    const detectors = (...planes: string[]): BuilderElement[] => [
      ['00540022', 'SQ', { items: planes.map((text) => [cosines(text)]) }],
    ];
    assert.equal(await sides(detectors('1\\0\\0\\0\\0\\-1')), 'R L H F');
    assert.equal(await sides(detectors('1\\0\\0\\0\\0\\-1', '-1\\0\\0\\0\\0\\-1')), undefined);
  });

  it('is not guessed from what makes no sense', async () => {
    for (const bad of [
      '0\\0\\0\\0\\0\\0',
      '1\\0\\0\\1\\0\\0',
      '1\\0\\0',
      'nan\\0\\0\\0\\1\\0',
      '1\\0\\0\\0\\1',
      '5\\0\\0\\0\\5\\0',
      '1\\0\\0\\0.7\\0.7\\0',
    ])
      assert.equal(await sides([cosines(bad)]), undefined, bad);
    for (const bad of [
      '',
      'L',
      'L\\',
      '\\F',
      'L\\R',
      'L\\L',
      'LR\\F',
      'X\\F',
      'CR\\D',
      'L\\F\\P',
      'left\\down',
      'LPFA\\F',
    ])
      assert.equal(await sides([letters(bad)]), undefined, bad);
    assert.equal(await sides([['00102210', 'CS', 'QUADRUPED'], cosines('1\\0\\0\\0\\1\\0')]), undefined);
    assert.equal(await sides([]), undefined);
  });

  it('of real files is right', async function () {
    if (!existsSync(corpus)) {
      console.log('      skipped: the shared data folder is not beside this checkout');
      this.skip();
    }
    const of = async (name: string): Promise<string | undefined> =>
      written((await (await openImage({ kind: 'file', path: corpus + name })).frame(0)).orientation);
    assert.equal(await of('cr_chest_mono1_15bit_j2k91.dcm'), 'R L H F', 'a film by its letters');
    assert.equal(await of('cr_chest_mono1_10bit.dcm'), undefined, 'a film that does not say');
    assert.equal(await of('ct_multi_window.dcm'), 'R L A P');
    assert.equal(
      await of('j2k90_pixelrep_mismatch.dcm'),
      'R L AH PF',
      'CT with its gantry tilted, as its letters say too',
    );
    assert.equal(await of('jpeg51_mr12.dcm'), 'R L AH PF', 'oblique MR');
    assert.equal(await of('jpeg57_sel4.dcm'), 'A P H F', 'sagittal MR');
    assert.equal(await of('jpeg57_ct_2f.dcm'), 'L R A P', 'by its functional groups');
  });
});
