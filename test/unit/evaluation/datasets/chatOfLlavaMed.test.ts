/** The 193 questions of LLaVA-Med's visual chat and its published answers: research only, so read where they are. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { joinAnswers } from '../../../../src/evaluation/datasets/joinAnswers.ts';
import { readAnswers } from '../../../../src/evaluation/datasets/readAnswers.ts';
import { readItems } from '../../../../src/evaluation/datasets/readItems.ts';
import { rejectsWith } from './datasetFolder.ts';

const data = join(import.meta.dirname, '../../../../../shared/data/llava-med-qa50');
const questions = join(data, 'llava_med_eval_qa50_qa.jsonl');
const published = join(data, 'llava_med_qa50_instruct_caption_in_text_cleaned-60k-3epoch.json');

describe("LLaVA-Med's 193 questions", () => {
  before(function () {
    if (existsSync(data)) return;
    console.log(`    skipped: no ${data}`);
    this.skip();
  });

  it('have the counts that its paper prints', async () => {
    const { format, split, items, problems } = await readItems(questions);
    const count = (values: readonly (string | undefined)[]): Record<string, number> =>
      Object.fromEntries(
        [...new Set(values)].map((value) => [String(value), values.filter((one) => one === value).length]),
      );
    assert.equal(format, 'llavaMedChat');
    assert.equal(split?.name, "LLaVA-Med's visual chat");
    assert.equal(items.length, 193);
    assert.deepEqual(problems, []);
    assert.deepEqual(count(items.map(({ chatType }) => chatType)), { conversation: 143, detailed_description: 50 });
    assert.deepEqual(count(items.map(({ domain }) => domain)), {
      chest_xray: 37,
      mri: 38,
      histology: 44,
      gross: 34,
      ct_scan: 40,
    });
    assert.equal(new Set(items.map(({ image }) => image)).size, 50);
    assert.equal(items.filter(({ figure }) => figure?.mentions.length === 0).length, 14);
    assert.ok(items.every(({ question, figure }) => !question.includes('<image>') && figure !== undefined));
  });

  it('are all answered by the published answers', async () => {
    const { items } = await readItems(questions);
    const { answered, missing, strangers } = joinAnswers(items, await readAnswers(published));
    assert.deepEqual([answered.length, missing.length, strangers], [193, 0, 0]);
    assert.match(answered[1]!.answer, /cuboidal/);
  });

  it('are told from the answers and from the captions', async () => {
    await rejectsWith(readItems(published), 'answersNotQuestions', /name it as the answers/);
    const captions = join(data, 'llava_med_eval_qa50_fig_captions.json');
    await rejectsWith(readItems(captions), 'notRecognised', /what it has: chest_xray/);
  });
});
