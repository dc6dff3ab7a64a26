import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { sentenceWords } from '../../../../src/report/drafts/draftSentences.ts';
import { provenanceRecord, type DraftOrigin, type ProvenanceRecord } from '../../../../src/report/drafts/provenance.ts';
import { recordedOrigin } from '../../../../src/report/drafts/recordedOrigin.ts';
import { withLineBreaks } from '../../../../src/report/reading/textRange.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { standingDrafts } from '../../../../src/report/signOff/standingDrafts.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const origin: DraftOrigin = {
  promptId: 'findings-1',
  promptSha256: 'p',
  model: { name: 'toy', sha256: 'aa', projectorSha256: 'bb', isDemo: true },
  images: [{ fileSha256: 'f', frame: 2, window: { center: 40, width: 400 }, role: 'prior', notes: [], phantom: true }],
  sampling: { temperature: 0, topP: 0.7, maxTokens: 64, seed: 1 },
  time: '2026-01-01T00:00:00.000Z',
};

const words = 'Left effusion. The heart is large.\nNo pneumothorax.';

function record(event: ProvenanceRecord['event'], text = words, proposal = 'a'): ProvenanceRecord {
  const draft = {
    proposal,
    section: 'findings',
    origin,
    textSha256: sha256(text),
    length: text.length,
    draftedSha256: sha256(text),
    draftedSentences: sentenceWords(text, { start: 0, end: text.length }, 'en').map(sha256),
  } as const;
  return provenanceRecord(draft, event, new Date(0));
}

function report(findings: string, impression = 'Effusion.'): string {
  return `# R\n\n## Findings\n\n${findings}\n\n## Impression\n\n${impression}\n`;
}

function found(text: string, ...records: ProvenanceRecord[]): string[] {
  return standingDrafts(text, parseReport(text), records, sha256).map(({ range }) =>
    text.slice(range.start, range.end),
  );
}

describe('drafts that stand and that nobody has judged', () => {
  it('are found whole wherever a paragraph or a sentence starts, in either line break', () => {
    for (const text of [
      report(words),
      report('Mine.', words),
      report(`Mine. ${words}`),
      report(`Mine: ${words} Mine.`),
    ]) {
      assert.deepEqual(found(text, record('drafted')), [words]);
      const windows = withLineBreaks(text, '\r\n');
      assert.deepEqual(found(windows, record('drafted')), [withLineBreaks(words, '\r\n')]);
    }
    assert.deepEqual(found(report('Mine.'), record('drafted')), []);
  });

  it('are found by their sentences once they are changed, in the section that has most of them', () => {
    const changed = words.replace('The heart is large.', 'The heart is small.');
    const text = report(`Mine. ${changed} Mine.`, 'No pneumothorax.');
    assert.deepEqual(found(text, record('drafted')), [changed]);
    const [one] = standingDrafts(text, parseReport(text), [record('drafted')], sha256);
    assert.equal(one?.isWhole, false);
  });

  it('are not told by one sentence that anybody writes', () => {
    assert.deepEqual(found(report('Clear lungs. No pneumothorax.', 'No pneumothorax.'), record('drafted')), []);
  });

  it('are none once a person has judged them, or has accepted the same from another draft', () => {
    for (const event of ['accepted', 'edited', 'discarded'] as const)
      assert.deepEqual(found(report(words), record('drafted'), record(event)), []);
    const other = record('accepted', words, 'b');
    assert.deepEqual(found(report(words), record('drafted'), record('drafted', words, 'b'), other), []);
    assert.deepEqual(found(report(words.replace('large', 'small')), record('drafted'), other), []);
  });

  it('are an older version where a draft was written again and that was undone', () => {
    assert.deepEqual(found(report(words), record('drafted'), record('drafted', 'Right effusion. Clear.')), [words]);
  });
});

describe('what a record says of a draft', () => {
  it('is what made it, but for the name of the model', () => {
    const { model, ...rest } = recordedOrigin(record('drafted'));
    const { model: made, ...others } = origin;
    assert.deepEqual(rest, others);
    assert.deepEqual({ ...model, name: 'toy' }, made);
  });
});
