/** What cannot be read says what it is and what to do; one bad row says where it stands. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DatasetErrorCode } from '../../../../src/evaluation/datasets/datasetErrors.ts';
import { fileText } from '../../../../src/evaluation/datasets/fileText.ts';
import { readItems } from '../../../../src/evaluation/datasets/readItems.ts';
import { datasetFolder, rejectsWith } from './datasetFolder.ts';

const GOOD = { question: 'Is it red?', answer: 'yes' };
const line = (row: unknown): string => `${JSON.stringify(row)}\n`;

describe('files that are no data sets', () => {
  const folder = datasetFolder();

  const cases: readonly [string, string | Uint8Array, DatasetErrorCode, RegExp][] = [
    ['nothing', '', 'empty', /^f\.json is empty\. .*fetch it again/],
    ['blanks', ' \n\r\n', 'empty', /^f\.json is empty/],
    [
      'Latin-1',
      Buffer.from(`${line(GOOD)}{"question":"L\xe4sion?"}`, 'latin1'),
      'notUtf8',
      /\(line 2\)\. Save it as UTF-8/,
    ],
    ['UTF-16', Buffer.from(`\uFEFF${line(GOOD)}`, 'utf16le'), 'notUtf8', /not UTF-8/],
    [
      'a pickle',
      Buffer.from([0x80, 3, 0x5d, 0x71]),
      'otherKind',
      /Python pickle.*flaviagiammarino\/path-vqa.*take those/,
    ],
    ['an old pickle', '(lp0\n.', 'otherKind', /Python pickle/],
    ['a zip', Buffer.from('PK\x03\x04....'), 'otherKind', /archive\. Unpack it/],
    ['a gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'otherKind', /archive/],
    ["Git LFS's pointer", 'version https://git-lfs.github.com/spec/v1\noid sha256:0', 'otherKind', /git lfs pull/],
    ['a web page', '\n<!DOCTYPE html><title>404</title>', 'otherKind', /web page/],
    ['XML', '<?xml version="1.0"?><a/>', 'otherKind', /published as JSON/],
    ['prose', 'question,answer\nIs it red?,yes', 'notJson', /neither JSON nor JSON lines\. Known are/],
    ['broken JSON', '[\n{"question": "Q", "answer": "a"},\n{"question" "Q"}]', 'notJson', /\(line 3\)/],
    ['a cut array', JSON.stringify([GOOD, GOOD]).slice(0, -9), 'cut', /ends in the middle of a question/],
    ['cut lines', line(GOOD) + line(GOOD).slice(0, -6), 'cut', /ends in the middle of a question/],
    ['a cut first line', line(GOOD).slice(0, -6), 'cut', /ends in the middle/],
    ['other rows', '[{"name": "x", "size": 3}]', 'notRecognised', /what it has: name, size\. Known are/],
    ['no rows', '[]', 'empty', /is empty/],
    ['numbers', '[1, 2]', 'notRecognised', /no questions with answers that are known\. Known/],
    [
      'answers',
      line({ question_id: 1, prompt: 'Q', text: 'A', model_id: 'm' }),
      'answersNotQuestions',
      /name it as the answers/,
    ],
    ['only bad rows', line({ question: '', answer: 'a' }), 'nothingLeft', /can be used: line 1: it has no question\.$/],
    [
      'only Chinese',
      line({ qid: 1, question: 'Q', answer: 'a', q_lang: 'zh' }),
      'nothingLeft',
      /1 question in other languages/,
    ],
    [
      'the same id twice',
      line({ id: 7, ...GOOD }) + line({ id: 8, ...GOOD }) + line({ id: '7', ...GOOD }) + line({ id: 8, ...GOOD }),
      'duplicateIds',
      /gives the id 7 to line 1 and to line 3 \(2 ids are given twice\).*an id of its own/,
    ],
    ['half a parquet file', 'PAR1 and no more of it', 'damagedParquet', /damaged/],
  ];
  for (const [what, content, code, message] of cases)
    it(`refuses ${what}`, async () => {
      await rejectsWith(readItems(folder.write('f.json', content)), code, message);
    });

  it('names what stands in the place of the file', async () => {
    await rejectsWith(
      readItems(join(folder.path, 'no.json')),
      'cannotRead',
      /^no\.json cannot be read: there is no such file/,
    );
    mkdirSync(join(folder.path, 'data'));
    await rejectsWith(readItems(join(folder.path, 'data')), 'notAFile', /^data is a folder, not a file/);
  });

  it('refuses more text than it may hold', async () => {
    const path = folder.write('f.jsonl', line(GOOD).repeat(10));
    await rejectsWith(fileText(path, undefined, 100), 'tooLarge', /has 410 bytes; at most 100 bytes.*Split it/);
  });

  it('refuses parts of different shapes, and a shape that the file is not in', async () => {
    const one = folder.jsonLines('1.jsonl', [GOOD]);
    const other = folder.jsonLines('2.jsonl', [{ image: 'a.png', findings: 'Clear.' }]);
    await rejectsWith(readItems([one, other]), 'mixedFormats', /^2\.jsonl is in the form of images and reports/);
    await rejectsWith(
      readItems(one, { format: 'slake' }),
      'notRecognised',
      /not in the form of SLAKE; what it has: question, answer/,
    );
    await rejectsWith(
      readItems(one, { format: 'vqaParquet' }),
      'notRecognised',
      /not in the form of VQA as a parquet file/,
    );
    assert.equal((await readItems(one, { format: 'generic' })).items.length, 1);
  });

  it('stops with the reason of the signal', async () => {
    const reason = new Error('stopped');
    const path = folder.jsonLines('f.jsonl', [GOOD]);
    await assert.rejects(readItems(path, { signal: AbortSignal.abort(reason) }), reason);
  });

  it('repeats no text of the file in its errors', async () => {
    const secret = 'Jane Doe';
    for (const content of [`[{"question": "${secret}" "x"}]`, `{"question": "${secret}`, secret])
      await assert.rejects(readItems(folder.write('f.json', content)), (error: Error) => {
        assert.doesNotMatch(error.message, /Jane|Doe/);
        return true;
      });
  });

  it('reports each bad row, and reads the others', async () => {
    const bad: readonly [unknown, string][] = [
      [{ id: { a: 1 }, ...GOOD }, 'its id is neither a text nor a number'],
      [{ id: 1.5, ...GOOD }, 'its id is no whole number that can be kept exactly: write it in quotes'],
      [{ id: '', ...GOOD }, 'its id is empty'],
      [{ image: ['a.png'], ...GOOD }, 'its image is not the path of one file'],
      [{ image: 'a\0.png', ...GOOD }, 'its image is no path'],
      [{ answer: 'yes' }, 'it has no question'],
      [{ question: '<image>\n', answer: 'yes' }, 'it has no question'],
      [{ question: 'Q', answer: ['yes', 'no'] }, 'it has no answer that is a text'],
      [{ options: ['one'], ...GOOD }, 'its options are no list of texts'],
      [{ options: [1, 2], ...GOOD }, 'its options are no list of texts'],
      [[GOOD], 'it is not a JSON object'],
    ];
    const good = Array.from({ length: 20 }, () => line(GOOD)).join('');
    const path = folder.write('f.jsonl', `${good}{broken}\n\n${bad.map(([row]) => line(row)).join('')}`);
    const { items, problems } = await readItems(path);
    assert.equal(items.length, 20);
    assert.deepEqual(problems, [
      { where: 'line 21', why: 'it is not JSON' },
      ...bad.map(([, why], index) => ({ where: `line ${23 + index}`, why })),
    ]);
  });

  it('reads a byte order mark, Windows line ends, and a last line without an end', async () => {
    const path = folder.write('f.jsonl', `\uFEFF${JSON.stringify(GOOD)}\r\n${JSON.stringify(GOOD)}`);
    assert.equal((await readItems(path)).items.length, 2);
  });
});
