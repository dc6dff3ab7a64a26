import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtInTemplates } from '../../../../src/report/templates/builtInTemplates.ts';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';
import { snippetText } from '../../../../src/report/templates/snippetText.ts';

interface Stop {
  readonly number: number;
  readonly choices: readonly string[];
}

/**
 * Reads the part of the snippet grammar that the product writes: escapes, `$0`, `${1:text}`, `${1|a,b|}`; throws where
 * the editor would take something for a variable or another tab stop.
 */
function readSnippet(snippet: string): { readonly text: string; readonly stops: readonly Stop[] } {
  const stops: Stop[] = [];
  let text = '';
  let at = 0;
  const until = (ends: string, escapable: string): string => {
    let words = '';
    while (!ends.includes(snippet.charAt(at))) {
      if (at >= snippet.length) throw new Error('It does not end.');
      if (snippet.charAt(at) === '\\' && escapable.includes(snippet.charAt(at + 1))) at += 1;
      else if (snippet.charAt(at) === '$' && escapable.includes('$')) throw new Error(`An open $ at ${String(at)}`);
      words += snippet.charAt(at);
      at += 1;
    }
    return words;
  };
  while (at < snippet.length) {
    const stop = /^\$\{(\d+)([:|])/.exec(snippet.slice(at));
    if (stop) {
      at += stop[0].length;
      const choices: string[] = [];
      if (stop[2] === ':') choices.push(until('}', '$}\\'));
      else
        for (let end = ','; end === ','; at += 1) {
          choices.push(until(',|', ',|\\'));
          end = snippet.charAt(at);
        }
      assert.equal(snippet.charAt(at), '}');
      at += 1;
      assert.ok(choices.every((choice) => choice !== ''));
      stops.push({ number: Number(stop[1]), choices });
      text += choices[0] ?? '';
    } else if (snippet.startsWith('$0', at)) {
      stops.push({ number: 0, choices: [] });
      at += 2;
    } else if (snippet.charAt(at) === '$') throw new Error(`An open $ at ${String(at)}`);
    else {
      if (snippet.charAt(at) === '\\' && '$}\\'.includes(snippet.charAt(at + 1))) at += 1;
      text += snippet.charAt(at);
      at += 1;
    }
  }
  return { text, stops };
}

describe('snippetText', () => {
  it('writes a stop for each field in order, and the last one at the end', () =>
    assert.equal(
      snippetText('In [lobe], [left | right], [size: 3 mm*], [a | b*].'),
      'In ${1:[lobe]}, ${2|[left \\| right],left,right|}, ${3:3 mm}, ${4|b,a|}.$0',
    ));

  it('keeps a field that is passed over, unless it has a preset', () => {
    const text = 'A [lobe] B [side: left | right] C [grade: 0 | 1*] D [ ] E';
    assert.equal(readSnippet(snippetText(text)).text, 'A [lobe] B [side: left | right] C 1 D [ ] E');
  });

  it('offers each option once', () =>
    assert.deepEqual(readSnippet(snippetText('[a | b* | c]')).stops[0]?.choices, ['b', 'a', 'c']));

  const hostile = [
    'costs $5, ${TM_FILENAME} and $CLIPBOARD and `$(id)`',
    '\\${1:x} \\$0 C:\\temp\\',
    '[a, b \\| c | d\\e | $1 | ${2|x,y|}] {[}]',
    '[label with } and $ and \\ in it]',
    '[x: $0}*]',
    '[a|b\\\\|c]',
    '}}}}$$$$\\\\\\\\',
  ];
  for (const text of hostile)
    it(`escapes ${text}`, () => {
      const { text: read, stops } = readSnippet(snippetText(text));
      const fields = fieldsOf(text);
      assert.equal(stops.length, fields.length + 1);
      let expected = text;
      for (const { range, preset } of fields.reverse())
        if (preset !== undefined) expected = expected.slice(0, range.start) + preset + expected.slice(range.end);
      assert.equal(read, expected);
      for (const [index, { options }] of fields.reverse().entries())
        for (const option of options) assert.ok(stops[index]?.choices.includes(option), option);
    });

  for (const { id, body } of builtInTemplates)
    it(`gives ${id} back as it is`, () => assert.equal(readSnippet(snippetText(body)).text, body));
});
