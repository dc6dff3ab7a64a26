/** Reports that were read or checked wrongly once: `shared/data/found/reports`, by folder. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { reportProblems } from '../../../src/report/checks/reportProblems.ts';
import { placeDraft, sectionText } from '../../../src/report/drafts/draftText.ts';
import { readFrontMatter } from '../../../src/report/frontMatter.ts';
import { findSection, parseReport } from '../../../src/report/reportDocument.ts';

const root = join(import.meta.dirname, '../../../../shared/data/found/reports');

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The codes of the problems of each file of a folder. */
function codes(folder: string): Record<string, string[]> {
  return Object.fromEntries(
    readdirSync(join(root, folder)).map((name) => {
      const text = read(`${folder}/${name}`);
      const problems = reportProblems(text, parseReport(text));
      return [name, problems?.map(({ code }) => code) ?? ['no report']];
    }),
  );
}

describe('reports found to be read wrongly', () => {
  before(function () {
    if (existsSync(root)) return;
    console.log(`    skipped: no ${root}`);
    this.skip();
  });

  for (const [folder, expected] of Object.entries({
    '01-negated-list': { 'report.txt': [], 'report2.txt': [] },
    '02-left-and-right': { 'report.txt': [] },
    '03-wrapped-and-decimal-missed': {
      'abbreviation.txt': ['laterality'],
      'decimal.txt': ['laterality'],
      'wrapped.txt': ['laterality'],
    },
    '04-heading-swallows-findings': {
      'exam.txt': ['laterality'],
      'rule.txt': ['laterality'],
      'study.txt': ['laterality'],
    },
    '05-headings-not-known': {
      'dash.txt': ['laterality'],
      'french.txt': [],
      'german.txt': ['laterality'],
      'numbered.txt': ['laterality'],
    },
    '06-comparison': {
      'inline.md': [],
      'interval.txt': ['change-without-comparison', 'change-without-comparison'],
      'none.txt': ['change-without-comparison'],
      'patient.md': [],
      'stable.txt': ['change-without-comparison'],
      'technique.md': [],
    },
    '11-heart-strain-and-verb-left': { 'history.txt': [], 'strain.txt': ['critical-finding'] },
    '12-impression-invents': { 'report.txt': ['impression-unsupported'] },
  }))
    it(folder, () => {
      assert.deepEqual(codes(folder), expected);
    });

  it('07-front-matter-images-dropped', () => {
    const folder = '07-front-matter-images-dropped';
    assert.deepEqual(readFrontMatter(read(`${folder}/alias.md`))?.images, ['a.dcm']);
    assert.deepEqual(readFrontMatter(read(`${folder}/digits.md`))?.images, ['00000012']);
    assert.equal(readFrontMatter(read(`${folder}/maps.md`))?.problem?.line, 3);
  });

  it('10-draft-breaks-its-section', () => {
    for (const kind of ['label-findings', 'unclosed-fence']) {
      const text = read(`10-draft-breaks-its-section/${kind}/report.md`);
      const report = parseReport(text);
      const section = findSection(report, 'findings');
      assert.ok(section);
      const draft = sectionText(read(`10-draft-breaks-its-section/${kind}/answer.txt`), 'findings', '\n');
      const { offset, before: above, after } = placeDraft(text, report, section, draft);
      const whole = text.slice(0, offset) + above + draft + after + text.slice(offset);
      const sections = parseReport(whole).sections.map((one) => [
        one.kind,
        whole.slice(one.content.start, one.content.end),
      ]);
      assert.deepEqual(sections, [
        ['findings', draft],
        ['impression', 'Old.'],
      ]);
    }
  });
});
