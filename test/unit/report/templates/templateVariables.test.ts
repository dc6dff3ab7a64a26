import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparisonText } from '../../../../src/report/templates/comparisonText.ts';
import { isoDate } from '../../../../src/report/templates/studyDate.ts';
import { templateVariables, type StudyImage } from '../../../../src/report/templates/templateVariables.ts';

function image(
  studyDate?: string,
  modality?: string,
  bodyPart?: string,
  viewPosition?: string,
  laterality?: string,
): StudyImage {
  return { studyDate, modality, bodyPart, viewPosition, laterality };
}

describe('templateVariables', () => {
  it('says the tags in words', () =>
    assert.deepEqual(
      templateVariables(
        [image('20261127', 'DX', 'CHEST', 'PA'), image('20261127', 'DX', 'CHEST', 'LL')],
        [image('20260827', 'CR', 'CHEST', 'PA')],
      ),
      {
        modality: 'radiograph',
        bodyPart: 'chest',
        side: undefined,
        view: 'posteroanterior and left lateral',
        studyDate: '2026-11-27',
        technique:
          'Digital radiograph of the chest, posteroanterior view. Digital radiograph of the chest, left lateral view.',
        comparison: 'Chest radiograph of 2026-08-27 (3 months earlier).',
      },
    ));

  it('says terms that are no words', () => {
    const { bodyPart, modality, technique } = templateVariables([image(undefined, 'CT', 'ABDOMENPELVIS')], []);
    assert.deepEqual(
      [bodyPart, modality, technique],
      ['abdomen and pelvis', 'CT', 'Computed tomography of the abdomen and pelvis.'],
    );
  });

  it('makes one side of two', () => {
    const sides = (...all: string[]): string | undefined =>
      templateVariables(
        all.map((side) => image(undefined, 'MG', 'BREAST', 'CC', side)),
        [],
      ).side;
    assert.deepEqual(
      [sides('L'), sides('R', 'R'), sides('L', 'R'), sides('B'), sides('U')],
      ['left', 'right', 'bilateral', 'bilateral', undefined],
    );
  });

  it('says nothing of free text in tags, and nothing of no images', () => {
    for (const images of [[], [image('soon', 'toString', 'Mrs. Doe', '**x**', 'left')]])
      assert.ok(Object.values(templateVariables(images, [])).every((value) => value === undefined));
  });
});

describe('comparisonText', () => {
  const before: readonly (readonly [string, string])[] = [
    ['20261127', ' (same day)'],
    ['20261126', ' (1 day earlier)'],
    ['20261114', ' (13 days earlier)'],
    ['20261113', ' (2 weeks earlier)'],
    ['20261023', ' (5 weeks earlier)'],
    ['20260930', ' (2 months earlier)'],
    ['20251127', ' (12 months earlier)'],
    ['20241227', ' (23 months earlier)'],
    ['20241127', ' (2 years earlier)'],
    ['20160101', ' (11 years earlier)'],
    ['20261128', ''],
  ];
  for (const [date, words] of before)
    it(`says how long before ${date} is`, () =>
      assert.equal(
        comparisonText([image('20261127')], [image(date, 'CT', 'HEAD')]),
        `Head CT of ${date.replace(/(....)(..)(..)/, '$1-$2-$3')}${words}.`,
      ));

  it('names each study once, the newest first, undated ones last', () =>
    assert.equal(
      comparisonText(
        [image('20261127', 'CR', 'CHEST')],
        [
          image(undefined, 'MR', 'KNEE', undefined, 'R'),
          image('20250501', 'CT', 'CHEST'),
          image('20261120', 'CR', 'CHEST', 'PA'),
          image('2026-11-20', 'CR', 'CHEST', 'LL'),
          image('20261120', 'MG', 'BREAST', 'CC', 'L'),
        ],
      ),
      'Chest radiograph of 2026-11-20 (7 days earlier). Left mammogram of 2026-11-20 (7 days earlier). Chest CT of 2025-05-01 (19 months earlier). Right knee MRI, undated.',
    ));

  it('says no more than the tags', () => {
    assert.equal(comparisonText([], [image('20260827')]), 'Study of 2026-08-27.');
    assert.equal(comparisonText([image('20261127')], [image()]), 'Study, undated.');
    assert.equal(comparisonText([image('20261127')], []), undefined);
  });
});

describe('isoDate', () => {
  it('takes days of a calendar only', () =>
    assert.deepEqual(
      ['20240229', ' 2024.02.29 ', '2024-02-29', '20230229', '20241301', '2024-0229', '240229', ''].map(isoDate),
      ['2024-02-29', '2024-02-29', '2024-02-29', undefined, undefined, undefined, undefined, undefined],
    ));
});
