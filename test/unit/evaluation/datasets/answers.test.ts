/** A model's answers, and to which questions they belong. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { joinAnswers } from '../../../../src/evaluation/datasets/joinAnswers.ts';
import { readAnswers } from '../../../../src/evaluation/datasets/readAnswers.ts';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import { datasetFolder, rejectsWith } from './datasetFolder.ts';

const item = (id: string | number): EvaluationItem => ({ id, image: 'a.png', question: 'Q', reference: 'R' });
const answer = (id: string | number, text: string, more: object = {}) => ({
  question_id: id,
  prompt: 'Q',
  text,
  answer_id: 'x',
  model_id: 'm',
  ...more,
});

describe('answers', () => {
  const folder = datasetFolder();

  it('are joined by id, as a number or as a text, with what is missing and what is strange', async () => {
    const path = folder.jsonLines('a.jsonl', [answer('7', 'seven'), answer(8, ''), answer('b', 'B')]);
    const read = await readAnswers(path);
    assert.equal(read.model, 'm');
    assert.deepEqual(
      [...read.lines],
      [
        ['7', 1],
        ['8', 2],
        ['b', 3],
      ],
    );
    const items = [item(7), item('8'), item(9)];
    const joined = joinAnswers(items, read);
    assert.deepEqual(joined, {
      answered: [
        { item: items[0], answer: 'seven' },
        { item: items[1], answer: '' },
      ],
      missing: [items[2]],
      strangers: 1,
      ambiguous: [],
    });
  });

  it('to questions that share an id belong to them in order, where there are as many', async () => {
    const rows = [answer('i', 'first'), answer('k', 'K'), answer('i', 'second')];
    const items = [item('i'), item('i#2'), item('k')];
    const joined = joinAnswers(items, await readAnswers(folder.jsonLines('a.jsonl', rows)));
    assert.deepEqual(
      joined.answered.map((one) => one.answer),
      ['first', 'second', 'K'],
    );
    const more = await readAnswers(folder.jsonLines('b.jsonl', [...rows, answer('i', 'third')]));
    const doubtful = joinAnswers(items, more);
    assert.deepEqual(doubtful.ambiguous, ['i']);
    assert.deepEqual(doubtful.missing, items.slice(0, 2));
    assert.equal(doubtful.strangers, 0);
  });

  it('given twice to one question are not used, as nobody can say which counts', async () => {
    const read = await readAnswers(folder.jsonLines('a.jsonl', [answer(1, 'yes'), answer(1, 'no'), answer(2, 'b')]));
    const { answered, ambiguous } = joinAnswers([item(1), item(2)], read);
    assert.deepEqual(ambiguous, ['1']);
    assert.deepEqual(answered.length, 1);
  });

  it('of llava-med batch say of which line their question is', async () => {
    const path = folder.jsonLines('a.jsonl', [
      answer('i', 'of line 9', { metadata: { line: 9 } }),
      answer('i', 'of line 2', { metadata: { line: 2 } }),
      answer('i', 'again of line 2', { metadata: { line: 2 } }),
    ]);
    const { answers, problems } = await readAnswers(path);
    assert.deepEqual(
      [...answers],
      [
        ['i', 'of line 2'],
        ['i#2', 'of line 9'],
      ],
    );
    assert.deepEqual(problems, [{ where: 'line 3', why: 'it answers the same question as line 2, which counts' }]);
  });

  it('end where a run was stopped, and name each line that cannot be used', async () => {
    const lines = [answer(1, 'one'), { text: 'no id' }, { question_id: 3 }, { question_id: 4, image: 'a', text: 'Q?' }];
    const text = lines.map((row) => JSON.stringify(row)).join('\n');
    const { answers, problems } = await readAnswers(folder.write('a.jsonl', `${text}\n{"question_id":5,"te`));
    assert.deepEqual([...answers], [['1', 'one']]);
    assert.deepEqual(problems, [
      { where: 'line 2', why: 'it has no question_id' },
      { where: 'line 3', why: 'it has no text (the answer)' },
      { where: 'line 4', why: 'it has no text (the answer)' },
      { where: 'line 5', why: 'its end is missing: the run was stopped while writing it' },
    ]);
  });

  it("are GPT-4's where the questions of the visual chat are named", async () => {
    const row = { question_id: 0, image: 'a.jpg', text: 'Q\n<image>', gpt4_answer: 'G' };
    assert.deepEqual([...(await readAnswers(folder.jsonLines('q.jsonl', [row]))).answers], [['0', 'G']]);
  });

  it('are not a file of questions', async () => {
    const path = folder.jsonLines('q.jsonl', [{ question_id: 0, image: 'a.jpg', text: 'Q' }]);
    await rejectsWith(readAnswers(path), 'questionsNotAnswers', /^q\.jsonl has no answers.*llava-med batch/);
  });
});
