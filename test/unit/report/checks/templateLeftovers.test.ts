import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leavesAlone, marked, report } from './marked.ts';

const marks = (findings: string): string[] => marked('template-field', report(findings));

describe('template-field', () => {
  it('is a field of a template', () => {
    assert.deepEqual(marks('Nodule of [ ] cm, [left | right]. Spleen [] cm, liver [***] cm.'), [
      '[ ]',
      '[left | right]',
      '[]',
      '[***]',
    ]);
  });

  it('is what dictation leaves', () => {
    assert.deepEqual(marks('Kidney: ____cm, ___ cm. Heart *** of XXX, xx cm, x.x cm.'), [
      '____',
      '___',
      '***',
      'XXX',
      'xx',
      'x.x',
    ]);
    assert.deepEqual(marks('The <left/right> side of {organ}, for @NAME@. TBD. TODO.'), [
      '<left/right>',
      '{organ}',
      '@NAME@',
      'TBD',
      'TODO',
    ]);
  });

  it('is no Markdown, HTML, comparison, reference, signature', () => {
    leavesAlone('template-field', [
      report('See [the criteria](https://example.org), [1], [se 4, im 33], [ref 3], [sic]. ![a](b.png)'),
      report('***Lungs:*** clear. ___Heart___ normal. A mark*** here. Snake_case.\n\n***\n\n- [ ] ribs\n'),
      report('Nodule <5 mm, others >6 mm; a<b. Lungs<br/>clear, <sub>2</sub>, <https://example.org>, <a@b.org>.'),
      report('Clear. Reviewed by: ________, MD', 'Normal.\n\n____________\nDr. A. Example'),
      report('47,XXX. XXL. 3 x cm. Chest X-ray. `[size] ___` and <!-- XXX --> text.'),
      report('Clear.\n\n*** FINAL ***\n\nSeen with [**Name**].'),
    ]);
  });

  it('is found in linear time', () => {
    for (const part of ['[a ', '___ ', '<a ', '{a ', '*** ', 'X '])
      assert.ok(Array.isArray(marks(part.repeat(60_000))), part);
  }).timeout(20_000);
});
