import assert from 'node:assert/strict';
import type { AnsweredItem } from '../../../../src/evaluation/item.ts';
import { judgeAnswers } from '../../../../src/evaluation/judge/judgeAnswers.ts';
import { isFailed, type Judgement } from '../../../../src/evaluation/judge/judgement.ts';
import { greenTask } from '../../../../src/evaluation/judge/greenTask.ts';
import { resultsOf } from '../../../../src/evaluation/results/resultsOf.ts';
import { resultsCsv } from '../../../../src/evaluation/exports/resultsCsv.ts';
import type { EvaluationResults } from '../../../../src/protocol/evaluationResults.ts';
import { parseToEvaluation } from '../../../../src/protocol/evaluationView.ts';
import { ScriptedJudge } from '../judge/judgedItems.ts';

const report = (id: number, answer = `Draft ${id}.`): AnsweredItem => ({
  item: { id, image: `${id}.png`, question: 'Write the findings.', reference: `Report ${id}: left effusion.` },
  answer,
});

const REPLIES: Readonly<Record<number, string>> = {
  1: 'MATCHED: left effusion\nMATCHED: no pneumothorax\nFALSE FINDING: cardiomegaly\nWRONG LOCATION: nodule, right\nMINOR: mild for small\nEND',
  2: 'MATCHED: left effusion\nEND',
  3: 'END',
  4: 'The draft is good: 8 of 10.',
};

function judge(): ScriptedJudge {
  return new ScriptedJudge(({ user }) => REPLIES[Number(/Report (\d)/.exec(user)?.[1])]!);
}

async function judged(items: readonly AnsweredItem[]): Promise<Judgement[]> {
  const results = await judgeAnswers({ items, judge: judge(), task: greenTask });
  return results.flatMap((result) => (isFailed(result) ? [] : [result]));
}

async function scored(items: readonly AnsweredItem[], judgements: readonly Judgement[]): Promise<EvaluationResults> {
  return resultsOf({ kind: 'report', title: '', questions: items, judgements, facts: [], warnings: [] });
}

describe('report drafts before a judge', () => {
  const items = [1, 2, 3, 4].map((id) => report(id));

  it('have what it found kept with the reply, or why that could not be read', async () => {
    const [first, second, third, fourth] = await judged(items);
    assert.deepEqual(JSON.parse(JSON.stringify({ ...first, promptSha256: '' })), {
      ...{ id: 1, order: 'referenceFirst', judge: 'scripted', promptSha256: '' },
      green: {
        matched: ['left effusion', 'no pneumothorax'],
        errors: {
          ...{ falseFinding: ['cardiomegaly'], missingFinding: [], wrongLocation: ['nodule, right'] },
          ...{ wrongSeverity: [], addedComparison: [], omittedComparison: [] },
        },
        minor: ['mild for small'],
        score: 0.5,
      },
      ...{ reply: REPLIES[1], tries: 1, promptTokens: 100, answerTokens: 10 },
    });
    assert.equal(second?.green?.score, 1);
    assert.ok(third?.green !== undefined && !('score' in third.green));
    assert.deepEqual([fourth?.unreadable, fourth?.tries, fourth?.green], ['noLines', 3, undefined]);
  });

  it('are asked for again in other words, each time with the draft', async () => {
    const asked = judge();
    await judgeAnswers({ items: [report(4)], judge: asked, task: greenTask });
    assert.equal(new Set(asked.prompts.map(({ user }) => user)).size, 3);
    for (const { user } of asked.prompts) assert.ok(user.includes('Draft 4.'));
  });

  it('are scored by it, with its words as remarks', async () => {
    const { groups, metrics, rows, warnings } = await scored(items, await judged(items));
    const { green, greenErrors } = groups[0]!.figures;
    assert.deepEqual([green?.value, green?.count], [75, 2]);
    assert.deepEqual([greenErrors?.value, greenErrors?.count], [2, 3]);
    assert.deepEqual([rows[0]?.scores['green'], rows[0]?.scores['greenErrors']], [50, 2]);
    assert.ok(!('green' in rows[2]!.scores) && !('greenErrors' in rows[3]!.scores));
    const remarks = rows[0]!.remarks.filter((remark) => remark.startsWith('The judge'));
    assert.deepEqual(remarks, [
      'The judge: false finding — “cardiomegaly”',
      'The judge: wrong location — “nodule, right”',
      'The judge: minor error — “mild for small”',
    ]);
    assert.ok(rows[3]!.remarks.includes("The judge's reply could not be read (noLines)."));
    assert.deepEqual(warnings, ['1 of 4 replies of the judge could not be read, and is in no score.']);
    assert.deepEqual(rows[0]?.judgements, [
      {
        ...{ judge: 'scripted', order: 'referenceFirst', reference: undefined, answer: undefined },
        ...{ findings: { matched: 2, errors: 2, minor: 1 }, reply: REPLIES[1] },
      },
    ]);
    const shown = metrics.filter(({ id }) => id.startsWith('green'));
    assert.deepEqual(
      shown.map(({ id, unit, higherIsBetter }) => [id, unit, higherIsBetter]),
      [
        ['green', '%', true],
        ['greenErrors', 'count', false],
      ],
    );
    for (const { explanation } of shown) assert.match(explanation, /not GREEN's own model/);
  });

  it('have no such figure where nobody judged them', async () => {
    const { groups, metrics, rows } = await scored(items, []);
    assert.ok(metrics.every(({ id }) => !id.startsWith('green')));
    assert.ok(groups.every(({ figures }) => !('green' in figures) && !('greenErrors' in figures)));
    assert.equal(rows[0]?.judgements, undefined);
  });

  it('reach the page and a spreadsheet with what the judge counted', async () => {
    const results = await scored(items, await judged(items));
    const message = parseToEvaluation({ type: 'results', name: 'run', results });
    assert.ok(message.type === 'results');
    assert.deepEqual(message.results.rows[0]?.judgements?.[0]?.findings, { matched: 2, errors: 2, minor: 1 });
    const csv = resultsCsv(results);
    assert.ok(csv.includes('scripted: 2 matched, 2 wrong, 1 minor'));
    assert.ok(csv.includes('scripted: unreadable'));
  });
});
