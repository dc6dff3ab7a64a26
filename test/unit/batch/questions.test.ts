import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileLines, type FileLine } from '../../../src/batch/fileLines.ts';
import { isQuestion, questionLines } from '../../../src/batch/questions.ts';
import { NotRegularFile } from '../../../src/files/regularFile.ts';

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('a file of questions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'questions-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'questions.jsonl');

  async function linesOf(bytes: string | Buffer, longest = 1000): Promise<FileLine[]> {
    writeFileSync(path, bytes);
    return allOf(fileLines(path, longest));
  }

  it('is read by lines of LF and CRLF, with a byte order mark or without, to an end with a line break or without', async () => {
    const lines = await linesOf('\uFEFFone\r\ntwo\n\n\r\nthree é');
    assert.deepEqual(
      lines.map(({ number, text, isWhole }) => [number, text, isWhole]),
      [
        [1, 'one', true],
        [2, 'two', true],
        [3, '', true],
        [4, '', true],
        [5, 'three é', false],
      ],
    );
    assert.deepEqual(await linesOf(''), []);
    assert.deepEqual((await linesOf('one\n')).length, 1);
  });

  it('has its lines where it says, wherever the chunks of reading end', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => 'é'.repeat((index * 37) % 900) + String(index));
    const bytes = Buffer.from(texts.join('\n'));
    const lines = await linesOf(bytes, 2000);
    assert.deepEqual(
      lines.map(({ text }) => text),
      texts,
    );
    for (const { start, end, isWhole, text } of lines)
      assert.equal(bytes.toString('utf8', start, isWhole ? end - 1 : end), text);
  });

  it('may hold a line that is too long or no text: the others are read', async () => {
    const long = Buffer.alloc(200_000, 'x');
    const lines = await linesOf(
      Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\nb\n'), Buffer.from([0xc3, 0x28, 0x0a]), long]),
    );
    assert.deepEqual(
      lines.map(({ text, fault, head }) => [text, fault, head.slice(0, 2)]),
      [
        ['a', undefined, 'a\n'],
        [undefined, 'tooLong', 'xx'],
        ['b', undefined, 'b\n'],
        [undefined, 'notUtf8', 'Ã('],
        [undefined, 'tooLong', 'xx'],
      ],
    );
  });

  it('is a regular file', async () => {
    await assert.rejects(allOf(fileLines(folder, 10)), NotRegularFile);
  });

  it('has a question in each line, or a line says what it lacks', async () => {
    const good = { question_id: 7, image: 'a.png', text: 'What is this?\n<image>', gpt4_answer: 'x', domain: {} };
    const cases: readonly (readonly [string, unknown])[] = [
      [JSON.stringify(good), { line: 1, id: 7, image: 'a.png', prompt: 'What is this?' }],
      [
        JSON.stringify({ ...good, question_id: 'q-1', text: '<image>\nWhy?' }),
        { line: 2, id: 'q-1', image: 'a.png', prompt: 'Why?' },
      ],
      ['  ', undefined],
      ['{"question_id": 1,', /not JSON/],
      ['[1]', /not a JSON object/],
      ['null', /not a JSON object/],
      [JSON.stringify({ ...good, question_id: undefined }), /no question_id/],
      [JSON.stringify({ ...good, question_id: null }), /neither a text nor a number/],
      ['{"question_id": 12345678901234567890, "image": "a.png", "text": "What?"}', /kept exactly: write it in quotes/],
      ['{"question_id": 1.5, "image": "a.png", "text": "What?"}', /no whole number/],
      [JSON.stringify({ ...good, image: undefined }), /no image/],
      [JSON.stringify({ ...good, image: ['a.png'] }), /no image/],
      [JSON.stringify({ ...good, image: 'a\0.png' }), /no path/],
      [JSON.stringify({ ...good, text: undefined }), /no text/],
      [JSON.stringify({ ...good, text: ' \n<image> ' }), /text is empty/],
      ['x'.repeat(1024 * 1024 + 1), /longer than 1024 KiB/],
    ];
    writeFileSync(path, cases.map(([text]) => text).join('\r\n'));
    const read = await allOf(questionLines(path));
    const expected = cases
      .map(([, says], index) => [index + 1, says] as const)
      .filter(([, says]) => says !== undefined);
    assert.equal(read.length, expected.length);
    for (const [index, [line, says]] of expected.entries()) {
      const got = read[index]!;
      assert.equal(got.line, line);
      if (says instanceof RegExp) assert.ok(!isQuestion(got) && says.test(got.why), JSON.stringify(got).slice(0, 200));
      else assert.deepEqual(got, says);
    }
  });
});
