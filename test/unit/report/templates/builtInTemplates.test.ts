import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportProblems } from '../../../../src/report/checks/reportProblems.ts';
import { sectionOrder } from '../../../../src/report/reading/sections/sectionNames.ts';
import { findSection, parseReport } from '../../../../src/report/reportDocument.ts';
import { newReport } from '../../../../src/report/reportTemplate.ts';
import { builtInMacros, builtInTemplates } from '../../../../src/report/templates/builtInTemplates.ts';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';
import { unknownVariables } from '../../../../src/report/templates/fillVariables.ts';
import { reportFrom } from '../../../../src/report/templates/reportFrom.ts';
import type { Macro, ReportTemplate } from '../../../../src/report/templates/reportTemplate.ts';
import { templateVariables } from '../../../../src/report/templates/templateVariables.ts';

/** The report that a person ends with who fills every field and takes the normal report. */
function normalReport(template: ReportTemplate, macro: Macro): string {
  const image = {
    modality: template.modalities[0],
    bodyPart: template.bodyParts[0],
    viewPosition: 'PA',
    laterality: 'L',
  };
  const variables = { ...templateVariables([image], []), comparison: 'None.' };
  const report = reportFrom(template, variables, ['a.dcm'], '\n');
  const findings = report.indexOf('## Findings');
  assert.ok(findings > 0);
  const text = report.slice(0, findings) + macro.text;
  return fieldsOf(text).reduceRight((filled, { range, options }) => {
    return filled.slice(0, range.start) + (options[0] ?? 'routine') + filled.slice(range.end);
  }, text);
}

describe('built-in templates', () => {
  for (const template of builtInTemplates) {
    describe(template.id, () => {
      const report = reportFrom(template, {}, ['a.dcm'], '\n');

      it('parses as a report with all its sections, each once and in order', () => {
        const { sections, isReport } = parseReport(report);
        assert.ok(isReport);
        assert.deepEqual(
          sections.map(({ kind }) => kind),
          ['other', ...sectionOrder],
        );
      });

      if (template.id === 'plain') return;

      it('has fields in every section and in its title', () => {
        const fields = fieldsOf(report);
        for (const { kind, body } of parseReport(report).sections.filter((one) => one.kind !== 'other'))
          assert.ok(
            fields.some(({ range }) => range.start >= body.start && range.end <= body.end),
            kind,
          );
        assert.ok(fields.length > 15);
      });

      it('is marked for nothing but its fields while they wait', () =>
        assert.deepEqual(
          reportProblems(report, parseReport(report))?.filter(({ code }) => code !== 'template-field'),
          [],
        ));

      it('has known variables only, the technique and the comparison among them', () => {
        assert.deepEqual(unknownVariables(template.body), []);
        assert.match(template.body, /\$\{technique\}/);
        assert.match(template.body, /\$\{comparison\}/);
      });

      it('presumes nothing: no field has a preset', () =>
        assert.ok(fieldsOf(report).every(({ preset }) => preset === undefined)));

      it('has a normal report that passes the checks', () => {
        const macro = builtInMacros.find(({ name }) => name === template.normalMacro);
        assert.ok(macro);
        assert.equal(macro.template, template.id);
        const normal = normalReport(template, macro);
        assert.deepEqual(fieldsOf(normal), []);
        assert.deepEqual(reportProblems(normal, parseReport(normal)), [], normal);
        const parsed = parseReport(macro.text);
        for (const kind of ['findings', 'impression'] as const) assert.equal(findSection(parsed, kind)?.isEmpty, false);
        assert.equal(parsed.sections.length, 2);
      });
    });
  }

  const contradicted: Readonly<Record<string, string>> = {
    'chest-radiograph': 'Pneumothorax on the left.',
    'ct-head': 'Left subdural haemorrhage.',
    'ct-chest': 'Right pleural effusion.',
    'ct-abdomen-pelvis': 'Right hydronephrosis.',
    'mri-knee': 'Fracture of the tibia.',
    'ultrasound-abdomen': 'Left hydronephrosis.',
  };
  for (const [id, impression] of Object.entries(contradicted))
    it(`have a normal report for ${id} that the checks hold against an Impression`, () => {
      const macro = builtInMacros.find(({ template }) => template === id);
      const text = `${macro?.text.replace(/(?<=## Impression\n\n)[^]*/, '') ?? ''}${impression}\n`;
      const problems = reportProblems(text, parseReport(text)) ?? [];
      assert.ok(
        problems.some(({ code }) => code === 'impression-unsupported'),
        text,
      );
    });

  it('have names of their own', () => {
    assert.equal(new Set(builtInTemplates.map(({ id }) => id)).size, builtInTemplates.length);
    assert.equal(new Set(builtInMacros.map(({ name }) => name)).size, builtInMacros.length);
  });
});

describe('reportFrom', () => {
  const template: ReportTemplate = {
    id: 't',
    title: 'A # [title]',
    source: 'user',
    modalities: [],
    bodyParts: [],
    body: '## Findings\n\nSide: ${side}, [grade: 0 | 1*], [size]\n',
    normalMacro: undefined,
  };

  it('makes the same of the plain template as newReport', () => {
    const plain = builtInTemplates.find(({ id }) => id === 'plain');
    assert.ok(plain);
    for (const images of [[], ['a b.dcm', '[x].png']])
      assert.equal(reportFrom(plain, {}, images, '\n'), newReport(images));
  });

  it('puts images, a title and the variables in', () =>
    assert.equal(
      reportFrom(template, { side: 'left' }, ['a.dcm'], '\n'),
      '---\nimages: [a.dcm]\n---\n\n# A # \\[title\\]\n\n## Findings\n\nSide: left, [grade: 0 | 1*], [size]\n',
    ));

  it('fills presets in where it is asked to', () =>
    assert.match(
      reportFrom(template, {}, [], '\n', { plain: true }),
      /\nSide: \[side: left \| right\], 1, \[size\]\n$/,
    ));

  it('writes every line break as it is told', () => {
    const report = reportFrom({ ...template, body: 'a\r\nb\nc\n' }, {}, ['a.dcm'], '\r\n');
    assert.equal(report.replaceAll('\r\n', '').search(/[\r\n]/), -1);
  });

  it('keeps a body that begins with a rule apart from its front matter', () => {
    const report = reportFrom({ ...template, body: '---\n\n## Findings\n' }, {}, ['a.dcm'], '\n');
    assert.deepEqual(parseReport(report).frontMatter?.images, ['a.dcm']);
    assert.equal(report.split('---').length, 4);
  });
});
