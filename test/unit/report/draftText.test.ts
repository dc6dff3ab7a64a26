import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placeDraft, placeNewSection, sectionText } from '../../../src/report/drafts/draftText.ts';
import { newReport } from '../../../src/report/reportTemplate.ts';
import { findSection, parseReport } from '../../../src/report/reportDocument.ts';
import type { SectionKind } from '../../../src/report/reading/sections/sectionNames.ts';
import { applyChange } from '../../../src/report/reading/textRange.ts';

/** The document with the draft placed in its section, between angle brackets. */
function drafted(text: string, kind: SectionKind, draft = 'Clear.'): string {
  const report = parseReport(text);
  const section = findSection(report, kind);
  const place = section ? placeDraft(text, report, section, draft) : placeNewSection(text, report, kind, draft);
  return applyChange(text, { offset: place.offset, length: 0, text: `${place.before}<${place.draft}>${place.after}` });
}

describe('sectionText', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['trims', '  Clear lungs. \n', 'Clear lungs.'],
    ['strips a repeated Markdown heading', '## Findings\n\nClear lungs.', 'Clear lungs.'],
    ['strips a repeated label', 'FINDINGS: Clear lungs.\nNo effusion.', 'Clear lungs.\nNo effusion.'],
    ['strips a repeated bold heading', '**Findings:** Clear lungs.', 'Clear lungs.'],
    ['keeps bullets', 'Findings:\n- Clear lungs.\n- No effusion.', '- Clear lungs.\n- No effusion.'],
    [
      'keeps only its own section of a whole report',
      'Technique: PA.\nFindings: Clear lungs.\nImpression: Normal.',
      'Clear lungs.',
    ],
    ['stops where another section starts', 'Clear lungs.\n\nImpression: Normal.', 'Clear lungs.'],
    [
      'makes no headings of the model’s',
      '# Lungs\nClear.\n---\n\n\n\n### Heart ###\nNormal.',
      'Lungs\nClear.\n\nHeart\nNormal.',
    ],
    ['is empty for an empty answer', ' \n ', ''],
    ['is empty for a bare heading', 'Findings:', ''],
    ['writes the line breaks of the document', 'a\nb\r\nc', 'a\nb\nc'],
  ];
  for (const [name, answer, expected] of cases) {
    it(name, () => {
      assert.equal(sectionText(answer, 'findings', '\n'), expected);
      assert.equal(sectionText(answer, 'findings', '\r\n'), expected.replaceAll('\n', '\r\n'));
    });
  }
});

