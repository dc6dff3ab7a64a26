import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Proposal } from '../../../../src/report/drafts/proposal.ts';
import type { ProvenanceRecord } from '../../../../src/report/drafts/provenance.ts';
import type { ProblemCode, ReportProblem, Severity } from '../../../../src/report/checks/reportProblem.ts';
import { draftOutcomes } from '../../../../src/report/signOff/draftOutcomes.ts';
import { readiness, signingSeverities } from '../../../../src/report/signOff/readiness.ts';

function problem(code: ProblemCode, severity: Severity, start: number): ReportProblem {
  return { code, severity, range: { start, end: start + 1 }, message: `${code}.` };
}

describe('readiness', () => {
  it('is stopped by open drafts, errors and unfilled fields, in the order of the text', () => {
    const found = readiness(
      [
        problem('template-field', 'information', 30),
        problem('laterality', 'error', 20),
        problem('sex', 'warning', 5),
        problem('empty-section', 'information', 6),
        problem('unreviewed-draft', 'information', 10),
      ],
      [{ start: 10, end: 14 }],
    );
    assert.deepEqual(
      found.obstacles.map(({ code }) => code),
      ['unreviewed-draft', 'laterality', 'template-field'],
    );
    assert.deepEqual(
      found.warnings.map(({ code }) => code),
      ['sex'],
    );
    assert.deepEqual(found.counts, { 'unreviewed-draft': 1, laterality: 1, 'template-field': 1, sex: 1 });
    assert.ok(found.canBeOverruled);
  });

  it('says what it is told of a draft', () => {
    const [found] = readiness([], [{ start: 1, end: 2, message: 'A draft of Monday.' }]).obstacles;
    assert.deepEqual(found, { code: 'unreviewed-draft', range: { start: 1, end: 2 }, message: 'A draft of Monday.' });
  });

  it('is stopped by fields and a broken signature whatever a person has set', () => {
    assert.equal(readiness([problem('changed-after-sign-off', 'information', 0)], []).obstacles.length, 1);
    assert.deepEqual(
      signingSeverities({
        'template-field': 'off',
        'changed-after-sign-off': 'off',
        laterality: 'off',
        sex: 'error',
      }),
      { laterality: 'off', sex: 'error' },
    );
    assert.deepEqual(signingSeverities({ 'template-field': 'information' }), { 'template-field': 'information' });
  });

  it('cannot be overruled where nothing can be written into the front matter', () => {
    assert.equal(readiness([problem('front-matter', 'error', 0)], []).canBeOverruled, false);
  });

  it('lets a report with warnings only pass', () => {
    assert.deepEqual(readiness([problem('laterality', 'warning', 1)], []).obstacles, []);
  });
});

describe('draftOutcomes', () => {
  const record = (proposal: string, event: ProvenanceRecord['event']): ProvenanceRecord =>
    ({ proposal, event, draftedSentences: ['h1', 'h2'] }) as Partial<ProvenanceRecord> as ProvenanceRecord;
  const proposal = (id: string, state: Proposal['state'], text: string): Proposal => ({
    id,
    section: 'findings',
    state,
    draft: { range: { start: 0, end: text.length }, text },
    replaces: undefined,
    before: '',
    after: '',
    versions: [{ text: 'One.\nTwo.', origin: { promptId: 'findings-1', images: [], time: '' } }],
  });

  it('knows the distance of drafts of the session, and sentences of all', () => {
    const outcomes = draftOutcomes(
      [
        record('a', 'drafted'),
        record('b', 'drafted'),
        record('a', 'edited'),
        record('b', 'accepted'),
        record('c', 'discarded'),
      ],
      [proposal('a', 'accepted', 'One.\r\nThree.')],
      new Set(['h1']),
    );
    assert.deepEqual(outcomes, [
      { proposal: 'a', editDistance: 4, unchangedSentences: 1, sentences: 2 },
      { proposal: 'b', editDistance: null, unchangedSentences: 1, sentences: 2 },
    ]);
  });

  it('counts a draft whose text is gone as changed altogether, and leaves one out that is open again', () => {
    const gone = draftOutcomes([record('a', 'accepted')], [proposal('a', 'accepted', '')], new Set());
    assert.deepEqual(gone, [{ proposal: 'a', editDistance: 9, unchangedSentences: 0, sentences: 2 }]);
    assert.deepEqual(draftOutcomes([record('a', 'accepted')], [proposal('a', 'pending', 'One.')], new Set()), []);
  });
});
