import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countedDrafts } from '../../../../src/report/statistics/countedDrafts.ts';
import { statisticsCsv } from '../../../../src/report/statistics/statisticsCsv.ts';
import { statisticsJson } from '../../../../src/report/statistics/statisticsJson.ts';
import { csvCell } from '../../../../src/text/csvCell.ts';
import { draftRecord, MODELS } from './draftRecords.ts';

const records = [
  draftRecord('a', 'drafted'),
  draftRecord('a', 'edited', { sentences: { accepted: 2, edited: 1, discarded: 0 }, editDistance: 12 }),
  draftRecord('b', 'drafted', { model: null, draftedAt: '2026-03-03T09:00:00.000Z' }),
];

describe('statisticsCsv', () => {
  it('has one line for each draft, and nothing where nothing is known', () => {
    assert.equal(
      statisticsCsv(countedDrafts(records)),
      [
        'draft,section,outcome,drafted,decided,model,prompt,images,sentences accepted,sentences edited,sentences discarded,edit distance',
        `a,findings,edited,2026-03-02T10:00:00.000Z,2026-03-02T10:05:00.000Z,${MODELS.one},findings-1,1,2,1,0,12`,
        'b,findings,open,2026-03-03T09:00:00.000Z,,,findings-1,1,,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('holds no words that a record should not have, and no formula', () => {
    const csv = statisticsCsv(
      countedDrafts([
        {
          ...draftRecord('c', 'drafted'),
          prompt: '=HYPERLINK("http://example.org")',
          proposal: '/home/jane/report.md',
        },
        { ...draftRecord('-1', 'drafted'), prompt: 'Jane Doe' },
      ]),
    );
    assert.doesNotMatch(csv, /jane|doe|http/i);
    // An id may begin with what a spreadsheet takes for a formula.
    assert.match(csv, /^'-1,findings,open/m);
  });
});

describe('csvCell', () => {
  it('quotes by RFC 4180, and keeps a text from being a formula', () => {
    assert.deepEqual(['a,b', 'a"b', 'a\r\nb', 'plain', 4, -4, undefined, ' =1', '+1', '@x', '＝1'].map(csvCell), [
      '"a,b"',
      '"a""b"',
      '"a\r\nb"',
      'plain',
      '4',
      '-4',
      '',
      "' =1",
      "'+1",
      "'@x",
      "'＝1",
    ]);
  });
});

describe('statisticsJson', () => {
  it('has the figures and each draft, and no name of a model', () => {
    const data = JSON.parse(statisticsJson(records)) as {
      version: number;
      statistics: { all: { drafts: number } };
      drafts: { proposal: string; outcome: string }[];
    };
    assert.deepEqual([data.version, data.statistics.all.drafts], [1, 2]);
    assert.deepEqual(
      data.drafts.map(({ proposal, outcome }) => [proposal, outcome]),
      [
        ['a', 'edited'],
        ['b', 'open'],
      ],
    );
    assert.doesNotMatch(statisticsJson(records), /Jane/);
  });
});
