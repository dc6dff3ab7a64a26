import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  parseToStatistics,
  type DraftGrouping,
  type DraftStatistics,
} from '../../../../src/protocol/statisticsView.ts';
import { readProvenance } from '../../../../src/report/drafts/readProvenance.ts';
import type { ProvenanceRecord } from '../../../../src/report/drafts/provenance.ts';
import { draftStatistics } from '../../../../src/report/statistics/draftStatistics.ts';
import { draftRecord, MODELS } from './draftRecords.ts';

const kept = { accepted: 4, edited: 0, discarded: 0 };
const none = new Map<string, string>();

const statistics = (...records: ProvenanceRecord[]): DraftStatistics => draftStatistics(records, none);

const outcomes = (...records: ProvenanceRecord[]): DraftStatistics['all']['outcomes'] =>
  statistics(...records).all.outcomes;

function groups(of: DraftStatistics, kind: DraftGrouping['kind']): readonly (readonly [string, number])[] {
  return (
    of.groupings.find((each) => each.kind === kind)?.groups.map(({ label, counts }) => [label, counts.drafts]) ?? []
  );
}

describe('draftStatistics', () => {
  it('says what became of each draft', () => {
    assert.deepEqual(
      outcomes(
        draftRecord('a', 'drafted'),
        draftRecord('a', 'accepted', { sentences: kept, editDistance: 0 }),
        draftRecord('b', 'accepted'),
        draftRecord('c', 'edited', { sentences: { accepted: 3, edited: 1, discarded: 0 }, editDistance: 9 }),
        draftRecord('d', 'discarded', { sentences: { accepted: 0, edited: 0, discarded: 4 } }),
        draftRecord('e', 'drafted'),
      ),
      { unchanged: 2, edited: 1, rejected: 1, open: 1 },
    );
  });

  it('calls a draft edited that was accepted without a sentence, with another one, or with other characters', () => {
    assert.deepEqual(
      outcomes(
        draftRecord('a', 'accepted', { sentences: { accepted: 3, edited: 0, discarded: 1 } }),
        draftRecord('b', 'accepted', { sentences: { accepted: 3, edited: 1, discarded: 0 } }),
        draftRecord('c', 'accepted', { sentences: kept, editDistance: 1 }),
      ),
      { unchanged: 0, edited: 3, rejected: 0, open: 0 },
    );
  });

  it('goes by the last event, in whatever order the files are read', () => {
    const accepted = draftRecord('a', 'accepted', { at: '2026-03-02T10:05:00.000Z' });
    const discarded = draftRecord('a', 'discarded', { at: '2026-03-02T10:06:00.000Z' });
    const drafted = draftRecord('a', 'drafted');
    const rejected = { unchanged: 0, edited: 0, rejected: 1, open: 0 };
    assert.deepEqual(outcomes(drafted, accepted, discarded), rejected);
    assert.deepEqual(outcomes(discarded, drafted, accepted), rejected);
    // Written again after it was undone.
    const again = draftRecord('a', 'drafted', { at: '2026-03-02T10:07:00.000Z' });
    assert.deepEqual(outcomes(drafted, discarded, again), { unchanged: 0, edited: 0, rejected: 0, open: 1 });
  });

  it('counts a record once that stands in two files, also where both are of one moment', () => {
    const drafted = draftRecord('a', 'drafted', { at: '2026-03-02T10:00:00.000Z' });
    const accepted = draftRecord('a', 'accepted', { at: '2026-03-02T10:00:00.000Z', sentences: kept });
    const { all } = statistics(drafted, accepted, drafted);
    assert.deepEqual([all.drafts, all.outcomes.unchanged, all.sentences], [1, 1, kept]);
  });

  it('adds up the sentences of decisions and has the median of the edit distances', () => {
    const sentences = { accepted: 2, edited: 1, discarded: 1 };
    const { all } = statistics(
      draftRecord('a', 'edited', { sentences, editDistance: 40 }),
      draftRecord('b', 'accepted', { sentences: kept, editDistance: 0 }),
      draftRecord('c', 'edited', { sentences, editDistance: 7 }),
      draftRecord('d', 'discarded', { sentences: { accepted: 0, edited: 0, discarded: 3 }, editDistance: 900 }),
      draftRecord('e', 'drafted', { sentences: { accepted: 50, edited: 0, discarded: 0 } }),
    );
    assert.deepEqual(all.sentences, { accepted: 8, edited: 2, discarded: 5 });
    assert.equal(all.medianEditDistance, 7);
    const two = statistics(
      draftRecord('a', 'edited', { editDistance: 4 }),
      draftRecord('b', 'edited', { editDistance: 7 }),
    );
    assert.equal(two.all.medianEditDistance, 5.5);
    assert.equal('medianEditDistance' in statistics(draftRecord('a', 'drafted')).all, false);
  });

  it('groups by section, model, prompt and month', () => {
    const of = draftStatistics(
      [
        draftRecord('a', 'accepted', { draftedAt: '2026-02-28T23:59:00.000Z' }),
        draftRecord('b', 'drafted', { model: MODELS.other }),
        draftRecord('c', 'drafted', { section: 'impression', prompt: 'impression-1', model: null }),
        draftRecord('d', 'drafted'),
      ],
      new Map([[MODELS.one, 'LLaVA-Med']]),
    );
    assert.deepEqual(groups(of, 'section'), [
      ['Findings', 3],
      ['Impression', 1],
    ]);
    assert.deepEqual(groups(of, 'model'), [
      ['LLaVA-Med (a1a1a1a1a1a1)', 2],
      ['b2b2b2b2b2b2', 1],
      ['not recorded', 1],
    ]);
    assert.deepEqual(groups(of, 'prompt'), [
      ['findings-1', 3],
      ['impression-1', 1],
    ]);
    assert.deepEqual(groups(of, 'month'), [
      ['2026-03', 3],
      ['2026-02', 1],
    ]);
  });

  it('passes over what is no record of a draft, and reads the rest of one that a person has changed', () => {
    const { sentences: _, ...plain } = draftRecord('a', 'accepted', { sentences: kept });
    const lines = [
      '<<<<<<< HEAD',
      JSON.stringify({ version: 1, event: 'status', status: 'final', time: plain.time, content: '', override: null }),
      JSON.stringify({ ...plain, sentences: 'many', editDistance: 'far', model: 7, draftedAt: 'yesterday' }),
      JSON.stringify({ ...draftRecord('b', 'drafted'), prompt: 'Jane Doe has a mass', section: '=1+1' }),
    ];
    const of = draftStatistics(readProvenance(lines.join('\n')), none);
    assert.equal(of.all.drafts, 2);
    assert.deepEqual(of.all.sentences, { accepted: 0, edited: 0, discarded: 0 });
    assert.equal(JSON.stringify(of).includes('Jane'), false);
    assert.deepEqual(
      groups(of, 'month')
        .map(([label]) => label)
        .sort(),
      ['2026-03', 'unknown'],
    );
    assert.doesNotThrow(() => parseToStatistics({ type: 'statistics', statistics: of, unread: 0 }));
  });

  it('keeps what is shown bounded', () => {
    const many = Array.from({ length: 100 }, (_, i) => draftRecord(`p${i}`, 'drafted', { prompt: `prompt-${i}` }));
    const prompts = groups(statistics(...many), 'prompt');
    assert.deepEqual([prompts.length, prompts.at(-1)], [61, ['40 others', 40]]);
  });

  it('is of nothing where there is nothing', () => {
    const of = statistics();
    assert.equal(of.all.drafts, 0);
    assert.ok(of.groupings.every((each) => each.groups.length === 0));
  });
});
