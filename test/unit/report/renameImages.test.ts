import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyChange } from '../../../src/report/reading/textRange.ts';
import { renameImages } from '../../../src/report/renameImages.ts';

const up = (name: string): string => (name.startsWith('/') ? name : `../${name}`);
const renamed = (text: string): string | undefined => {
  const change = renameImages(text, up, '\n');
  return change && applyChange(text, change);
};

describe('renameImages', () => {
  it('names images and their roles anew, and leaves all else', () => {
    assert.equal(
      renamed('---\ntitle: x # mine\nimages: [a.dcm, /b.dcm]\nroles: {a.dcm: prior}\n---\n\n## Findings\n\nClear.\n'),
      '---\ntitle: x # mine\nimages: [../a.dcm, /b.dcm]\nroles: {../a.dcm: prior}\n---\n\n## Findings\n\nClear.\n',
    );
    assert.equal(renamed('---\nimages:\n  - a.dcm\n---\n'), '---\nimages:\n  - ../a.dcm\n---\n');
  });

  it('does nothing where no name changes, or the front matter cannot be read whole', () => {
    for (const text of [
      'Clear.\n',
      '---\nimages: [/b.dcm]\n---\n',
      '---\nimages: [{a: b}]\n---\n',
      '---\nimages: [a\n---\n',
    ])
      assert.equal(renamed(text), undefined, text);
  });
});
