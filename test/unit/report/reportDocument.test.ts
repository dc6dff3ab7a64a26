import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSection, parseReport, sectionAt } from '../../../src/report/reportDocument.ts';

/** `kind|heading as written|body as written` of each section. */
function outline(text: string): string[] {
  return parseReport(text).sections.map((section) => {
    const heading = text.slice(section.heading.start, section.heading.end);
    return `${section.kind}|${heading}|${text.slice(section.body.start, section.body.end)}`;
  });
}

function kinds(text: string): string[] {
  return parseReport(text).sections.map((section) => section.kind);
}

describe('parseReport', () => {
  it('reads Markdown headings of any level', () => {
    assert.deepEqual(outline('# Chest\n\n## Findings\n\nClear.\n\n### IMPRESSION ###\nNormal.\n'), [
      'other|# Chest|\n',
      'findings|## Findings|\nClear.\n\n',
      'impression|### IMPRESSION ###|Normal.\n',
    ]);
  });

  it('reads labels, with the text on the same line, below, or absent', () => {
    assert.deepEqual(outline('FINDINGS: Clear lungs.\nNo effusion.\nImpression:\nNormal.\nTECHNIQUE:'), [
      'findings|FINDINGS:|Clear lungs.\nNo effusion.\n',
      'impression|Impression:|Normal.\n',
      'technique|TECHNIQUE:|',
    ]);
  });

  it('reads names in capitals without a colon', () => {
    assert.deepEqual(outline('HISTORY\nCough.\n\nFINDINGS\nClear.'), [
      'indication|HISTORY|Cough.\n\n',
      'findings|FINDINGS|Clear.',
    ]);
  });

  it('reads underlined headings', () => {
    assert.deepEqual(outline('Findings\n-----\nClear.\n\nImpression\n==\nNormal.'), [
      'findings|Findings\n-----|Clear.\n\n',
      'impression|Impression\n==|Normal.',
    ]);
  });

  it('reads bold headings, colon inside, outside or missing', () => {
    assert.deepEqual(outline('**Findings**\n\nClear.\n\n__Impression:__ Normal.\n**Comparison**: None.'), [
      'findings|**Findings**|\nClear.\n\n',
      'impression|__Impression:__|Normal.\n',
      'comparison|**Comparison**:|None.',
    ]);
  });

  it('takes no sentence for a heading', () => {
    assert.deepEqual(
      kinds(
        '**Impression** of a mass on the left.\nThe findings: clear.\nFindings are clear.\n- Findings\nlater\n-----\n',
      ),
      [],
    );
  });

  it('knows the usual synonyms', () => {
    const text = [
      '## Clinical information',
      '## Procedure',
      '## Prior studies',
      '## 1. Observations',
      '## Opinion (final):',
      'RECOMMENDATION: none',
    ].join('\n');
    assert.deepEqual(kinds(text), ['indication', 'technique', 'comparison', 'findings', 'impression', 'other']);
    assert.deepEqual(kinds('HISTORY: x\nCONCLUSION: y'), ['indication', 'impression']);
    assert.deepEqual(kinds('## Gross description\n## Diagnosis'), ['findings', 'impression']);
  });

  it('keeps sub-headings and sub-labels inside their section', () => {
    const text =
      '## Findings\n### Lungs\nClear.\n**Heart**\nNormal.\nPLEURA: No effusion.\nComparison: none.\n## Plan\nHome.';
    assert.deepEqual(kinds(text), ['findings', 'other']);
    assert.equal(findSection(parseReport(text), 'findings')?.body.end, text.indexOf('## Plan'));
  });

  it('reads labels below a title and capital labels below Markdown headings', () => {
    assert.deepEqual(kinds('# Chest\nIndication: cough\nFindings: clear'), ['other', 'indication', 'findings']);
    assert.deepEqual(kinds('## Findings\nClear.\nIMPRESSION: normal'), ['findings', 'impression']);
  });

  it('ends a section at a rule, as above a signature', () => {
    assert.deepEqual(outline('IMPRESSION:\nNormal.\n\n---\nDr. N.'), ['impression|IMPRESSION:|Normal.\n\n']);
  });

  it('ignores headings in code blocks and front matter', () => {
    assert.deepEqual(kinds('---\nimpression: x\nFINDINGS: y\n---\n```\n## Findings\n```\n## Impression\n'), [
      'impression',
    ]);
    assert.deepEqual(kinds('~~~\n## Findings\n```\n~~~\n## Impression\n'), ['impression']);
  });

  it('counts carriage returns in offsets and reports the line break', () => {
    const text = '## Findings\r\n\r\nClear.\r\n\r\n## Impression\r\n';
    const report = parseReport(text);
    const [findings, impression] = report.sections;
    assert.ok(findings && impression);
    assert.equal(report.eol, '\r\n');
    assert.equal(text.slice(findings.content.start, findings.content.end), 'Clear.');
    assert.deepEqual(findings.body, { start: 13, end: 25 });
    assert.equal(impression.isEmpty, true);
    assert.deepEqual(impression.content, { start: text.length, end: text.length });
  });

  it('tells empty sections from filled ones', () => {
    const report = parseReport('## Findings\n \n\t\n## Impression\n.\n');
    assert.deepEqual(
      report.sections.map((section) => section.isEmpty),
      [true, false],
    );
  });

  it('covers a text without gaps from the first heading on', () => {
    const parts = [
      '## Findings\n',
      'FINDINGS: a\n',
      'x\n',
      '\n',
      'Impression\n---\n',
      '**Comparison:** b\n',
      '# T\n',
      'HISTORY\n',
      '## Plan\r\n',
    ];
    let seed = 7;
    for (let round = 0; round < 500; round += 1) {
      let text = '';
      for (let count = 0; count < 8; count += 1) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        text += parts[seed % parts.length] ?? '';
      }
      const { sections } = parseReport(text);
      sections.forEach((section, index) => {
        assert.ok(section.heading.start < section.heading.end && section.heading.end <= section.body.start, text);
        assert.ok(section.body.start <= section.content.start && section.content.end <= section.body.end, text);
        assert.equal(section.body.end, sections[index + 1]?.heading.start ?? text.length, JSON.stringify(text));
        assert.match(text.slice(section.heading.end, section.body.start), /^\s*$/);
      });
    }
  });
});

