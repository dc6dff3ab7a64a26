import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { changedAfterSignOffProblems } from '../../../../src/report/checks/changedAfterSignOffProblems.ts';
import { setKeys } from '../../../../src/report/frontMatterKeys.ts';
import { applyChange, withLineBreaks } from '../../../../src/report/reading/textRange.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { addendaIn, addendumChange } from '../../../../src/report/signOff/addendum.ts';
import { changedAfterSignOff } from '../../../../src/report/signOff/changedAfterSignOff.ts';
import { isSigned, statusOf } from '../../../../src/report/signOff/reportStatus.ts';
import { signedText } from '../../../../src/report/signOff/signedText.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const time = new Date(2026, 10, 27, 14, 2);

function signed(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const keys = {
    status: 'final',
    signed: '2026-11-27T13:02:00.000Z',
    'signed-sha256': sha256(signedText(text)),
    'signed-by': 'A. Person',
    override: 'urgent: the ward waits',
  };
  return applyChange(text, setKeys(text, keys, eol));
}

function isIntact(text: string): boolean {
  return changedAfterSignOff(text, sha256) === undefined;
}

function withAddendum(text: string, words: string): string {
  return applyChange(text, addendumChange(text, parseReport(text), time)) + words;
}

const body = '## Findings\n\nLeft effusion.\n\n## Impression\n\nLeft effusion.\n';
const reports = [
  body,
  `---\nimages: [a.png] # left\n---\n\n${body}`,
  `---\n---\n${body}`,
  `\n\n${body}`,
  `\uFEFF${body}`,
  `---\n{images: [a.png]}\n---\n${body}`,
  'FINDINGS:\nLeft effusion.\n\nIMPRESSION:\nLeft effusion.\n',
  '**Findings**\n\nLeft effusion.\n\n**Impression**\n\nLeft effusion.',
  'Findings\n--------\n\nLeft effusion.\n\nImpression\n----------\n\nLeft effusion.\n',
  `---\n{}\n---\n${body}`,
  `---\n---\n---\n---\n${body}`,
  `---\nstatus: preliminary\n# Mine\nsigned-by: x\n---\n${body}`,
].flatMap((text) => [text, withLineBreaks(text, '\r\n')]);

describe('signing off', () => {
  it('says what the front matter says of the state', () => {
    const [report = ''] = reports;
    assert.deepEqual(statusOf(report), { status: 'draft', signed: undefined, sha256: undefined, by: undefined });
    assert.deepEqual(statusOf(signed(report)), {
      status: 'final',
      signed: '2026-11-27T13:02:00.000Z',
      sha256: sha256(body.trimEnd()),
      by: 'A. Person',
    });
    assert.equal(statusOf('---\nstatus: in progress\n---\n').status, 'draft');
    assert.equal(statusOf('---\nstatus: Preliminary\n---\n').status, 'preliminary');
  });

  it('holds for what was signed, in every form of a report', () => {
    for (const report of reports) assert.ok(isIntact(signed(report)), JSON.stringify(report));
  });

  it('breaks by one character, at the front matter’s line of the signature', () => {
    for (const report of reports) {
      const text = signed(report);
      const changed = text.replace('Left effusion', 'left effusion');
      const range = changedAfterSignOff(changed, sha256);
      assert.ok(range, JSON.stringify(report));
      assert.match(changed.slice(range.start, range.end), /^signed-sha256: "?[\da-f]{64}"?$/);
    }
  });

  it('breaks when an image of the report is another', () => {
    assert.ok(!isIntact(signed(reports[2] ?? '').replace('a.png', 'b.png')));
  });

  it('does not break by line breaks, a byte order mark, white space at the end, or a key of its own', () => {
    for (const report of reports) {
      const text = signed(report);
      assert.ok(isIntact(withLineBreaks(text, '\n')));
      assert.ok(isIntact(withLineBreaks(text, '\r\n')));
      assert.ok(isIntact(text.startsWith('\uFEFF') ? text.slice(1) : `\uFEFF${text}`));
      assert.ok(isIntact(`${text}\n \n`));
      assert.ok(isIntact(text.replace('A. Person', 'B. Person')));
    }
  });

  it('breaks when the front matter can no longer be read', () => {
    assert.ok(!isIntact(signed(body).replace('status: final', 'status: final\nstatus: final')));
  });

  it('says nothing of a report that was not signed', () => {
    for (const report of reports) assert.ok(isIntact(report));
    assert.ok(isIntact(`---\nstatus: preliminary\n---\n${body}`));
  });

  it('tells of a report that says final and has no signature, or what is none', () => {
    for (const hash of [
      '',
      'signed-sha256: ""\n',
      'signed-sha256: see below\n',
      `signed-sha256: ${'g'.repeat(64)}\n`,
    ]) {
      const text = `---\nstatus: Final\n${hash}---\n${body}`;
      assert.equal(isSigned(statusOf(text)), false);
      const fault = changedAfterSignOff(text, sha256);
      assert.equal(fault?.why, 'notSigned');
      assert.equal(text.slice(fault.start, fault.end), 'status: Final');
      const [problem] = changedAfterSignOffProblems({ changedAfterSignOff: fault });
      assert.equal(problem?.severity, 'error');
      assert.match(problem.message, /not signed here/);
    }
    const changed = signed(body).replace('Left effusion', 'left effusion');
    assert.equal(isSigned(statusOf(changed)), true);
    assert.equal(changedAfterSignOff(changed, sha256)?.why, undefined);
  });
});

