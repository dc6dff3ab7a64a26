import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';

function written(text: string): string[] {
  return fieldsOf(text).map(({ range }) => text.slice(range.start, range.end));
}

describe('fieldsOf', () => {
  const read: readonly (readonly [string, string, readonly string[], string | undefined])[] = [
    ['[side of the lesion]', 'side of the lesion', [], undefined],
    ['[left | right]', '', ['left', 'right'], undefined],
    ['[left|right*]', '', ['left', 'right'], 'right'],
    ['[side: left | right* | both]', 'side', ['left', 'right', 'both'], 'right'],
    ['[size: 3 mm*]', 'size', [], '3 mm'],
    ['[none*]', '', [], 'none'],
    ['[ ]', '', [], undefined],
    ['[   ]', '', [], undefined],
    ['[ratio 1:2 | 1:3]', '', ['ratio 1:2', '1:3'], undefined],
    ['[size: in mm]', 'size: in mm', [], undefined],
    ['[**bold** | *slanted* | plain]', '', ['**bold**', '*slanted*', 'plain'], undefined],
    ['[a \\| b | c]', '', ['a | b', 'c'], undefined],
    ['[a | | b |]', '', ['a', 'b'], undefined],
    ['[3 mm]', '3 mm', [], undefined],
    ['[a* | b*]', '', ['a', 'b'], 'a'],
  ];
  for (const [text, label, options, preset] of read)
    it(`reads ${text}`, () => {
      const line = `Text ${text} here.`;
      assert.deepEqual(fieldsOf(line), [{ range: { start: 5, end: 5 + text.length }, label, options, preset }]);
    });

  const others: Readonly<Record<string, string>> = {
    'a link': 'See [the atlas](atlas.md) and [it](<a b.md> "title") and [so](a(b)c).',
    'an image': '![film](film.png) ![film][1] ![film]',
    'a reference link': 'See [the atlas][atlas], [the atlas][].',
    'a definition and what it defines': 'See [atlas].\n\n[atlas]: https://example.org "Atlas"',
    'a footnote': 'Text[^1].\n\n[^1]: more words here',
    numbers: '[1] [1, 2] [3–5] [0.5]',
    'task boxes': '- [ ] open\n- [x] done\n  1. [X] done\n> * [ ] open',
    'a ticked box': 'Consent: [x] yes',
    sic: 'the lung [sic] and [SIC!]',
    'marks of de-identification': '[**Name**] [**2150-1-2**]',
    'a code span': 'Write `[side]` or ``[a ` b]``.',
    fences: '```\n[side]\n```\n\n~~~md\n[side]\n~~~',
    'a fence that never ends': '```\n[side]\n\n## Findings\n[side]',
    'front matter': '---\nimages: [a.dcm]\nnote: [left | right]\n---\n\ntext',
    comments: 'a <!-- [side] --> b\n\n<!--\n[side]\n-->',
    'a comment that starts within a line': 'size <!-- 3\n[side] -->',
    'a comment that never ends': '<!-- [side]\n[side]',
    'brackets over lines': 'a [side\nof it] b',
    'nested brackets': '[side [left | right] more] [[wiki]] [![alt](src)](to)',
    'escaped brackets': '\\[side\\] \\[side]',
    'empty brackets': '[] [|] [ | ]',
    citations: '[@smith] > [!NOTE]',
  };
  for (const [name, text] of Object.entries(others)) it(`leaves ${name}`, () => assert.deepEqual(written(text), []));

  const beside: readonly (readonly [string, string, readonly string[]])[] = [
    ['words in round brackets', 'In [lobe] (see above), [side](not a link).', ['[lobe]', '[side]']],
    ['fields side by side', '[left | right][lobe]', ['[left | right]', '[lobe]']],
    ['a field before a colon', '[Organ]: is normal today.', ['[Organ]']],
    ['boxes behind a first one', '- [ ] seen [ ] measured', ['[ ]']],
    ['a lone bracket before', 'a [ b [side] c', ['[side]']],
    ['a lone backtick before', 'the patient`s [side]\nand the patient`s [lobe]', ['[side]', '[lobe]']],
    ['a lone comment mark before', 'size <!-- 3 [side]', ['[side]']],
    ['a comment before', '<!-- a\n--> [side]', ['[side]']],
    ['an escaped backslash before', 'a \\\\[side]', ['[side]']],
    ['a rule at the start', '---\n\n[side]\n', ['[side]']],
    ['Windows line breaks', 'a [b]\r\n[c] d\r\n', ['[b]', '[c]']],
    ['items of a list', '- [left | right]\n1. [lobe]', ['[left | right]', '[lobe]']],
  ];
  for (const [name, text, expected] of beside) it(`reads ${name}`, () => assert.deepEqual(written(text), expected));

  it('takes time by the length of a hostile text', () => {
    const parts = [
      '[',
      '[]',
      '[a](',
      '[a](x "',
      '[a](<',
      '[a]((',
      '`[a',
      '<!--',
      '[a|',
      '\\[',
      '[a]:\n',
      '[a][',
      '[a](()()',
      '``` [\n',
    ];
    for (const part of parts) {
      const started = performance.now();
      fieldsOf(part.repeat(Math.ceil(200_000 / part.length)));
      assert.ok(performance.now() - started < 3000, `${part} took ${String(performance.now() - started)} ms`);
    }
  });
});
