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

  it('says how much of a draft a person has accepted', () => {
    const of = (one: Proposal): string | undefined =>
      provenanceLines(one, new Map(), String).find(({ label }) => label === 'State')?.value;
    assert.equal(of(proposal), 'not reviewed yet');
    const judged = [{ range: { start: 0, end: 2 }, text: 'Te' }];
    assert.equal(of({ ...proposal, judged }), '1 sentence accepted by a person, the rest not reviewed yet');
    assert.equal(of({ ...proposal, judged, state: 'accepted' }), 'accepted by a person');
  });

  it('says whose words a prompt has', () => {
    const [{ text, origin }] = proposal.versions;
    const own: Proposal = { ...proposal, versions: [{ text, origin: { ...origin, ownWordsSha256: sha('d') } }] };
    const promptOf = (one: Proposal): string | undefined =>
      provenanceLines(one, new Map(), String).find(({ label }) => label === 'Prompt')?.value;
    assert.equal(promptOf(proposal), 'findings-1');
    assert.equal(promptOf(own), 'findings-1, own words');
  });
});
