import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRoles, setRoles } from '../../../src/report/frontMatterRoles.ts';
import type { ImageRole } from '../../../src/display/imageRole.ts';
import { applyChange } from '../../../src/report/reading/textRange.ts';

function withRoles(text: string, roles: Record<string, ImageRole>): string | undefined {
  const change = setRoles(text, new Map(Object.entries(roles)), text.includes('\r\n') ? '\r\n' : '\n');
  return change && applyChange(text, change);
}

describe('roles in the front matter', () => {
  it('are read by the names of the images', () => {
    const { roles, unknown } = readRoles('---\nimages: [a, "0001"]\nroles:\n  a: prior\n  0001: frontal\n---\nX');
    assert.deepEqual(
      [...roles],
      [
        ['a', 'prior'],
        ['0001', 'frontal'],
      ],
    );
    assert.equal(unknown, undefined);
  });

  it('that are none are said', () => {
    assert.equal(readRoles('---\nroles: {a: older}\n---\n').unknown, 'older');
    assert.equal(readRoles('---\nroles: [a]\n---\n').unknown, 'what stands behind "roles:"');
    assert.equal(readRoles('No front matter').unknown, undefined);
  });

  it('are written on a line of their own, and nothing else changes', () => {
    const text = '---\r\nimages: [a.dcm, b.dcm] # both\r\n---\r\n\r\n# R\r\n';
    const once = withRoles(text, { 'b.dcm': 'prior' });
    assert.equal(once, '---\r\nimages: [a.dcm, b.dcm] # both\r\nroles: {b.dcm: prior}\r\n---\r\n\r\n# R\r\n');
    assert.ok(once);
    assert.equal(withRoles(once, {}), text);
  });

  it('stand within braces where the front matter is one map in them', () => {
    const text = '---\n{images: [a, b], status: draft}\n---\nX';
    const once = withRoles(text, { b: 'prior' });
    assert.equal(once, '---\n{roles: {b: prior}, images: [a, b], status: draft}\n---\nX');
    assert.deepEqual([...readRoles(once).roles], [['b', 'prior']]);
    const other = withRoles('---\n{images: [a], roles: {a: prior}}\n---\nX', { a: 'lateral' });
    assert.equal(other, '---\n{roles: {a: lateral}, images: [a]}\n---\nX');
    assert.equal(withRoles(once, {}), text);
    assert.equal(withRoles('---\n{}\n---\nX', { a: 'prior' }), '---\n{roles: {a: prior}}\n---\nX');
    assert.equal(withRoles(text, {}), undefined);
  });

  it('take the place of a list in block style', () => {
    assert.equal(
      withRoles('---\nimages: [a]\nroles:\n  a: prior\n  b: lateral\nz: 1\n---\nX', { a: 'frontal' }),
      '---\nimages: [a]\nroles: {a: frontal}\nz: 1\n---\nX',
    );
  });
});