describe('placeDraft', () => {
  const cases: readonly (readonly [string, string, SectionKind, string])[] = [
    ['no line below the heading', '## Findings', 'findings', '## Findings\n\n<Clear.>\n'],
    ['one line below the heading', '## Findings\n', 'findings', '## Findings\n\n<Clear.>\n'],
    ['one blank line at the end', '## Findings\n\n', 'findings', '## Findings\n\n<Clear.>\n'],
    ['blank lines at the end', '## Findings\n\n\n', 'findings', '## Findings\n\n<Clear.>\n'],
    [
      'no line between headings',
      '## Findings\n## Impression\n',
      'findings',
      '## Findings\n\n<Clear.>\n\n## Impression\n',
    ],
    [
      'one blank line between headings',
      '## Findings\n\n## Impression\n',
      'findings',
      '## Findings\n\n<Clear.>\n\n## Impression\n',
    ],
    [
      'two blank lines between headings',
      '## Findings\n\n\n## Impression\n',
      'findings',
      '## Findings\n\n<Clear.>\n\n## Impression\n',
    ],
    [
      'three blank lines between headings',
      '## Findings\n\n\n\n## Impression\n',
      'findings',
      '## Findings\n\n<Clear.>\n\n\n## Impression\n',
    ],
    [
      'carriage returns',
      '## Findings\r\n\r\n## Impression\r\n',
      'findings',
      '## Findings\r\n\r\n<Clear.>\r\n\r\n## Impression\r\n',
    ],
    [
      'an underlined heading',
      'Findings\n---\n\nImpression\n---\n',
      'findings',
      'Findings\n---\n\n<Clear.>\n\nImpression\n---\n',
    ],
    ['a label without text', 'FINDINGS:\n\nIMPRESSION:\n', 'findings', 'FINDINGS:\n<Clear.>\n\nIMPRESSION:\n'],
    [
      'a label among labels with text',
      'HISTORY: Cough.\nFINDINGS:\nIMPRESSION: Normal.\n',
      'findings',
      'HISTORY: Cough.\nFINDINGS: <Clear.>\nIMPRESSION: Normal.\n',
    ],
    [
      'a label with a space',
      'HISTORY: Cough.\nFINDINGS: \nIMPRESSION: Normal.\n',
      'findings',
      'HISTORY: Cough.\nFINDINGS: <Clear.>\nIMPRESSION: Normal.\n',
    ],
    [
      'filled text',
      '## Findings\n\nOld.\n\n## Impression\n',
      'findings',
      '## Findings\n\nOld.\n\n<Clear.>\n\n## Impression\n',
    ],
    [
      'filled text behind a label',
      'FINDINGS: Old.\nIMPRESSION:\n',
      'findings',
      'FINDINGS: Old.\n\n<Clear.>\nIMPRESSION:\n',
    ],
    [
      'a rule above a signature',
      '## Impression\n\n---\nDr. N.\n',
      'impression',
      '## Impression\n\n<Clear.>\n\n---\nDr. N.\n',
    ],
  ];
  for (const [name, text, kind, expected] of cases)
    it(`fits ${name}`, () => assert.equal(drafted(text, kind), expected));

  it('puts several lines below a label, not behind it', () => {
    assert.equal(
      drafted('HISTORY: Cough.\nFINDINGS:\nIMPRESSION: Normal.\n', 'findings', '- a\n- b'),
      'HISTORY: Cough.\nFINDINGS:\n<- a\n- b>\n\nIMPRESSION: Normal.\n',
    );
  });

  it('names what the draft would replace', () => {
    const text = '## Findings\nOld.\n\n## Impression\n';
    const report = parseReport(text);
    const findings = findSection(report, 'findings');
    assert.ok(findings);
    const { replaces } = placeDraft(text, report, findings, 'New.');
    assert.equal(text.slice(replaces?.start, replaces?.end), 'Old.');
  });
});

describe('placeNewSection', () => {
  const cases: readonly (readonly [string, string, SectionKind, string])[] = [
    [
      'before the section that follows it',
      '## Technique\nPA.\n\n## Impression\nNormal.\n',
      'findings',
      '## Technique\nPA.\n\n## Findings\n\n<Clear.>\n\n## Impression\nNormal.\n',
    ],
    [
      'behind the last section',
      '## Findings\nOld.\n',
      'impression',
      '## Findings\nOld.\n\n## Impression\n\n<Clear.>\n',
    ],
    [
      'in capitals among capitals',
      'TECHNIQUE: PA.\nIMPRESSION: Normal.',
      'findings',
      'TECHNIQUE: PA.\nFINDINGS:\n<Clear.>\n\nIMPRESSION: Normal.',
    ],
    ['in bold among bold', '**Findings:** Old.', 'impression', '**Findings:** Old.\n\n**Impression:**\n\n<Clear.>\n'],
    [
      'underlined among underlined',
      'Findings\n===\nOld.\n',
      'impression',
      'Findings\n===\nOld.\n\nImpression\n==========\n\n<Clear.>\n',
    ],
    ['at the end of a text without sections', 'Notes\n', 'findings', 'Notes\n\n## Findings\n\n<Clear.>\n'],
    ['in an empty text', '', 'findings', '## Findings\n\n<Clear.>\n'],
  ];
  for (const [name, text, kind, expected] of cases)
    it(`goes ${name}`, () => assert.equal(drafted(text, kind), expected));

  it('makes a section that the parser finds, with the draft as its text', () => {
    for (const [, text, kind] of cases) {
      const after = drafted(text, kind);
      const section = findSection(parseReport(after), kind);
      assert.ok(section, after);
      assert.equal(after.slice(section.content.start, section.content.end), '<Clear.>');
    }
  });
});

describe('newReport', () => {
  it('is a report with every section empty and its images in the front matter', () => {
    const report = parseReport(newReport(['a, b.dcm']));
    assert.deepEqual(report.frontMatter?.images, ['a, b.dcm']);
    assert.deepEqual(
      report.sections.map((section) => `${section.kind} ${section.isEmpty}`),
      ['other true', 'indication true', 'technique true', 'comparison true', 'findings true', 'impression true'],
    );
    assert.equal(report.isReport, true);
  });
});
