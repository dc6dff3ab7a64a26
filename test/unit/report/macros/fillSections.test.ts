import assert from 'node:assert/strict';
import { applyChange } from '../../../../src/report/reading/textRange.ts';
import { builtInMacros, builtInTemplates } from '../../../../src/report/templates/builtInTemplates.ts';
import {
  asUntouched,
  fillSections,
  lineChanges,
  type FillMode,
} from '../../../../src/host/report/templates/fillSections.ts';
import { macroParts } from '../../../../src/host/report/templates/macroParts.ts';

const normal: FillMode = { untouched: 'replace', written: 'leave' };
const macro: FillMode = { untouched: 'below', written: 'below' };
const parts = macroParts('## Findings\n\nLungs clear.\n\n## Impression\n\nNormal.\n');

function applyAll(text: string, changes: ReturnType<typeof lineChanges>): string {
  return changes.reduceRight(applyChange, text);
}

describe('macroParts', () => {
  it('cuts at the headings of sections, of any style', () => {
    assert.deepEqual(parts, [
      { kind: 'findings', text: 'Lungs clear.' },
      { kind: 'impression', text: 'Normal.' },
    ]);
    assert.deepEqual(macroParts('FINDINGS: Lungs clear.\n\nIMPRESSION: Normal.\n'), parts);
  });

  it('has none without such headings, and leaves no words out', () => {
    assert.deepEqual(macroParts('Lungs clear.\n'), []);
    assert.deepEqual(macroParts('# Chest\n\nAs follows.\n\n## Findings\n\nClear.\n\n## Advice\n\nNone.\n'), [
      { kind: 'findings', text: 'As follows.\n\nClear.\n\n## Advice\n\nNone.' },
    ]);
  });
});

describe('fillSections', () => {
  it('fills empty sections and adds those that are not there', () => {
    assert.equal(
      fillSections('# R\n\n## Findings\n\n## Impression\n', parts, '\n', normal),
      '# R\n\n## Findings\n\nLungs clear.\n\n## Impression\n\nNormal.\n',
    );
    assert.equal(
      fillSections('# R\n\n## Findings\n\n', parts, '\n', normal),
      '# R\n\n## Findings\n\nLungs clear.\n\n## Impression\n\nNormal.\n',
    );
  });

  it('leaves what a person wrote, or goes below it', () => {
    const text = '## Findings\n\nMy words.\n\n## Impression\n';
    assert.equal(fillSections(text, parts, '\n', normal), '## Findings\n\nMy words.\n\n## Impression\n\nNormal.\n');
    assert.equal(
      fillSections(text, parts, '\n', macro),
      '## Findings\n\nMy words.\n\nLungs clear.\n\n## Impression\n\nNormal.\n',
    );
  });

  it('takes the place of fields, with their labels, and not of words beside them', () => {
    const text =
      '## Findings\n\n- Lungs: [clear | opaque]. Volumes: [low | high].\n- Heart: [size]\n\n## Impression\n\n[answer]\n';
    assert.equal(fillSections(text, parts, '\n', macro), '## Findings\n\nLungs clear.\n\n## Impression\n\nNormal.\n');
    const begun = text.replace('[size]', 'enlarged');
    assert.match(fillSections(begun, parts, '\n', normal), /Heart: enlarged/);
  });

  it('knows a section that stands as its template made it', () => {
    const template = 'Heart: [size], ratio [ratio] of [width]';
    const text = `## Findings\n\n${template}\n\n## Impression\n\nMine.\n`;
    const untouched = new Set([asUntouched(template)]);
    assert.equal(fillSections(text, parts, '\n', normal), text);
    assert.equal(
      fillSections(text, parts, '\n', normal, untouched),
      '## Findings\n\nLungs clear.\n\n## Impression\n\nMine.\n',
    );
  });

  it('keeps the line breaks of the report', () => {
    assert.equal(
      fillSections('## Findings\r\n\r\n## Impression\r\n', parts, '\r\n', normal),
      '## Findings\r\n\r\nLungs clear.\r\n\r\n## Impression\r\n\r\nNormal.\r\n',
    );
  });

  it('makes each built-in template a normal report, with no field left in what the macro says', () => {
    for (const template of builtInTemplates.filter(({ normalMacro }) => normalMacro !== undefined)) {
      const words = builtInMacros.find(({ name }) => name === template.normalMacro);
      assert.ok(words, template.id);
      const own = macroParts(words.text);
      const untouched = new Set(macroParts(template.body).map(({ text }) => asUntouched(text)));
      const filled = fillSections(template.body, own, '\n', normal, untouched);
      for (const { text } of own) assert.ok(filled.includes(text), template.id);
      assert.deepEqual(
        macroParts(filled).filter(({ kind }) => kind === 'findings' || kind === 'impression'),
        own,
      );
    }
  });
});

describe('lineChanges', () => {
  it('touches only the lines that differ, and makes the other text', () => {
    const before = '## Technique\n\n## Findings\n\nA draft.\n\n## Impression';
    const after = '## Technique\n\nCT.\n\n## Findings\n\nA draft.\n\n## Impression\n\nNormal.\n';
    const changes = lineChanges(before, after);
    assert.equal(applyAll(before, changes), after);
    const draft = before.indexOf('A draft.');
    assert.ok(changes.every(({ offset, length }) => offset + length <= draft || offset >= draft + 9));
    assert.deepEqual(lineChanges(before, before), []);
  });
});
