/** Whatever stands in a row: items and problems, or an error of ours. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DATASET_FORMATS } from '../../../../src/evaluation/datasets/datasetFormat.ts';
import { DatasetError } from '../../../../src/evaluation/datasets/datasetErrors.ts';
import { readAnswers } from '../../../../src/evaluation/datasets/readAnswers.ts';
import { readItems } from '../../../../src/evaluation/datasets/readItems.ts';
import { datasetFolder } from './datasetFolder.ts';

const MEMBERS = [
  ...['id', 'question_id', 'qid', 'image', 'images', 'image_name', 'img_name', 'text', 'question', 'answer'],
  ...[
    'reference',
    'options',
    'answer_type',
    'question_type',
    'content_type',
    'domain',
    'conversations',
    'conversatons',
  ],
  ...['gpt4_answer', 'fig_caption', 'fig_label', 'in_text_mention', 'type', 'phrase_type', 'image_organ', 'q_lang'],
  ...['modality', 'report', 'findings', 'impression', 'indication', 'prompt', 'metadata', 'model_id', '__proto__'],
];

const likely = fc.constantFrom('yes', 'CLOSED', 'en', 'zh', 'test_para', '', ' ', '<image>', '1', 1, -1, 1.5, 2 ** 60);
const value = fc.oneof(
  likely,
  fc.jsonValue({ maxDepth: 4 }),
  fc.array(fc.dictionary(fc.constantFrom('value', 'tokens', 'from'), likely)),
);
const row = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...MEMBERS), value) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

describe('any rows', () => {
  const folder = datasetFolder();

  it('are read, reported or refused, and none is lost', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.boolean(),
        fc.option(fc.constantFrom(...DATASET_FORMATS), { nil: undefined }),
        async (rows, asLines, format) => {
          const path = asLines ? folder.jsonLines('f', rows) : folder.json('f', rows);
          const dataset = await ours(readItems(path, { format, split: 'all', language: 'all' }));
          await ours(readAnswers(path));
          if (dataset === undefined) return;
          const { items, problems } = dataset;
          assert.equal(new Set(items.map(({ id }) => String(id).trim())).size, items.length);
          assert.ok(items.every(({ question, reference }) => question !== '' && reference.trim() !== ''));
          // A row with a remark is an item and a problem.
          const lost = rows.length - items.length - problems.length;
          assert.ok(lost <= 0, `${lost} rows are neither items nor problems`);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('nested to any depth do not fill the stack', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const path = folder.write('f', `{"question":"Q","answer":"yes","options":null,"domain":${deep}}\n`);
    assert.equal((await readItems(path)).items.length, 1);
    await ours(readItems(folder.write('f', `{"in_text_mention":[${deep}],"gpt4_answer":"a","text":"Q"}\n`)));
    await ours(readItems(folder.write('f', deep)));
  });

  it('of any bytes come to an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await ours(readItems(folder.write('f', bytes)));
      }),
      { numRuns: 300 },
    );
  });
});

/** Undefined where it was refused in words of ours. */
async function ours<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    return undefined;
  }
}
