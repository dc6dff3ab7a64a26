/** Records of reports without a file: whose they are, and where they go with the first save. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { draftPrint } from '../../../src/host/report/provenance/draftPrint.ts';
import {
  adoptUntitled,
  draftStands,
  readUntitled,
  type DraftOwner,
} from '../../../src/host/report/provenance/untitledRecords.ts';
import {
  provenanceRecord,
  type ProvenanceEvent,
  type ProvenanceRecord,
} from '../../../src/report/drafts/provenance.ts';

const left = 'Left effusion. Heart normal. Bones intact.';
const right = 'Right effusion. Heart large. A fracture.';

function record(proposal: string, words: string, event: ProvenanceEvent): ProvenanceRecord {
  const print = draftPrint(words, 'en');
  return provenanceRecord(
    {
      proposal,
      section: 'findings',
      origin: { promptId: 'findings-1', images: [], time: '2026-01-01T00:00:00.000Z' },
      textSha256: print.sha256,
      length: words.length,
      draftedSentences: print.sentences,
    },
    event,
    new Date('2026-01-01T00:00:00.000Z'),
  );
}

function report(words: string): string {
  return `# Chest\n\n## Findings\n\n${words}\n\n## Impression\n`;
}

const unknown: DraftOwner = () => 'unknown';

describe('records of reports without a file', () => {
  let folder = '';
  const keep = (...records: readonly ProvenanceRecord[]): void => {
    const lines = records.map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(join(folder, `untitled-${records[0]?.proposal ?? ''}.jsonl`), lines);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'records-'));
    keep(record('a', left, 'drafted'), record('a', left, 'accepted'));
    keep(record('b', right, 'drafted'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are offered only to the report whose draft it is', async () => {
    const proposals = async (text: string, owner: DraftOwner): Promise<string[]> =>
      (await readUntitled([folder, folder], text, owner)).map(({ proposal, event }) => `${proposal} ${event}`);
    assert.deepEqual(await proposals(report(left), unknown), ['a drafted', 'a accepted']);
    assert.deepEqual(await proposals(report(left), () => 'another'), []);
    assert.deepEqual(await proposals(report('Mine.'), (id) => (id === 'b' ? 'ours' : 'unknown')), ['b drafted']);
    assert.deepEqual(await readUntitled([join(folder, 'none')], report(left), unknown), []);
  });

  it('go along with the first save, and the other ones stay', async () => {
    const path = join(folder, 'made', 'report.jsonl');
    await adoptUntitled(path, [folder], report(left), unknown);
    assert.equal(readFileSync(path, 'utf8').trimEnd().split('\n').length, 2);
    assert.deepEqual(readdirSync(folder).sort(), ['made', 'untitled-b.jsonl']);
  });

  it('are copied where another open report holds the draft too', async () => {
    const path = join(folder, 'report.jsonl');
    await adoptUntitled(path, [folder], report(left), () => 'another');
    assert.ok(readFileSync(path, 'utf8').includes('"accepted"'));
    assert.deepEqual(readdirSync(folder).sort(), ['report.jsonl', 'untitled-a.jsonl', 'untitled-b.jsonl']);
  });

  it('make no file where nothing is known', async () => {
    await adoptUntitled(join(folder, 'report.jsonl'), [folder], report('Mine.'), unknown);
    assert.deepEqual(readdirSync(folder).sort(), ['untitled-a.jsonl', 'untitled-b.jsonl']);
  });

  it('stand for a draft that was edited, while half of its sentences are there', () => {
    const records = [record('a', left, 'accepted')];
    assert.equal(draftStands(records, report('Left effusion.\nHeart  normal. Ribs intact.')), true);
    assert.equal(draftStands(records, report('Heart normal. Ribs intact.')), false);
    assert.equal(draftStands([record('a', left, 'discarded')], report(left)), false);
    assert.equal(draftStands([], report(left)), false);
  });
});
