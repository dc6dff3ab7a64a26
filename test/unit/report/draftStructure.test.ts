/** Whatever a model answers, every section of the report stays one, and the draft is inside its own. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placeDraft, placeNewSection, sectionText } from '../../../src/report/drafts/draftText.ts';
import { parseReport, findSection } from '../../../src/report/reportDocument.ts';
import { applyChange } from '../../../src/report/reading/textRange.ts';

const answers: readonly string[] = [
  'The lungs:\n```\nclear',
  '```text\n## Impression\nNormal.\n',
  '~~~\nclear\n~~~~\nmore',
  '- ```\n  clear',
  '> ~~~\n> clear',
  '**Findings:** left effusion.',
  'Findings:\nImpression:\nFindings: clear.',
  'Impression: Left effusion.',
  'Clear lungs. IMPRESSION: Normal.',
  'Clear.\n\nCONCLUSION\nNormal.',
  'Clear.\n## Plan\nHome.',
  '# Report\n## Findings\nClear.\n## Plan\nHome.',
  'Clear lungs\n===',
  'Clear lungs\n-',
  'Clear lungs\n=',
  'Clear\r---\rmore',
  'Clear\u2028## Impression\u2029Normal.',
  'Clear\u0085IMPRESSION: Normal.',
  'Clear\vFINDINGS: more\fIMPRESSION: x',
  '<!-- open\nclear',
  'Clear. <!-- never closed',
  '<pre>\nclear',
  '<script\nclear',
  '<h2>Impression</h2>\nclear',
  '<details>\n<summary>Clear</summary>',
  '---\nimages: [other.dcm]\n---\nClear.',
  '***\nClear.\n___\n* * *',
  'Recommendation: follow-up.',
  'Signed by: Dr. X',
  'Exam: degraded.\nStudy: limited.\nClear.',
  'Comment: none.\nSummary: fine.\nReport\nDescription: clear.',
  '1. Findings: clear.\n2. Impression: fine.',
  '[FINDINGS]\nclear\n[IMPRESSION]',
  'Befund: Erguss links.\nBeurteilung: Erguss.',
  'FINDINGS Clear lungs.',
  'Findings - clear - Impression - none',
  '| Findings | clear |\n| Impression | none |',
  '###### Heart ######\n#######  x\n#Findings\nclear',
  'Clear.\n\n    Findings:\n    more',
  'Clear.\0\u0007 Really.',
];

const reports: readonly string[] = [
  '## Findings\n\n## Impression\n\nOld.\n',
  '# Chest\n\n## Indication\n\nCough.\n\n## Findings\n\nMine.\n\n## Impression\n\n## Plan\n\nHome.\n',
  'FINDINGS:\n\nIMPRESSION:\nOld.\n',
  'HISTORY: Cough.\nFINDINGS:\nIMPRESSION: Old.\n',
  'HISTORY: Cough.\r\nFINDINGS: Mine.\r\nIMPRESSION: Old.\r\n',
  '**Findings**\n\n**Impression:** Old.\n',
  'Findings\n--------\n\nImpression\n==========\nOld.\n',
  '=====\nFINDINGS\n=====\n\n=====\nIMPRESSION\n=====\nOld.\n',
  'BEFUND:\n\nBEURTEILUNG:\nAlt.\n',
  'Findings\n\nImpression\n\nOld.\n',
  '[FINDINGS]\n\n[IMPRESSION]\nOld.\n\n---\nDr. N.\n',
  '1. FINDINGS\n\n2. IMPRESSION\nOld.\n',
  'TECHNIQUE: PA.\nIMPRESSION: Old.',
  '## Findings\nMine.\n',
];

interface Outline {
  readonly titles: readonly string[];
  readonly others: readonly string[];
}

/** Every section's kind and title; the text of those that are not of the kind. */
function outline(text: string, kind: string): Outline {
  const { sections } = parseReport(text);
  return {
    titles: sections.map((section) => `${section.kind} ${section.title}`),
    others: sections
      .filter((section) => section.kind !== kind)
      .map(({ content }) => text.slice(content.start, content.end)),
  };
}

describe('a draft in a report', () => {
  for (const answer of answers) {
    it(`keeps its sections: ${JSON.stringify(answer)}`, () => {
      for (const kind of ['findings', 'impression'] as const)
        for (const text of reports) {
          const report = parseReport(text);
          const draft = sectionText(answer, kind, report.eol);
          if (draft === '') continue;
          const section = findSection(report, kind);
          const { offset, before, after } = section
            ? placeDraft(text, report, section, draft)
            : placeNewSection(text, report, kind, draft);
          const whole = applyChange(text, { offset, length: 0, text: before + draft + after });
          const what = JSON.stringify({ kind, whole });
          const empty = applyChange(text, { offset, length: 0, text: section ? '' : before + after });
          assert.deepEqual(outline(whole, kind), outline(empty, kind), what);
          const own = findSection(parseReport(whole), kind);
          assert.ok(own, what);
          const at = offset + before.length;
          assert.ok(own.body.start <= at && at + draft.length <= own.body.end, what);
          assert.doesNotMatch(draft, /^[ \t]*(?:```|~~~|#{1,6} |<!--)|[\0\v\f\u0085\u2028\u2029]/m, what);
        }
    });
  }

  it('keeps the words of what it disarms', () => {
    assert.equal(sectionText('The lungs:\n```\nclear', 'findings', '\n'), 'The lungs:\nclear');
    assert.equal(sectionText('**Findings:** left effusion.', 'findings', '\n'), 'left effusion.');
    assert.equal(sectionText('Impression: Left effusion.', 'findings', '\n'), 'Left effusion.');
    assert.equal(sectionText('Clear\u2028No effusion.', 'findings', '\r\n'), 'Clear\r\nNo effusion.');
    assert.equal(sectionText('Recommendation: CT.', 'impression', '\n'), '- Recommendation: CT.');
    assert.equal(sectionText('A nodule <5 mm, p<0.05.', 'findings', '\n'), 'A nodule <5 mm, p<0.05.');
    assert.equal(sectionText('<5 mm nodule.', 'findings', '\n'), '<5 mm nodule.');
    assert.equal(
      sectionText('- Heart: normal.\n- Lungs: clear.', 'findings', '\n'),
      '- Heart: normal.\n- Lungs: clear.',
    );
  });
});
