import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { FrontMatterError } from '../../../../src/report/frontMatter.ts';
import { rangeOfKey, readKey, setKeys } from '../../../../src/report/frontMatterKeys.ts';
import { applyChange } from '../../../../src/report/reading/textRange.ts';

type Values = Readonly<Record<string, string | undefined>>;

function withKeys(text: string, values: Values, eol: '\n' | '\r\n' = '\n'): string {
  return applyChange(text, setKeys(text, values, eol));
}

/** Several front matters, and a body below each. */
const texts = [
  '---\nimages: [a.png]\n---\n\n## Findings\n',
  '---\n# Of the film\nimages: # two\n  - a.png # left\n  - b.png\n\ntitle: "x: y" # z\n---\nText',
  '---\r\nimages: [a.png]\r\n---\r\n\r\nText\r\n',
  '\uFEFF---\nimages: [a.png]\n...\nText',
  '---\n{images: [a.png], title: x}\n---\nText',
  '---\n  images: [a.png]\n  title: x\n---\nText',
  '---\nnote: |\n  Two\n  lines\n---\nText',
  '## Findings\n\nNo front matter.\n',
  '\uFEFF## Findings\r\n',
  '---\nJust a sentence\n---\n',
  '',
];

describe('setKeys', () => {
  it('sets keys that are read back, and taking them out gives the same bytes again', () => {
    for (const text of texts) {
      const eol = text.includes('\r\n') ? '\r\n' : '\n';
      const values = { status: 'final', signed: '2026-11-27T13:02:00.000Z', by: 'A. Person, MD: "x" #1' };
      const set = withKeys(text, values, eol);
      for (const [key, value] of Object.entries(values))
        assert.equal(parsedKey(set, key), value, `${key} in ${JSON.stringify(set)}`);
      assert.equal(readKey(set, 'status'), 'final');
      assert.equal(withKeys(set, { status: undefined, signed: undefined, by: undefined }, eol), text);
      if (eol === '\r\n') assert.doesNotMatch(set, /[^\r]\n/);
    }
  });

  it('replaces a value and nothing else, comments behind it included', () => {
    const text = '---\nstatus: draft # so far\n# more\nimages: [a.png]\n---\nText';
    assert.equal(withKeys(text, { status: 'final' }), text.replace('draft', 'final'));
    assert.equal(
      withKeys('---\nstatus:\nimages: []\n---\n', { status: 'final' }),
      '---\nstatus: final\nimages: []\n---\n',
    );
    assert.equal(withKeys('---\n{status, a: 1}\n---\n', { status: 'final' }), '---\n{status: final, a: 1}\n---\n');
    assert.equal(
      withKeys('---\nstatus: |\n  x\n  y\na: 1\n---\n', { status: 'final' }),
      '---\nstatus: final\na: 1\n---\n',
    );
  });

  it('takes a key out with its lines', () => {
    assert.equal(
      withKeys('---\na: 1\nstatus: |\n  x\n\nb: 2\n---\n', { status: undefined }),
      '---\na: 1\n\nb: 2\n---\n',
    );
    assert.equal(withKeys('---\n{a: 1, status: final}\n---\n', { status: undefined }), '---\n{a: 1}\n---\n');
    assert.equal(withKeys('---\nstatus: final\n# Kept\n---\nText', { status: undefined }), '---\n# Kept\n---\nText');
    assert.equal(withKeys('---\n---\nText', { status: undefined }), '---\n---\nText');
  });

  it('writes quotes where YAML would read something else, and always one line', () => {
    for (const value of ['007', '1e3', 'true', 'null', '', '- x', 'a, b', '}', '# x', 'two\nlines', ' x ', '"', "'"]) {
      const set = withKeys('---\nimages: []\n---\n', { by: value });
      assert.equal(parsedKey(set, 'by'), value);
      assert.equal(set.split('\n').length, 5, JSON.stringify(set));
    }
  });

  it('is one change of the lines that differ', () => {
    const text = '---\r\ntitle: x\r\nimages: [a.png]\r\n---\r\n\r\nText';
    assert.deepEqual(setKeys(text, { status: 'final' }, '\r\n'), {
      offset: text.indexOf('---\r\n\r\n'),
      length: 0,
      text: 'status: final\r\n',
    });
    assert.equal(setKeys(text, { status: undefined }, '\n').text, '');
    assert.equal(setKeys(text, { status: undefined }, '\n').length, 0);
  });

  it('changes nothing in one that cannot be read, and says where', () => {
    assert.throws(
      () => setKeys('---\na: [1\n---\n', { status: 'final' }, '\n'),
      (error: unknown) => error instanceof FrontMatterError && error.problem.line === 3,
    );
    assert.throws(() => setKeys('---\na: 1\na: 2\n---\n', { status: undefined }, '\n'), FrontMatterError);
  });
});

describe('readKey', () => {
  it('reads scalars as they are written', () => {
    const text = '---\na: 007\nb: "x y"\nc: [1]\nd:\ne: 2026-11-27T13:02:00Z # then\n---\n';
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => readKey(text, key)),
      ['007', 'x y', undefined, undefined, '2026-11-27T13:02:00Z', undefined],
    );
    assert.equal(readKey('status: final\n', 'status'), undefined);
  });

  it('reads what it can of a front matter with a fault', () => {
    assert.equal(readKey('---\nstatus: final\nstatus: draft\n---\n', 'status'), 'final');
  });

  it('knows where a key stands', () => {
    const text = '---\r\na: 1\r\nsigned: x y # z\r\n---\r\n';
    const range = rangeOfKey(text, 'signed');
    assert.equal(range && text.slice(range.start, range.end), 'signed: x y');
    assert.equal(rangeOfKey(text, 'b'), undefined);
  });
});

/** By the library alone. */
function parsedKey(text: string, key: string): unknown {
  const yaml = /^\uFEFF?---\r?\n([^]*?)^(?:---|\.\.\.)\r?$/m.exec(text)?.[1] ?? '';
  return (parse(yaml, { schema: 'failsafe' }) as Record<string, unknown>)[key];
}
