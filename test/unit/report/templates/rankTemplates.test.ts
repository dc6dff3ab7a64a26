import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AcquisitionTags } from '../../../../src/report/acquisitionTags.ts';
import { builtInTemplates } from '../../../../src/report/templates/builtInTemplates.ts';
import { rankTemplates } from '../../../../src/report/templates/rankTemplates.ts';
import type { ReportTemplate } from '../../../../src/report/templates/reportTemplate.ts';

function tags(modality?: string, bodyPart?: string): AcquisitionTags {
  return { modality, bodyPart, viewPosition: undefined, laterality: undefined };
}

function ids(images: readonly AcquisitionTags[], templates: readonly ReportTemplate[] = builtInTemplates): string[] {
  return rankTemplates(templates, images).map(({ id }) => id);
}

describe('rankTemplates', () => {
  const firsts: readonly (readonly [string | undefined, string | undefined, string])[] = [
    ['CR', 'CHEST', 'chest-radiograph'],
    ['DX', 'THORAX', 'chest-radiograph'],
    ['RF', 'CHEST', 'chest-radiograph'],
    ['CT', 'HEAD', 'ct-head'],
    ['CT', 'BRAIN', 'ct-head'],
    ['CT', 'SKULL', 'ct-head'],
    ['CT', 'CHEST', 'ct-chest'],
    ['CT', 'ABDOMEN', 'ct-abdomen-pelvis'],
    ['CT', 'ABDOMENPELVIS', 'ct-abdomen-pelvis'],
    ['CT ', 'ABDOMEN_PELVIS', 'ct-abdomen-pelvis'],
    ['CT', 'PELVIS', 'ct-abdomen-pelvis'],
    ['MR', 'BRAIN', 'mri-brain'],
    ['MR', 'HEAD', 'mri-brain'],
    ['MR', 'KNEE', 'mri-knee'],
    ['US', 'ABDOMEN', 'ultrasound-abdomen'],
    ['US', undefined, 'ultrasound-abdomen'],
    ['MG', 'BREAST', 'mammography'],
    ['SM', undefined, 'histology'],
    ['GM', 'COLON', 'histology'],
    ['XC', undefined, 'gross-description'],
    ['CT', 'FOOT', 'plain'],
    ['NM', 'CHEST', 'plain'],
  ];
  for (const [modality, bodyPart, expected] of firsts)
    it(`puts ${expected} first for ${modality ?? ''} ${bodyPart ?? ''}`, () =>
      assert.equal(ids([tags(modality, bodyPart)])[0], expected));

  it('keeps the order for images that do not say, and without images', () => {
    const order = builtInTemplates.map(({ id }) => id);
    assert.deepEqual(ids([tags()]), order);
    assert.deepEqual(ids([]), order);
  });

  it("puts the workspace's and the user's own before, at equal fit only", () => {
    const own = (id: string, source: ReportTemplate['source'], modalities: readonly string[]): ReportTemplate => ({
      id,
      title: id,
      source,
      modalities,
      bodyParts: [],
      body: '',
      normalMacro: undefined,
    });
    const all = [
      own('built in', 'builtIn', ['ct']),
      own('user', 'user', ['CT']),
      own('other', 'workspace', ['MR']),
      own('any', 'workspace', []),
      own('workspace', 'workspace', ['CT']),
    ];
    assert.deepEqual(ids([tags('CT', 'CHEST')], all), ['workspace', 'user', 'built in', 'any', 'other']);
  });

  it('prefers the very part to one that takes it in', () => {
    const [first] = builtInTemplates.filter(({ id }) => id === 'ct-abdomen-pelvis');
    assert.ok(first);
    const pelvis = { ...first, id: 'pelvis', bodyParts: ['PELVIS'] };
    const both = { ...first, id: 'both', bodyParts: ['ABDOMENPELVIS'] };
    assert.deepEqual(ids([tags('CT', 'PELVIS')], [both, pelvis]), ['pelvis', 'both']);
    assert.deepEqual(ids([tags('CT', 'ABDOMENPELVIS')], [pelvis, both]), ['both', 'pelvis']);
  });
});
