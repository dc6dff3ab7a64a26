import assert from 'node:assert/strict';
import { changesSince, type QualityBaseline } from '../../../../src/evaluation/quality/qualityBaseline.ts';

const baseline: QualityBaseline = {
  seed: 'quality',
  count: 40,
  model_sha256: '',
  figures: { 'vqa.score.closed': 95, 'report.laterality.overall': 1, 'report.hallucinated.overall': 0 },
};

/** Which figures are worse, and which better. */
function changed(now: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  const { worse, better } = changesSince(baseline, { ...baseline.figures, ...now });
  return [worse, better].map((changes) => changes.map(({ name }) => name));
}

describe('the figures that are kept', () => {
  it('bear two points of a percentage, and no more', () => {
    assert.deepEqual(changed({}), [[], []]);
    assert.deepEqual(changed({ 'vqa.score.closed': 93 }), [[], []]);
    assert.deepEqual(changed({ 'vqa.score.closed': 92.9 }), [['vqa.score.closed'], []]);
    assert.deepEqual(changed({ 'vqa.score.closed': 97.1 }), [[], ['vqa.score.closed']]);
  });

  it('bear not one more counted error', () => {
    assert.deepEqual(changed({ 'report.laterality.overall': 2 }), [['report.laterality.overall'], []]);
    assert.deepEqual(changed({ 'report.hallucinated.overall': 1 }), [['report.hallucinated.overall'], []]);
    assert.deepEqual(changed({ 'report.laterality.overall': 0 }), [[], ['report.laterality.overall']]);
  });

  it('are worse where one is no longer measured', () => {
    const { 'vqa.score.closed': _, ...lost } = baseline.figures;
    assert.deepEqual(changesSince(baseline, lost).worse, [{ name: 'vqa.score.closed', before: 95, now: undefined }]);
  });
});
