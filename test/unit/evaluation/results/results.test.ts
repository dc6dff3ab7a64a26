import assert from 'node:assert/strict';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import type { Judgement } from '../../../../src/evaluation/judge/judgement.ts';
import { finished } from '../../../../src/evaluation/metrics/steps.ts';
import { resultsOf, resultSteps } from '../../../../src/evaluation/results/resultsOf.ts';
import type { QuestionsToScore, ScoredQuestion } from '../../../../src/evaluation/results/scoredQuestions.ts';
import { comparisonText } from '../../../../src/cli/evaluation/comparisonText.ts';
import { compareRuns } from '../../../../src/evaluation/runs/compareRuns.ts';
import type { EvaluationKind, EvaluationResults } from '../../../../src/protocol/evaluationResults.ts';

function score(
  kind: EvaluationKind,
  questions: readonly ScoredQuestion[],
  more: Partial<QuestionsToScore> = {},
): EvaluationResults {
  return finished(resultSteps(asked(kind, questions, more)));
}

function asked(
  kind: EvaluationKind,
  questions: readonly ScoredQuestion[],
  more: Partial<QuestionsToScore> = {},
): QuestionsToScore {
  return { kind, title: 'A run', questions, judgements: [], facts: [], warnings: [], ...more };
}

const item = (id: number, reference: string, more: Partial<EvaluationItem> = {}): EvaluationItem => ({
  ...{ id, image: `${id}.png`, question: 'What is shown?', reference, ...more },
});

const value = ({ groups }: EvaluationResults, group: string, metric: string): number | undefined =>
  groups.find(({ id }) => id === group)?.figures[metric]?.value;

