import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import type { ReportProblem } from '../../../../src/report/checks/reportProblem.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { applyChange } from '../../../../src/report/reading/textRange.ts';

function check(text: string): ReportProblem[] {
  return checkReport(text, parseReport(text));
}

function codes(text: string): string[] {
  return check(text).map((problem) => problem.code);
}

describe('checkReport', () => {
  it('finds nothing wrong with a report that is in order', () => {
    assert.deepEqual(
      check(
        '## Comparison\nCR of 2020.\n## Findings\nUnchanged left effusion, no pneumothorax.\n## Impression\nLeft effusion.\n',
      ),
      [],
    );
    assert.deepEqual(check('FINDINGS: Bilateral effusions.\nIMPRESSION: Left effusion.'), []);
    assert.deepEqual(check('FINDINGS: Left nodule.\nIMPRESSION: Right pneumonia.'), []);
  });

  it('marks a side that the Findings contradict, and offers theirs', () => {
    const text = '## Findings\r\nThere is a left pleural effusion.\r\n\r\n## Impression\r\nRight effusion.\r\n';
    const [problem, ...others] = check(text);
    assert.deepEqual(others, []);
    assert.ok(problem);
    assert.equal(problem.code, 'laterality');
    assert.equal(text.slice(problem.range.start, problem.range.end), 'Right');
    assert.match(problem.message, /Impression says right, the Findings say left/);
    assert.ok(problem.fix);
    const fixed = applyChange(text, problem.fix.change);
    assert.equal(fixed, text.replace('Right effusion', 'Left effusion'));
    assert.deepEqual(check(fixed), []);
  });

  it('marks two sides where the Findings know one, without choosing for the person', () => {
    const [problem] = check('FINDINGS: LEFT EFFUSION.\nIMPRESSION: BILATERAL EFFUSIONS.');
    assert.equal(problem?.code, 'laterality');
    assert.equal(problem.fix, undefined);
  });

  it('keeps capitals in what it offers', () => {
    assert.equal(check('FINDINGS: LEFT EFFUSION.\nIMPRESSION: RIGHT EFFUSION.')[0]?.fix?.change.text, 'LEFT');
  });

  for (const words of [
    'Unchanged left effusion.',
    'No interval change.',
    'Nodule stable since 2019.',
    'Compared with the previous study, larger.',
  ]) {
    it(`asks ${JSON.stringify(words)} for a comparison`, () => {
      const text = `## Findings\n${words}\n\n## Impression\nx\n`;
      assert.deepEqual(codes(text), ['change-without-comparison']);
      assert.deepEqual(codes(`## Comparison\nNone.\n\n${text}`), ['change-without-comparison']);
      assert.deepEqual(codes(`## Comparison\n\n${text}`), ['empty-section', 'change-without-comparison']);
      assert.deepEqual(codes(`## Comparison\nCR of 2 May.\n\n${text}`), []);
      const fix = check(text)[0]?.fix;
      assert.ok(fix);
      assert.equal(applyChange(text, fix.change), `## Comparison\n\n${text}`);
    });
  }

  it('asks for Findings and Impression, and adds them where they belong', () => {
    const text = '## Technique\nPA.\n\n## Impression\nNormal.\n';
    const [problem] = check(text);
    assert.equal(problem?.code, 'missing-section');
    assert.ok(problem.fix);
    const fixed = applyChange(text, problem.fix.change);
    assert.deepEqual(
      parseReport(fixed).sections.map((section) => section.kind),
      ['technique', 'findings', 'impression'],
    );
    assert.deepEqual(codes(fixed), ['empty-section']);
    assert.deepEqual(codes('## Technique\nPA.\n## Findings\nx\n'), ['missing-section']);
    assert.deepEqual(codes('Just a text.'), []);
  });

  it('marks drafts that nobody has accepted', () => {
    const text = 'FINDINGS: Left effusion.\nIMPRESSION: y';
    const problems = checkReport(text, parseReport(text), { drafts: [{ start: 10, end: 24 }] });
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.severity, problem.range]),
      [['unreviewed-draft', 'information', { start: 10, end: 14 }]],
    );
  });
});