describe('an addendum', () => {
  it('has a heading in the report’s own style and a number from the second on, and is a section of its own', () => {
    const headings = [0, 12, 14, 16].map((index) => {
      const twice = withAddendum(withAddendum(reports[index] ?? '', 'One.'), 'Two.\n\n');
      assert.equal(addendaIn(twice).length, 2);
      const sections = parseReport(twice).sections.map(({ kind }) => kind);
      assert.deepEqual(sections, ['findings', 'impression', 'other', 'other'], twice);
      assert.ok(twice.includes('One.\n\n') && twice.endsWith('\nTwo.\n\n'));
      return addendaIn(twice).map(({ start, end }) => twice.slice(start, end));
    });
    assert.deepEqual(headings, [
      ['## Addendum (2026-11-27 14:02)', '## Addendum 2 (2026-11-27 14:02)'],
      ['ADDENDUM: 2026-11-27 14:02', 'ADDENDUM (2): 2026-11-27 14:02'],
      ['**Addendum:** 2026-11-27 14:02', '**Addendum (2):** 2026-11-27 14:02'],
      ['Addendum (2026-11-27 14:02)', 'Addendum 2 (2026-11-27 14:02)'],
    ]);
  });

  it('does not break the signature, whatever it says; a change above it does', () => {
    for (const report of reports) {
      const added = withAddendum(withAddendum(signed(report), 'No pneumothorax.'), '## Impression\n\nThe same.\n');
      assert.ok(isIntact(added), JSON.stringify(added));
      assert.ok(isIntact(added.replace('No pneumothorax.', 'Something else.')));
      assert.ok(!isIntact(added.replace('Left effusion', 'Right effusion')));
    }
  });

  it('is signed too when it was there before', () => {
    const text = signed(withAddendum(body, 'No pneumothorax.'));
    assert.ok(isIntact(text));
    assert.ok(isIntact(withAddendum(text, 'More.')));
    assert.ok(!isIntact(text.replace('No pneumothorax.', 'A pneumothorax.')));
  });

  it('is not what a person writes about one', () => {
    assert.deepEqual(addendaIn('An addendum (2026-11-27 14:02) was written.\n## Addendum\nADDENDUM: see below\n'), []);
  });
});