describe('results', () => {
  describe('of VQA', () => {
    const closed = { answerType: 'closed', question: 'Is there an effusion?', questionType: 'PRES' } as const;
    const questions: ScoredQuestion[] = [
      { item: item(1, 'yes', closed), answer: 'Yes, on the left.' },
      // The published script finds "no" in it.
      { item: item(2, 'no', closed), answer: 'It is abnormal: there is one.' },
      { item: item(3, 'left lower lobe', { answerType: 'open' }), answer: 'lobe lobe lobe' },
      { item: item(4, 'right', { answerType: 'open' }), answer: undefined, leftOut: 'a.png is damaged.' },
    ];
    const results = score('vqa', questions, { split: 'VQA-RAD test: 451 questions (179 open, 272 closed)' });

    it('stand beside what the published scripts would make of them', () => {
      assert.equal(value(results, 'closed', 'published'), 100);
      assert.equal(value(results, 'closed', 'accuracy'), 50);
      assert.equal(value(results, 'open', 'published'), 60);
      assert.ok(Math.abs((value(results, 'open', 'score') ?? 0) - 100 / 3) < 1e-9);
      assert.deepEqual(results.confusions[0]?.counts, [
        [1, 0, 0],
        [0, 0, 1],
      ]);
      assert.ok(results.published.some(({ values }) => values['open'] === 61.52 && values['closed'] === 84.19));
    });

    it('say what has no answer, and why', () => {
      assert.match(results.warnings.join(), /1 of 4 questions has no answer/);
      assert.deepEqual(results.rows[3]!.remarks, ['There is no answer: a.png is damaged.']);
      assert.deepEqual(results.rows[3]?.scores, {});
      assert.equal(results.groups[0]?.count, 4);
      assert.equal(results.groups[0].figures['score']?.count, 3);
    });

    it('have no published row beside them where the set is another', () => {
      assert.deepEqual(score('vqa', questions).published, []);
      for (const split of [
        'VQA-RAD train: 1797 questions',
        // Their closed questions are those with yes or no alone.
        'VQA-RAD test (flaviagiammarino/vqa-rad): 451 questions (200 open, 251 closed)',
        'PathVQA test (flaviagiammarino/path-vqa): 6719 questions (3357 open, 3362 closed)',
      ])
        assert.deepEqual(score('vqa', questions, { split }).published, [], split);
      const slake = score('vqa', questions, { split: 'SLAKE test, English: 1061 questions (645 open, 416 closed)' });
      assert.ok(slake.published.some(({ values }) => values['open'] === 78.18));
    });
  });

  describe('of visual chat', () => {
    const questions = [1, 2].map((id): ScoredQuestion => ({
      item: item(id, 'a pleural effusion', { chatType: 'conversation', domain: 'chest_xray' }),
      answer: 'an effusion',
    }));
    const judged = (id: number, order: Judgement['order'], scores: Judgement['scores'] | undefined): Judgement => ({
      ...{ id, order, judge: 'j', promptSha256: '', reply: 'said', tries: 1 },
      ...(scores === undefined ? { unreadable: 'noScores' as const } : { scores }),
    });

    it('are means of ratios, with the ratio of means and the other order beside them', () => {
      const results = score('chat', questions, {
        judgements: [
          judged(1, 'referenceFirst', { reference: 10, answer: 5 }),
          judged(1, 'answerFirst', { reference: 10, answer: 7 }),
          judged(2, 'referenceFirst', { reference: 2, answer: 2 }),
          judged(2, 'answerFirst', { reference: 2, answer: 2 }),
        ],
      });
      assert.equal(value(results, 'overall', 'relativeScore'), 75);
      assert.ok(Math.abs((value(results, 'overall', 'ratioOfMeans') ?? 0) - 700 / 12) < 1e-9);
      assert.equal(value(results, 'overall', 'bothOrders'), 80);
      assert.match(results.facts.map(({ value: text }) => text).join(), /within one point 50 %/);
      assert.equal(results.metrics[0]?.id, 'relativeScore');
    });

    const warned = (judgements: readonly Judgement[]): string =>
      score('chat', questions, { judgements }).warnings.join();

    it('say which answers no judge has seen', () => {
      const judgements = [judged(1, 'referenceFirst', { reference: 8, answer: 4 })];
      assert.match(warned(judgements), /1 answer has not been judged, and is in no score/);
      const both = [...judgements, judged(2, 'referenceFirst', { reference: 8, answer: 4 })];
      assert.doesNotMatch(warned(both), /not been judged/);
      const swapped = judged(2, 'answerFirst', { reference: 8, answer: 4 });
      assert.match(warned([...both, swapped]), /1 answer has not been judged in both orders/);
    });

    it('stand beside the published rows only where the questions are the published ones', () => {
      const judgements = [judged(1, 'referenceFirst', { reference: 8, answer: 4 })];
      assert.deepEqual(score('chat', questions, { judgements }).published, []);
      const split = "LLaVA-Med's visual chat: 193 questions (143 conversation, 50 detailed description)";
      const { published } = score('chat', questions, { judgements, split });
      assert.equal(published.find(({ label }) => label === 'LLaVA-Med, 60K-IM')?.values['overall'], 50.2);
      assert.equal(published.length, 5);
    });

    it('leave out what the judge said unreadably, and say so', () => {
      const results = score('chat', questions, {
        judgements: [judged(1, 'referenceFirst', { reference: 8, answer: 4 }), judged(2, 'referenceFirst', undefined)],
      });
      assert.equal(value(results, 'overall', 'relativeScore'), 50);
      assert.match(results.warnings.join(), /1 of 2 replies of the judge could not be read/);
      assert.match(results.rows[1]?.remarks.join() ?? '', /could not be read/);
    });

    it('are of words alone without a judge', () => {
      const results = score('chat', questions);
      assert.deepEqual(
        results.metrics.map(({ id }) => id),
        ['f1', 'precision', 'recall'],
      );
      assert.equal(value(results, 'chest_xray', 'precision'), 100);
    });
  });

  it('of report drafts name the errors with the sentences that have them', () => {
    const reference = 'Findings:\nThere is a left pleural effusion. No pneumothorax.';
    const drafts = ['There is a right pleural effusion. There is a left pneumothorax.', reference];
    const results = score(
      'report',
      drafts.map((answer, id) => ({ item: item(id, reference, { domain: 'chest_xray' }), answer })),
    );
    assert.equal(value(results, 'overall', 'laterality'), 1);
    assert.equal(value(results, 'overall', 'hallucinated'), 1);
    assert.equal(value(results, 'observation:Pneumothorax', 'observationsPrecision'), 0);
    const remarks = results.rows[0]?.remarks.join('\n') ?? '';
    assert.match(remarks, /Wrong side: pleural effusion.* — draft: “There is a right pleural effusion\.”/i);
    assert.match(remarks, /Hallucinated \(the reference denies it\): pneumothorax/i);
    assert.deepEqual(results.rows[1]?.remarks, []);
    assert.equal(results.rows[1].scores['findingsF1'], 100);
  });

  it('of many leave the event loop its turns, are the same, and can be stopped', async () => {
    const reference = 'Findings:\nThere is a left pleural effusion. No pneumothorax.';
    const questions = Array.from({ length: 300 }, (_, id): ScoredQuestion => ({
      item: item(id, reference, { domain: 'chest_xray' }),
      answer: `There is a right pleural effusion of ${id} mm.`,
    }));
    let turns = 0;
    const beat = setInterval(() => turns++, 1);
    try {
      const results = await resultsOf(asked('report', questions));
      assert.ok(turns >= 3, `${turns} turns`);
      assert.deepEqual(results, score('report', questions));
      const stop = new AbortController();
      const reason = new Error('enough');
      setTimeout(() => stop.abort(reason), 5);
      await assert.rejects(resultsOf(asked('report', questions), stop.signal), (error) => error === reason);
    } finally {
      clearInterval(beat);
    }
  });

  it('of runs with the same answers and two judges say how far the judges agree', () => {
    const run = (judge: string, points: readonly number[], answer = 'an effusion'): EvaluationResults =>
      score(
        'chat',
        points.map((_, id) => ({ item: item(id, 'a pleural effusion'), answer: id === 3 ? answer : 'an effusion' })),
        {
          judgements: points.map((given, id): Judgement => ({
            ...{ id, order: 'referenceFirst', judge, promptSha256: '', reply: 'said', tries: 1 },
            scores: { reference: 10, answer: given },
          })),
        },
      );
    const first = run('one', [8, 6, 4, 9]);
    const second = run('two', [7, 6, 1, 9]);
    const judgesOf = (other: EvaluationResults) =>
      compareRuns([
        { name: 'a', results: first },
        { name: 'b', results: other },
      ]).differences[0]?.judges;
    const judges = judgesOf(second);
    assert.deepEqual([judges?.first, judges?.second], ['one', 'two']);
    assert.equal(judges?.agreement.count, 4);
    assert.equal(judges.agreement.meanDifference, -1);
    assert.equal(judges.agreement.withinOnePoint, 0.75);
    // Of the same answers only, and not of one judge with itself.
    assert.equal(judgesOf(run('two', [7, 6, 1, 9], 'a nodule'))?.agreement.count, 3);
    assert.equal(judgesOf(run('one', [7, 6, 1, 9])), undefined);
    const text = comparisonText(
      compareRuns([
        { name: 'a', results: first },
        { name: 'b', results: second },
      ]),
    );
    assert.match(text, /one and two judge the same answers: within one point 75 %, mean difference -1\.00 points/);
  });

  it('of runs are compared on the questions that they share', () => {
    const run = (answers: readonly (string | undefined)[]): EvaluationResults =>
      score(
        'vqa',
        answers.map((answer, id) => ({
          item: item(id, 'yes', { answerType: 'closed', question: 'Is it there?' }),
          answer,
        })),
      );
    const first = run(['yes', 'yes', 'no', 'no', 'yes']);
    const second = run(['yes', 'no', 'yes', 'yes', undefined]);
    const { questions, differences, winRates } = compareRuns([
      { name: 'a', results: first },
      { name: 'b', results: second },
    ]);
    assert.equal(questions, 4);
    assert.equal(differences[0]?.difference.value, 25);
    const { firstOnly, secondOnly } = differences[0].mcnemar ?? {};
    assert.deepEqual([firstOnly, secondOnly], [1, 2]);
    const [rate] = winRates;
    assert.deepEqual([rate?.wins, rate?.losses, rate?.ties], [1, 2, 1]);
    assert.throws(
      () =>
        compareRuns([
          { name: 'a', results: first },
          { name: 'r', results: score('report', []) },
        ]),
      /r is of another kind/,
    );
    assert.throws(
      () =>
        compareRuns(
          [
            { name: 'a', results: first },
            { name: 'b', results: second },
          ],
          'points',
        ),
      /points is not in all of them; they have score/,
    );
  });
});
