/** Results, whose file is English, on a page in another language. */
import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import * as resultTexts from '../../../src/protocol/resultTexts.ts';
import { spokenComparison, spokenRemark, spokenResults } from '../../../src/protocol/spokenResults.ts';
import type { EvaluationItem } from '../../../src/evaluation/item.ts';
import type { Judgement } from '../../../src/evaluation/judge/judgement.ts';
import { finished } from '../../../src/evaluation/metrics/steps.ts';
import { resultSteps } from '../../../src/evaluation/results/resultsOf.ts';
import { compareResults } from '../../../src/host/evaluation/resultsComparison.ts';
import type { EvaluationKind, EvaluationResults } from '../../../src/protocol/evaluationResults.ts';

/** A language in which every text stands between marks. */
const marked = (text: string): string =>
  text
    .split('|')
    .map((part) => `«${part}»`)
    .join('|');
const keys = Object.values(resultTexts).flatMap((texts): readonly string[] => {
  if (typeof texts === 'string') return [texts];
  return 'get' in texts ? [...texts.keys(), ...[...texts.values()].flat()] : texts;
});

const item = (id: number, reference: string, more: Partial<EvaluationItem> = {}): EvaluationItem => ({
  ...{ id, image: `${id}.png`, question: 'Is there an effusion?', reference, ...more },
});

function results(kind: EvaluationKind, judgements: readonly Judgement[] = []): EvaluationResults {
  const questions = [
    { item: item(1, 'yes', { answerType: 'closed', chatType: 'conversation', domain: 'mri' }), answer: 'Yes.' },
    { item: item(2, 'FINDINGS: Right pleural effusion.'), answer: 'FINDINGS: Left pleural effusion.' },
    { item: item(3, 'no', { answerType: 'closed' }), answer: undefined },
  ];
  const facts = [{ name: 'Questions', value: '3 of set of mine.json' }];
  const title = { chat: 'Visual chat: a.json — b', vqa: 'VQA: a.json — b', report: 'Report drafts: a.json — b' }[kind];
  return finished(resultSteps({ kind, title, questions, judgements, facts, warnings: ['Of another program.'] }));
}

const judgement = (order: Judgement['order']): Judgement =>
  ({ id: 1, judge: 'j', order, reply: '', scores: { reference: 8, answer: 6 } }) as Judgement;

describe('results on a page in another language', () => {
  beforeEach(() => {
    config({ contents: JSON.stringify(Object.fromEntries(keys.map((key) => [key, marked(key)]))) });
  });

  afterEach(() => {
    config({ contents: '{}' });
  });

  const all = [
    results('chat', [judgement('referenceFirst'), judgement('answerFirst')]),
    results('vqa'),
    results('report', [judgement('referenceFirst')]),
  ];

  it('have all that the program itself wrote in that language', () => {
    for (const english of all) {
      const spoken = spokenResults(english);
      const own = [
        ...spoken.metrics.flatMap(({ label, explanation }) => [label, explanation]),
        ...spoken.groups.map(({ label }) => label),
        ...spoken.confusions.map(({ label }) => label),
        ...spoken.facts.flatMap(({ name, value }) => [name, value]),
        ...spoken.warnings.slice(0, -1),
        ...english.rows.flatMap(({ remarks }) => remarks.map(spokenRemark)),
      ].filter((text) => !/^(?:ROUGE-L|BLEU-\d)$/.test(text));
      assert.deepEqual(
        own.filter((text) => !text.startsWith('«')),
        [],
      );
      assert.equal(spoken.warnings.at(-1), 'Of another program.');
      assert.equal(spoken.facts[0]?.value, '«3 of set of mine.json»');
      assert.equal(spoken.rows, english.rows);
    }
  });

  it('keep what was quoted, and say the rest', () => {
    assert.equal(
      spokenRemark('Wrong side: effusion — draft: “left {0}”; reference: “right”'),
      '««Wrong side: effusion» — draft: “left {0}”; reference: “right”»',
    );
    assert.equal(spokenRemark('Something else: {0} | x'), 'Something else: {0} | x');
  });

  it('have the differences of two runs in that language too', () => {
    const [, run] = all;
    const { statistics } = spokenComparison(compareResults(run!, run!, 'other'));
    assert.ok(statistics.length > 1);
    for (const { label, text } of statistics) assert.match(`${label}${text}`, /^«.*»«.*»$/);
  });
});

describe('results on a page in English', () => {
  it('are as they were', () => {
    const english = results('report');
    assert.deepEqual(spokenResults(english), english);
  });
});
