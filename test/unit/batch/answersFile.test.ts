import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerLine } from '../../../src/batch/answerLine.ts';
import { AnswersFile } from '../../../src/batch/answersFile.ts';
import { knownAnswers, NO_ANSWERS } from '../../../src/batch/knownAnswers.ts';
import { surveyedQuestions } from '../../../src/batch/surveyedQuestions.ts';
import { answered, model, question, settings } from './answeredQuestion.ts';

describe('a file of answers', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'answers.jsonl');
  const questions = join(folder, 'questions.jsonl');
  const lines = Array.from({ length: 9 }, (_, index) => answered(index + 1));
  const whole = lines.join('');
  beforeEach(() => {
    rmSync(path, { force: true });
    writeFileSync(
      questions,
      lines
        .map((_, index) => question(index + 1))
        .map(({ id, image, prompt }) => `${JSON.stringify({ question_id: id, image, text: prompt })}\n`)
        .join(''),
    );
  });

  /** As a run does it: what is there, checked against the questions, and the rest. */
  async function goOn(missing: readonly number[] = [], upTo = lines.length): Promise<void> {
    const known = await knownAnswers(path);
    await surveyedQuestions(questions, known, path);
    const file = new AnswersFile(path, known);
    const there = new Set(known.answers.map(({ line }) => line));
    for (let line = 1; line <= upTo; line++)
      if (!there.has(line) && !missing.includes(line)) file.add(line, lines[line - 1]!);
    file.close();
  }

  it('is the same however often it was cut, at whatever byte', async () => {
    for (let cut = 0; cut <= Buffer.byteLength(whole); cut += 41) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      await goOn();
      assert.equal(readFileSync(path, 'utf8'), whole, `cut at ${cut}`);
    }
  });

  it('takes in an answer that an earlier run had to leave out, in its place', async () => {
    await goOn([1, 4, 5, 9]);
    assert.equal(readFileSync(path, 'utf8').split('\n').length, 6);
    await goOn([4]);
    await goOn();
    assert.equal(readFileSync(path, 'utf8'), whole);
    assert.deepEqual(readdirSync(folder).sort(), ['answers.jsonl', 'questions.jsonl'], 'nothing lies beside it');
  });

  it('stays where a link leads', async () => {
    const link = join(folder, 'link.jsonl');
    symlinkSync(path, link);
    await goOn([2]);
    const file = new AnswersFile(link, await knownAnswers(link));
    file.add(2, lines[1]!);
    file.close();
    assert.equal(readFileSync(path, 'utf8'), whole);
    assert.equal(readFileSync(link, 'utf8'), whole);
    rmSync(link);
  });

  it('does not take what a power cut leaves behind the last line for more than that', async () => {
    writeFileSync(path, lines[0]! + '\0'.repeat(5000));
    await goOn();
    assert.equal(readFileSync(path, 'utf8'), whole);
  });

  it('of another kind is left as it is', async () => {
    for (const other of [
      'a shopping list',
      'a shopping list\n',
      '{}\n',
      `${lines[0]!}a line\n${lines[1]!}`,
      lines[0]! + lines[0]!,
      lines[1]! + lines[0]!,
      lines[0]! + answered(2, { seed: 7 }),
      JSON.stringify({ question_id: 0, prompt: 'a', text: 'b', answer_id: 'c', model_id: 'd', metadata: {} }) + '\n',
    ]) {
      writeFileSync(path, other);
      await assert.rejects(goOn(), { name: 'BatchError', code: 'notOurAnswers' }, other);
      assert.equal(readFileSync(path, 'utf8'), other);
    }
    await assert.rejects(knownAnswers(folder), { code: 'answersNoFile' });
  });

  it('to other questions is left as it is, and the line is named', async () => {
    await goOn();
    const text = readFileSync(questions, 'utf8');
    for (const [changed, says] of [
      [text.replace('Question 4?', 'Another?'), /^Line 4 of answers\.jsonl does not answer line 4 of questions\.jsonl/],
      [text.replace('image-4.png', 'image-5.png'), /^Line 4/],
      [text.replace('"question_id":4', '"question_id":44'), /^Line 4/],
      [`${text.split('\n').slice(0, 8).join('\n')}\n`, /^Line 9 .* does not answer line 9/],
      [text.replace('{', '['), /^Line 1 /],
      [`\n${text}`, /^Line 1 /],
    ] as const) {
      writeFileSync(questions, changed);
      await assert.rejects(goOn(), (error: Error) => says.test(error.message), String(says));
      assert.equal(readFileSync(path, 'utf8'), whole);
    }
    writeFileSync(questions, `${text}{"question_id":10,"image":"a.png","text":"More?"}\n`);
    const known = await knownAnswers(path);
    assert.equal((await surveyedQuestions(questions, known, path)).count, 10, 'more questions at the end are welcome');
  });

  it('is written by one run at a time', () => {
    const file = new AnswersFile(path, NO_ANSWERS);
    file.add(1, lines[0]!);
    appendFileSync(path, lines[1]!);
    assert.throws(() => file.add(2, lines[1]!), { name: 'BatchError', code: 'changedMeanwhile' });
    file.close();
    assert.equal(readFileSync(path, 'utf8'), lines[0]! + lines[1]!);
  });

  it('says where it cannot be written', () => {
    assert.throws(() => new AnswersFile(join(folder, 'nowhere', 'a.jsonl'), NO_ANSWERS), /its folder does not exist/);
  });

  it('that reaches its limit ends with a whole line, and goes on when there is room', async function () {
    if (process.platform === 'win32') this.skip();
    // 2 KiB are all that this shell's children may write to one file: the line across it is written in part.
    const { status, stdout } = spawnSync(
      'bash',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 2; exec "$0" --import tsx "$1" "$2"`,
        process.execPath,
        join(import.meta.dirname, 'fillAnswersFile.ts'),
        path,
      ],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0);
    assert.match(stdout, /answers\.jsonl cannot be written: it has reached the largest size .* make room/);
    const written = readFileSync(path, 'utf8');
    assert.ok(written.length > 1000 && written.length <= 2048 && whole.startsWith(written) && written.endsWith('\n'));
    await goOn();
    assert.equal(readFileSync(path, 'utf8'), whole);
  });

  it('on a full disk ends with a whole line', function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = join(folder, 'full');
    symlinkSync('/dev/full', full);
    assert.throws(() => new AnswersFile(full, NO_ANSWERS), { name: 'BatchError' }, 'a device is no file of answers');
    rmSync(full);
  });

  it('has lines of LLaVA-Med’s fields, one line for every reader, and nothing of the hour', () => {
    const line = answerLine(
      {
        question: question(3),
        image: {
          forModel: { sha256: 'aa', width: 1, height: 1, rgb: new Uint8Array(3) },
          facts: { notes: [], phantom: undefined, modality: 'MR', bodyPart: undefined, laterality: undefined },
        },
      },
      {
        text: 'A CT\u2028scan\u202E.\n',
        stopReason: 'maxTokens',
        promptTokens: 9,
        reusedTokens: 0,
        answerTokens: 5,
        images: [],
        firstTokenMs: 3,
        tokensPerSecond: 4,
      },
      model,
      settings,
    );
    assert.equal(line.match(/[\n\u2028\u202E]/gu)?.length, 1);
    const { metadata, ...fields } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(Object.keys(fields), ['question_id', 'prompt', 'text', 'answer_id', 'model_id']);
    assert.equal(fields['text'], 'A CT\u2028scan\u202E.\n');
    assert.equal(fields['model_id'], 'a-model');
    assert.match(String(fields['answer_id']), /^[\w-]{22}$/);
    assert.deepEqual(metadata, {
      line: 3,
      stop_reason: 'maxTokens',
      answer_tokens: 5,
      against_tags: ["The answer says CT; the file's Modality is MR."],
      image: { sha256: 'aa', notes: [] },
      settings,
    });
  });
});
