import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportSections, sectionScores, sectionSummaries } from '../../../../src/evaluation/reports/sectionScores.ts';

const findings = 'There is a small left pleural effusion. The heart size is normal.';
const impression = 'Small left pleural effusion.';
const whole = `INDICATION: Cough.\n\nFINDINGS: ${findings}\n\nIMPRESSION: ${impression}`;

describe('section scores', () => {
  it('sets Findings against Findings and Impression against Impression', () => {
    assert.deepEqual(sectionScores({ reference: whole, draft: whole }), {
      findings: { bleu4: 1, rougeL: 1 },
      impression: { bleu4: 1, rougeL: 1 },
    });
    const swapped = sectionScores({
      reference: whole,
      draft: `FINDINGS: ${impression}\n\nIMPRESSION: ${findings}`,
    });
    assert.ok((swapped.findings?.rougeL ?? 1) < 0.6);
    assert.ok((swapped.impression?.rougeL ?? 1) < 0.6);
  });

  it('takes a draft without headings for Findings', () => {
    assert.deepEqual(sectionScores({ reference: whole, draft: findings }), {
      findings: { bleu4: 1, rougeL: 1 },
      impression: undefined,
    });
    assert.deepEqual(reportSections(`${findings}\n\nIMPRESSION: ${impression}`), { findings, impression });
    assert.deepEqual(reportSections(' \n'), { findings: undefined, impression: undefined });
  });

  it('has the values of the formulas', () => {
    // 4 of 5 words, 2 of 4 pairs, no triple, no quadruple (0.1 of 3 and of 2); as long as the reference.
    const scores = sectionScores({
      reference: 'small left pleural effusion seen',
      draft: 'small left basal effusion seen',
    });
    const expected = ((4 / 5) * (2 / 4) * (0.1 / 3) * (0.1 / 2)) ** 0.25;
    assert.ok(Math.abs((scores.findings?.bleu4 ?? 0) - expected) < 1e-12);
    assert.ok(Math.abs((scores.findings?.rougeL ?? 0) - 4 / 5) < 1e-12);
  });

  it('counts a missing section as 0, where some drafts have it', () => {
    const { findings: one, impression: other } = sectionSummaries([
      { reference: whole, draft: whole },
      { reference: whole, draft: findings },
      { reference: findings, draft: findings },
    ]);
    assert.deepEqual([one?.count, one?.missing, one?.rougeL, one?.corpusBleu4], [3, 0, 1, 1]);
    assert.deepEqual([other?.count, other?.missing, other?.rougeL, other?.bleu4], [2, 1, 0.5, 0.5]);
    assert.ok(Math.abs((other?.corpusBleu4 ?? 0) - Math.exp(-1)) < 1e-12, 'half as long: brevity penalty');
    assert.equal(sectionSummaries([{ reference: whole, draft: findings }]).impression, undefined);
  });
});
