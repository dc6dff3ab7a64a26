/** LLaVA-Med's published answers to its 193 questions beside GPT-4's: the figures of the fact sheet. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { CHAT_TYPES, type EvaluationItem } from '../../../../src/evaluation/item.ts';
import { firstDomain, groupsOf } from '../../../../src/evaluation/metrics/groups.ts';
import { originalTokenScores } from '../../../../src/evaluation/metrics/tokenScores.ts';

const root = join(import.meta.dirname, '../../../../../shared/data/llava-med-qa50');

function lines(name: string): Record<string, unknown>[] {
  const read = readFileSync(join(root, name), 'utf8').trim().split('\n');
  return read.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function items(): EvaluationItem[] {
  return lines('llava_med_eval_qa50_qa.jsonl').map((line) => ({
    id: line['question_id'] as number,
    image: line['image'] as string,
    question: line['text'] as string,
    reference: line['gpt4_answer'] as string,
    chatType: CHAT_TYPES.find((type) => type === line['type']),
    domain: firstDomain(line['domain'] as Record<string, unknown>),
  }));
}

describe('the published answers to the 193 questions', () => {
  before(function () {
    if (existsSync(root)) return;
    console.log(`    skipped: no ${root}`);
    this.skip();
  });

  it('have the published counts and the figures of the original token scores', () => {
    const questions = items();
    const answers = new Map(
      lines('llava_med_qa50_instruct_caption_in_text_cleaned-60k-3epoch.json').map((line) => [
        line['question_id'],
        line['text'] as string,
      ]),
    );
    const scores = questions.map(({ id, reference }) => originalTokenScores(answers.get(id) ?? '', reference));
    const rows = groupsOf(questions).map(({ id, members }): [string, string] => {
      const mean = (metric: 'f1' | 'precision' | 'recall'): string =>
        ((100 * members.reduce((sum, i) => sum + scores[i]![metric], 0)) / members.length).toFixed(1);
      return [id, `${members.length}: ${mean('f1')} / ${mean('precision')} / ${mean('recall')}`];
    });
    assert.deepEqual(Object.fromEntries(rows), {
      overall: '193: 43.9 / 49.7 / 43.7',
      conversation: '143: 50.3 / 53.4 / 51.9',
      detailed_description: '50: 25.6 / 39.3 / 20.3',
      chest_xray: '37: 44.0 / 47.8 / 44.7',
      mri: '38: 39.9 / 42.6 / 44.0',
      histology: '44: 47.4 / 55.8 / 45.4',
      gross: '34: 44.1 / 48.2 / 43.2',
      ct_scan: '40: 43.8 / 52.8 / 41.2',
    });
  });
});