describe('isReport', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['## Findings\n## Impression\n', true],
    ['HISTORY: x\nFINDINGS: y', true],
    ['## Technique\n## Comparison\n', false],
    ['## Findings\n', false],
    ['## Findings\n## Findings\n', false],
    ['# Read me\n\n## Install\n', false],
    ['---\nimages: [a.png]\n---\n', true],
    ['---\nimages:\n---\n## Findings\n', true],
    ['---\ntitle: x\n---\n## Findings\n', false],
    ['', false],
  ];
  for (const [text, expected] of cases)
    it(`${JSON.stringify(text)} is ${expected ? 'a' : 'no'} report`, () =>
      assert.equal(parseReport(text).isReport, expected));
});

describe('sectionAt', () => {
  const text = 'Title\n\n## Findings\nClear.\n## Impression\n';
  const report = parseReport(text);
  it('finds the section of a heading and of a body', () => {
    assert.equal(sectionAt(report, text.indexOf('Findings'))?.kind, 'findings');
    assert.equal(sectionAt(report, text.indexOf('Clear.') + 6)?.kind, 'findings');
    assert.equal(sectionAt(report, text.length)?.kind, 'impression');
  });
  it('gives the seam to the later section and nothing to what stands above', () => {
    assert.equal(sectionAt(report, text.indexOf('## Impression'))?.kind, 'impression');
    assert.equal(sectionAt(report, 2), undefined);
  });
});
