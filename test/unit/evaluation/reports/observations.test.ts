/** The 14 observations of sentences and reports, against labels that were written before the rules were tried. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { labelReport, OBSERVATIONS, type ObservationLabel } from '../../../../src/evaluation/reports/observations.ts';
import { ABBREVIATIONS, LABELLED, UNSEEN } from './labelledSentences.ts';

const MARKS = { present: '+', absent: '-', uncertain: '?', unmentioned: '' } as const;

interface Said {
  /** `PE+` */
  readonly state: string;
  readonly side: string;
}

function expectedOf(labels: string): Said[] {
  return labels
    .split(' ')
    .filter((label) => label !== '')
    .map((label) => {
      const [, state = '', side = ''] = /^([A-Z]+[-+?])([LRB]?)$/.exec(label) ?? assert.fail(`unreadable: ${label}`);
      return { state, side };
    });
}

function foundIn(text: string): Said[] {
  const labels = labelReport(text);
  return Object.entries(ABBREVIATIONS).flatMap(([code, observation]) => {
    const label = labels[observation];
    if (label.state === 'unmentioned') return [];
    return [{ state: `${code}${MARKS[label.state]}`, side: label.state === 'absent' ? '' : sideOf(label) }];
  });
}

function sideOf({ sides }: ObservationLabel): string {
  if (sides.length > 1 || sides[0] === 'bilateral') return 'B';
  return sides[0] === undefined ? '' : sides[0] === 'left' ? 'L' : 'R';
}

function figures(table: readonly (readonly [string, string])[]): {
  readonly precision: number;
  readonly recall: number;
  readonly sides: number;
  readonly wrong: string[];
} {
  let [right, said, known, sameSide] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const [text, labels] of table) {
    const [expected, found] = [expectedOf(labels), foundIn(text)];
    const shared = expected.flatMap((one) => {
      const other = found.find(({ state }) => state === one.state);
      return other ? [one.side === other.side] : [];
    });
    right += shared.length;
    said += found.length;
    known += expected.length;
    sameSide += shared.filter((isSame) => isSame).length;
    const words = (all: readonly Said[]): string =>
      all
        .map(({ state, side }) => state + side)
        .sort()
        .join(' ') || 'nothing';
    if (words(expected) !== words(found))
      wrong.push(`${JSON.stringify(text)}: expected ${words(expected)}, found ${words(found)}`);
  }
  return { precision: right / said, recall: right / known, sides: sameSide / right, wrong };
}

describe('observations of reports', () => {
  for (const [name, table] of [
    ['the rules were tried on', LABELLED],
    ['not seen before', UNSEEN],
  ] as const) {
    const { precision, recall, sides, wrong } = figures(table);
    const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
    it(`${table.length} texts ${name}: precision ${percent(precision)}, recall ${percent(recall)}, sides ${percent(sides)}`, () => {
      if (wrong.length > 0) console.log(wrong.map((line) => `      ${line}`).join('\n'));
      assert.ok(precision >= 0.95 && recall >= 0.95 && sides >= 0.9, wrong.join('\n'));
    });
  }

  it('has no finding where nothing but devices is present', () => {
    const state = (text: string): string => labelReport(text)['No Finding'].state;
    assert.equal(state('No acute cardiopulmonary abnormality.'), 'present');
    assert.equal(state('The lungs are clear. A right PICC ends in the SVC.'), 'present');
    assert.equal(state('Possible pneumonia.'), 'absent');
    assert.equal(state('Large hiatal hernia.'), 'absent', 'a finding beyond the list is one');
    assert.equal(state(' \n'), 'unmentioned');
  });

  it('propagates nothing: a consolidation states no opacity', () => {
    const labels = labelReport('Right lower lobe consolidation.');
    const stated = OBSERVATIONS.filter((one) => labels[one].state === 'present');
    assert.deepEqual(stated, ['Consolidation']);
  });

  it('reads Findings without a heading, above an Impression', () => {
    const labels = labelReport('Small left effusion.\n\nIMPRESSION: No pneumothorax.');
    assert.equal(labels['Pleural Effusion'].state, 'present');
    assert.equal(labels.Pneumothorax.state, 'absent');
  });

  it('points at the sentences that decide', () => {
    const text = 'FINDINGS: No left effusion. Small right effusion.\n\nIMPRESSION: Right effusion.';
    const { state, sides, sentences } = labelReport(text)['Pleural Effusion'];
    assert.deepEqual([state, sides], ['present', ['right']]);
    assert.deepEqual(
      sentences.map(({ start, end }) => text.slice(start, end)),
      ['Small right effusion.', 'Right effusion.'],
    );
  });
});
