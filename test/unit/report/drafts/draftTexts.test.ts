/** What is worked out from a draft's text: which words change, how far it was edited, what of a section is filled. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { editDistance } from '../../../../src/report/drafts/editDistance.ts';
import { readProvenance } from '../../../../src/report/drafts/readProvenance.ts';
import { filledText, unfilledSections } from '../../../../src/report/drafts/unfilledSection.ts';
import { wordDiff } from '../../../../src/report/drafts/wordDiff.ts';
import { findSection, parseReport } from '../../../../src/report/reportDocument.ts';

describe('wordDiff', () => {
  it('says which words go and which come, by their place in each text', () => {
    const [before, after] = ['Small left pleural effusion.', 'Moderate left effusion, unchanged.'];
    const diff = wordDiff(before, after);
    assert.ok(diff);
    assert.deepEqual(diff.removed.map(({ start, end }) => before.slice(start, end)).join('|'), 'Small|pleural ');
    assert.deepEqual(diff.added.map(({ start, end }) => after.slice(start, end)).join('|'), 'Moderate|, unchanged');
  });

  it('of equal texts is empty; very long ones are not compared', () => {
    assert.deepEqual(wordDiff('a b', 'a b'), { removed: [], added: [] });
    assert.equal(wordDiff('a'.repeat(30_000), 'b'), undefined);
  });
});

describe('editDistance', () => {
  it('counts characters, and gives up on what takes too long', () => {
    assert.equal(editDistance('left effusion', 'right effusion'), 4);
    assert.equal(editDistance('same', 'same'), 0);
    assert.equal(editDistance('x'.repeat(30_000), 'y'), undefined);
  });
});

describe('filledText', () => {
  const of = (body: string): string | undefined => {
    const text = `## Findings\n\n${body}\n\n## Impression\n`;
    const section = findSection(parseReport(text), 'findings');
    assert.ok(section);
    return filledText(text, section);
  };

  it('is undefined where nobody has written anything', () => {
    for (const body of [
      '',
      '[findings]',
      'Lungs: [clear | opacity]\nPleura:\n[effusion]\n',
      '- Heart is [normal | large].',
    ])
      assert.equal(of(body), undefined, body);
  });

  it('leaves out what is still open', () => {
    assert.equal(of('Lungs: clear.\nHeart: [size].'), 'Lungs: clear.\nHeart: .');
    assert.equal(of('Clear.'), 'Clear.');
  });

  it('tells which sections of a report wait', () => {
    const text = '## Indication\n\nCough.\n\n## Technique\n\n[technique]\n\n## Findings\n\n## Impression\n\nNormal.\n';
    assert.deepEqual(
      unfilledSections(text, parseReport(text)).map(({ kind }) => kind),
      ['technique', 'findings'],
    );
  });
});

describe('readProvenance', () => {
  const line = (event: string): string =>
    JSON.stringify({
      version: 1,
      proposal: 'p',
      event,
      time: '2026-01-01T00:00:00.000Z',
      section: 'findings',
      prompt: 'findings-1',
      model: null,
      images: [{ file: 'aa' }],
      draftedAt: '2026-01-01T00:00:00.000Z',
      text: 'ff',
    });

  it('passes over the marks of a merge, states of the report and broken lines, and counts a record once', () => {
    const sidecar = [
      line('drafted'),
      '<<<<<<< HEAD',
      line('accepted'),
      '=======',
      line('accepted'),
      '>>>>>>> other',
      '{"version":1,"event":"status","status":"final"}',
      '{"version":1,',
      '{"version":1,"event":"drafted","images":5}',
      '',
    ].join('\r\n');
    assert.deepEqual(
      readProvenance(sidecar).map(({ event }) => event),
      ['drafted', 'accepted'],
    );
  });
});
