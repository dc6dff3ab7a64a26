import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';
import { fillVariables, unknownVariables, variableNames } from '../../../../src/report/templates/fillVariables.ts';

describe('fillVariables', () => {
  it('fills in what is known', () =>
    assert.equal(
      fillVariables('# ${modality} of the ${side} ${bodyPart}, ${view}\n\n${studyDate}', {
        modality: 'radiograph',
        side: 'left',
        bodyPart: 'hand',
        view: 'lateral',
        studyDate: '2026-08-27',
      }),
      '# radiograph of the left hand, lateral\n\n2026-08-27',
    ));

  it('makes a field of each that is not', () => {
    const filled = fillVariables(variableNames.map((name) => `a \${${name}} b`).join('\n'), { side: ' ' });
    assert.equal(fieldsOf(filled).length, variableNames.length);
    assert.deepEqual(fieldsOf(filled).find(({ label }) => label === 'side')?.options, ['left', 'right']);
  });

  for (const name of variableNames)
    it(`makes a field of ${name} that is no heading, alone on its line`, () => {
      const report = `## Indication\n\na\n\n\${${name}}\n\nb\n\n## Findings\n\n\${${name}}\n\nc\n`;
      assert.equal(parseReport(fillVariables(report, {})).sections.length, 2);
    });

  it('leaves unknown and escaped ones as they are, and lists the unknown', () => {
    const text = '${modalty} \\${side} ${toString} ${a b} $side ${modalty} ${view}';
    assert.equal(
      fillVariables(text, { view: 'lateral', side: 'left' }),
      '${modalty} \\${side} ${toString} ${a b} $side ${modalty} lateral',
    );
    assert.deepEqual(unknownVariables(text), ['modalty', 'toString']);
  });

  it('leaves dates, brackets and points of values as they are', () => {
    const comparison = 'Chest radiograph of 2026-08-27 (3 months earlier). Chest CT, undated.';
    assert.equal(fillVariables('${comparison}', { comparison }), comparison);
  });

  it('takes no value for a variable, a field, Markdown or HTML', () => {
    const hostile =
      '${side} [side] [a | b] ![x](http://a.example/x.png) <img src=x> `code` **bold** _a_ ~~b~~ &lt; http://a.example www.a.example a@b.example \\';
    const filled = fillVariables('a ${technique} b ${side}', { technique: hostile, side: '$&$1' });
    assert.equal(
      filled,
      'a \\${side\\} \\[side\\]'.replace('\\}', '}') +
        ' \\[a \\| b\\] !\\[x\\](http:\\//a.example/x.png) \\<img src=x\\> \\`code\\` \\*\\*bold\\*\\* \\_a\\_ \\~\\~b\\~\\~ \\&lt; http:\\//a.example www\\.a.example a\\@b.example \\\\ b \\$&\\$1',
    );
    assert.deepEqual(fieldsOf(filled), []);
    assert.equal(fillVariables(filled, { side: 'left' }), filled);
  });

  it('keeps a value on its line, without what is not seen', () =>
    assert.equal(
      fillVariables('a ${technique} b', { technique: 'x\n\n## Findings\r\n\u202ey\u0000\u200b' }),
      'a x ## Findings y b',
    ));

  const blocks = ['# a', '- a', '+ a', '1. a', '12) a', '===', '---', '> a', '~~~', '```', '| a |', '* * *'];
  for (const block of blocks)
    it(`makes no block of ${block} at the start of a line`, () => {
      const filled = fillVariables('text\n\n- ${technique}\n', { technique: block });
      assert.match(filled, /^text\n\n- (?:\d+)?\\[^\n]*\n$/);
    });

  const names = ['FINDINGS', 'Findings', 'Impression', 'CONCLUSION', 'Technique', 'Befund'];
  const forms = [
    '@',
    '@:',
    '@: none',
    '**@**',
    '@ - none',
    '@ The lungs',
    '[@]',
    '= @ =',
    '► @:',
    '## @',
    'a. @: b',
    '- @: b',
    '(1) @:',
    'A: @: b',
  ];
  for (const name of names)
    it(`makes no section of ${name} in any form`, () => {
      for (const form of forms)
        for (const place of ['${technique}', '- ${technique}', 'Made by: ${technique}', '> ${technique}']) {
          const text = `## Findings\n\na\n\n${place}\n\nb\n\n## Impression\n\nc\n`;
          const filled = fillVariables(text, { technique: form.replace('@', name) });
          assert.deepEqual(
            parseReport(filled).sections.map(({ title }) => title),
            ['Findings', 'Impression'],
            filled,
          );
        }
    });
});
