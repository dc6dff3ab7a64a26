import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readMacro, readTemplate } from '../../../../src/report/templates/readTemplate.ts';
import { TemplateError } from '../../../../src/report/templates/templateError.ts';

describe('readTemplate', () => {
  it('reads its front matter and its body', () =>
    assert.deepEqual(
      readTemplate(
        'hand',
        'user',
        '---\ntemplate: Hand, two views\nmodality: [cr, DX]\nbodyPart: HAND\nnormal: normal-hand\n---\n\n# Hand\n\n## Findings\n\n[a]\n\n',
      ),
      {
        id: 'hand',
        title: 'Hand, two views',
        source: 'user',
        modalities: ['CR', 'DX'],
        bodyParts: ['HAND'],
        body: '# Hand\n\n## Findings\n\n[a]\n',
        normalMacro: 'normal-hand',
      },
    ));

  it('reads a file without front matter, for any image, called by its file', () => {
    const { title, modalities, bodyParts, body, normalMacro } = readTemplate(
      'hand',
      'workspace',
      '## Findings\r\n\r\n[a]',
    );
    assert.deepEqual(
      [title, modalities, bodyParts, body, normalMacro],
      ['hand', [], [], '## Findings\n\n[a]\n', undefined],
    );
  });

  it('reads lists in block style, values as written, and keys in any case', () => {
    const read = readTemplate(
      't',
      'user',
      '---\nTemplate: 08\nModality:\n  - NO\n  - CT\nBODYPART: "chest"\n---\ntext',
    );
    assert.deepEqual([read.title, read.modalities, read.bodyParts], ['08', ['NO', 'CT'], ['CHEST']]);
  });

  it('takes values that are missing for none', () => {
    const read = readTemplate('t', 'user', '---\ntemplate:\nmodality: []\nnormal: ""\n---\ntext');
    assert.deepEqual([read.title, read.modalities, read.normalMacro], ['t', [], undefined]);
  });

  const faults: readonly (readonly [string, string, RegExp])[] = [
    [
      'YAML that cannot be read',
      '---\ntemplate: a\nmodality: [CT\n---\ntext',
      /^Line [34]: it is not valid YAML .*\. Correct that line\.$/,
    ],
    [
      'a title that is a list',
      '---\nmodality: CT\ntemplate: [a, b]\n---\ntext',
      /^Line 3: "template:" needs words\. Write it as "template: /,
    ],
    ['a map among the modalities', '---\nmodality:\n  - CT\n  - a: b\n---\ntext', /^Line 4: "modality:" needs words/],
    [
      'a front matter without an end',
      '---\ntemplate: a\n\n## Findings',
      /^Line 1: the front matter does not end\. Close it/,
    ],
    ['no text', '---\ntemplate: a\n---\n\n', /^Line 5: a template needs text\. Write it below/],
    ['an empty file', '', /^Line 1: a template needs text/],
    ['bytes that are no text', 'a\nb\0c', /^Line 2: it is not a text/],
  ];
  for (const [name, file, message] of faults)
    it(`refuses ${name}`, () =>
      assert.throws(
        () => readTemplate('t', 'user', file),
        (error) => error instanceof TemplateError && message.test(error.message),
      ));
});

describe('readMacro', () => {
  it('reads its name, its template and its text', () =>
    assert.deepEqual(
      readMacro('file', 'workspace', '---\nname: normal hand\ntemplate: hand\n---\n## Findings\n\nNormal.\n'),
      {
        name: 'normal hand',
        source: 'workspace',
        template: 'hand',
        text: '## Findings\n\nNormal.\n',
      },
    ));

  it('is called by its file without a name, and is for any report', () => {
    const { name, template } = readMacro('file', 'user', 'No fracture.');
    assert.deepEqual([name, template], ['file', undefined]);
  });

  it('refuses one without text', () => assert.throws(() => readMacro('m', 'user', ' \n'), /a macro needs text/));
});
