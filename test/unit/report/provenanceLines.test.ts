import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { provenanceLines } from '../../../src/report/drafts/provenanceLines.ts';
import type { Proposal } from '../../../src/report/drafts/proposal.ts';

const sha = (start: string): string => start.padEnd(64, '0');

const proposal: Proposal = {
  id: 'x',
  section: 'findings',
  state: 'pending',
  draft: { range: { start: 0, end: 4 }, text: 'Text' },
  replaces: undefined,
  before: '',
  after: '',
  versions: [
    {
      text: 'Text',
      origin: {
        promptId: 'findings-1',
        model: { name: 'Demo', sha256: sha('abc'), isDemo: true },
        images: [{ fileSha256: sha('1'), frame: 4 }, { fileSha256: sha('2') }],
        time: '2026-11-25T22:00:00.000Z',
      },
    },
  ],
};

describe('provenanceLines', () => {
  const lines = provenanceLines(proposal, new Map([[sha('1'), 'loop.dcm']]), (time) => `local ${time.toISOString()}`);
  const line = (label: string): string | undefined => lines.find((one) => one.label === label)?.value;

  it('has the images first, names before hashes', () => {
    assert.equal(lines[0]?.label, 'Images');
    assert.equal(
      line('Images'),
      'loop.dcm frame 5 (100000000000), a file that the report does not name (200000000000)',
    );
    assert.equal(line('Model'), 'Demo (abc000000000)');
  });

  it("has the time in the reader's zone", () => {
    assert.equal(line('Written'), 'local 2026-11-25T22:00:00.000Z');
  });
});
