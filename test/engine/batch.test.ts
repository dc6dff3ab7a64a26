/** `llava-med batch` as a person runs it: its own process, killed and stopped wherever it is, and started again. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { gaussian } from '../fixtures/randomNumbers.ts';
import { dicomFile, imageElements, pixelBytes } from '../unit/imaging/dicomBuilder.ts';
import { noise } from '../unit/imaging/noise.ts';
import { root, temporaryFolder } from './engineUnderTest.ts';
import { llavaMed, program, type Ended } from './llavaMedProgram.ts';

const evaluation = join(root, '..', 'shared', 'data', 'llava-med-qa50');

interface AnswerOfLine {
  readonly question_id: string | number;
  readonly prompt: string;
  readonly text: string;
  readonly answer_id: string;
  readonly metadata: { readonly line: number; readonly image: { readonly notes: string[] } };
}

function answersOf(path: string): AnswerOfLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AnswerOfLine);
}

/** Whether there was one. */
function killEngineOf(program: number): boolean {
  try {
    const children = readFileSync(`/proc/${program}/task/${program}/children`, 'utf8').trim().split(' ');
    const engine = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engineChild'));
    return engine !== undefined && process.kill(Number(engine), 'SIGKILL');
  } catch {
    return false;
  }
}

const lineCount = (path: string): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);

describe('the program llava-med batch', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const { modelPath, projectorPath } = writeRandomPair(folder, 'batch', { seed: 3 });
  const model = [
    '--model',
    modelPath,
    '--mmproj',
    projectorPath,
    '--gpu',
    'cpu',
    '--seed',
    '5',
    '--temperature',
    '0.7',
  ];
  const images = join(folder, 'images');
  const questions = join(folder, 'questions.jsonl');
  const expected = join(folder, 'in-one-go.jsonl');
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  const count = 40;
  const batch = (out: string, ...more: string[]): string[] => [
    ...['batch', questions, '--out', out, '--images', images, '--max-tokens', '24', ...model],
    ...more,
  ];
  let inOneGo: Ended | undefined;

  before(async () => {
    assert.ok(existsSync(program), 'dist/cli.mjs is built by: node esbuild.mjs');
    mkdirSync(images);
    for (let index = 0; index < 6; index++)
      await sharp(noise((40 + index) * 30 * 3), { raw: { width: 40 + index, height: 30, channels: 3 } })
        .png()
        .toFile(join(images, `${index}.png`));
    const asked = Array.from({ length: count }, (_, index) =>
      line({
        question_id: index % 3 === 0 ? `q-${index}` : index,
        // Those about an image do not all stand together.
        image: `${index % 7 === 6 ? 0 : Math.floor(index / 7)}.png`,
        text: `What is number ${index}?\n<image>`,
        gpt4_answer: 'not read',
      }),
    );
    writeFileSync(questions, asked.join(''));
    // The others find in the cache what this one has to make.
    inOneGo = await llavaMed(batch(expected, '--no-cache'));
  });

  it('answers every question, in their order', () => {
    assert.equal(inOneGo?.code, 0, inOneGo?.err);
    assert.match(inOneGo.out, /^40 of 40 questions answered in in-one-go\.jsonl\.\n$/);
    assert.match(inOneGo.err, /Answering… 20 of 40, about .* left/);
    const answers = answersOf(expected);
    assert.deepEqual(
      answers.map(({ metadata }) => metadata.line),
      Array.from({ length: count }, (_, index) => index + 1),
    );
    assert.deepEqual(
      answers.slice(0, 4).map(({ question_id: id, prompt }) => [id, prompt]),
      [
        ['q-0', 'What is number 0?'],
        [1, 'What is number 1?'],
        [2, 'What is number 2?'],
        ['q-3', 'What is number 3?'],
      ],
    );
    assert.equal(new Set(answers.map(({ answer_id: id }) => id)).size, count);
  });

  it('answers as ask does', async () => {
    const films = ['left-effusion', 'right-effusion'].map((name) => `chest-${name}.dcm`);
    const texts = ['Is there a pleural effusion?', 'Describe the image.'];
    const asked = films.flatMap((image) => texts.map((text, index) => ({ question_id: index, image, text })));
    const path = join(folder, 'films.jsonl');
    writeFileSync(path, asked.map(line).join(''));
    const out = join(folder, 'films-answers.jsonl');
    const ended = await llavaMed(['batch', path, '--out', out, '--images', join(root, 'samples')]);
    assert.equal(ended.code, 0, ended.err);
    const answers = answersOf(out).map(({ text }) => text);
    for (const [index, { image, text }] of asked.entries()) {
      const ask = await llavaMed(['ask', join(root, 'samples', image), text, '--json']);
      assert.equal((JSON.parse(ask.out) as { answer: string }).answer, answers[index]);
    }
  });

  it('killed three times and stopped once, it ends with the same file, byte for byte', async () => {
    const random = gaussian(11);
    for (let attempt = 0; ; attempt++) {
      const out = join(folder, `interrupted-${attempt}.jsonl`);
      const interrupted: Ended[] = [];
      for (const [after, signal] of [
        [1, 'SIGKILL'],
        [8, 'SIGKILL'],
        [15, 'SIGINT'],
        [22, 'SIGKILL'],
      ] as const) {
        const ended = await llavaMed(batch(out), (child) => void interrupt(child, out, after, signal));
        interrupted.push(ended);
        // What a write in the middle leaves.
        if (signal === 'SIGKILL' && ended.code === null) truncateSync(out, readFileSync(out).length - 17);
      }
      // A slow machine may see the program end before it is interrupted: then once more.
      if (attempt < 9 && interrupted.some(({ code }) => code === 0)) continue;
      assert.deepEqual(
        interrupted.map(({ code, signal }) => signal ?? code),
        ['SIGKILL', 'SIGKILL', 130, 'SIGKILL'],
        interrupted.map(({ err }) => err).join('\n'),
      );
      assert.match(
        interrupted[2]!.err,
        /Stopped: \d+ of 40 questions answered in .*\. The same command goes on from there\./,
      );
      const { code, out: said, err } = await llavaMed(batch(out));
      assert.equal(code, 0, err);
      assert.match(said, /40 of 40 questions answered in .*, \d+ of them before this run\./);
      assert.deepEqual(readFileSync(out), readFileSync(expected));
      return;
    }

    async function interrupt(child: ChildProcess, out: string, after: number, signal: NodeJS.Signals): Promise<void> {
      while (child.exitCode === null && lineCount(out) < after) await wait(2);
      await wait(Math.min(Math.abs(random()) * 20, 60));
      child.kill(signal);
    }
  });

  it('goes on when its model process is killed', async function () {
    if (process.platform !== 'linux') this.skip();
    // A slow machine may see the program end before: then once more.
    for (let attempt = 0; attempt < 10; attempt++) {
      const out = join(folder, `killed-model-${attempt}.jsonl`);
      let killed = false as boolean;
      const { code, err } = await llavaMed(batch(out), (child) => {
        void (async () => {
          while (child.exitCode === null && lineCount(out) < 2) await wait(2);
          killed = killEngineOf(child.pid ?? 0);
        })();
      });
      assert.equal(code, 0, err);
      assert.deepEqual(readFileSync(out), readFileSync(expected));
      if (killed) return;
    }
    assert.fail('it was never killed in time');
  });

  it('has nothing left to do when all is answered, and starts anew when told to', async () => {
    const out = join(folder, 'again.jsonl');
    writeFileSync(out, readFileSync(expected));
    const again = await llavaMed(batch(out, '--json'));
    assert.equal(again.code, 0, again.err);
    assert.deepEqual(JSON.parse(again.out), {
      ...{ questions: count, answered: count, answeredBefore: count, leftOut: [], stopped: false },
    });
    const other = await llavaMed(batch(out, '--seed', '6'));
    assert.equal(other.code, 1);
    assert.match(other.err, /again\.jsonl was begun with other settings: --seed \(5, now 6\)\..*--overwrite/);
    const { modelPath: second } = writeRandomPair(folder, 'second', { seed: 4 });
    const otherModel = await llavaMed(batch(out, '--model', second));
    assert.equal(otherModel.code, 1);
    assert.match(otherModel.err, /other settings: model\. Give/);
    assert.deepEqual(readFileSync(out), readFileSync(expected), 'left as it was');
    writeFileSync(out, 'something else');
    const refused = await llavaMed(batch(out));
    assert.equal(refused.code, 1);
    assert.match(refused.err, /holds something else than answers of llava-med batch/);
    assert.equal((await llavaMed(batch(out, '--overwrite'))).code, 0);
    assert.deepEqual(readFileSync(out), readFileSync(expected));
  });

  it('leaves out what cannot be answered, says which lines, and answers them once they can be', async () => {
    const scan = dicomFile(imageElements({ rows: 60, columns: 80 }, pixelBytes(noise(60 * 80))));
    writeFileSync(join(images, 'cut.dcm'), scan.subarray(0, scan.length - 4000));
    writeFileSync(join(images, 'text.png'), 'no picture');
    const [text, out] = ['What?', join(folder, 'partly.jsonl')];
    const good = (id: number): object => ({ question_id: id, image: '0.png', text });
    const bad = [
      'no JSON',
      line({ question_id: 2, text }),
      line({ question_id: 3, image: 'later.png', text }),
      line({ question_id: 4, image: 'text.png', text }),
      line({ question_id: 5, image: 'cut.dcm', text }),
      line({ question_id: 6, image: '../images', text }),
      line({ question_id: 7, image: '0.png', text: 'word '.repeat(3000) }),
    ].map((one) => one.trim());
    const asked = join(folder, 'partly-questions.jsonl');
    writeFileSync(asked, `\uFEFF${[JSON.stringify(good(0)), '', ...bad, JSON.stringify(good(0))].join('\r\n')}`);
    const run = ['batch', asked, '--out', out, '--images', images, '--max-tokens', '6', ...model];
    const first = await llavaMed(run);
    assert.equal(first.code, 3, first.err);
    assert.match(first.out, /2 of 9 questions answered in partly\.jsonl\.\n7 lines left out: 3, 4, 5, 6, 7, 8, 9\./);
    for (const says of [
      /partly-questions\.jsonl:3: left out: it is not JSON\./,
      /:4: left out: it has no image/,
      /:5: left out: later\.png: no such file/,
      /:6: left out: text\.png .*not an image|:6: left out: text\.png is/,
      /:7: left out: cut\.dcm is damaged/,
      /:8: left out: images is a folder, not a file/,
      /:9: left out: The conversation is too long for the model/,
      /partly-questions\.jsonl:10: its question_id stood before\. All are answered/,
    ])
      assert.match(first.err, says);
    const twoLines = readFileSync(out);
    assert.deepEqual(
      answersOf(out).map(({ metadata }) => metadata.line),
      [1, 10],
    );
    assert.equal((await llavaMed(run)).code, 3);
    assert.deepEqual(readFileSync(out), twoLines);
    linkSync(join(images, '1.png'), join(images, 'later.png'));
    const second = await llavaMed([...run, '--allow-damaged']);
    assert.equal(second.code, 3, second.err);
    assert.deepEqual(
      answersOf(out).map(({ metadata }) => metadata.line),
      [1, 5, 7, 10],
    );
    assert.ok(answersOf(out)[2]!.metadata.image.notes.includes('pixelsMissing'));
    const anew = join(folder, 'partly-anew.jsonl');
    await llavaMed([...run.with(3, anew), '--allow-damaged']);
    assert.deepEqual(readFileSync(anew), readFileSync(out), 'as in one go');
  });

  it('refuses what is no pair of files, before a model is loaded', async () => {
    const empty = join(folder, 'empty.jsonl');
    writeFileSync(empty, '\n\r\n');
    const hard = join(folder, 'hard.jsonl');
    rmSync(hard, { force: true });
    linkSync(questions, hard);
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, 'x\n');
    const fresh = join(folder, 'fresh.jsonl');
    for (const [asked, out, code, says] of [
      [questions, questions, 2, /--out is the file of questions itself/],
      [questions, hard, 2, /--out is the file of questions itself/],
      [questions, folder, 2, /--out is a folder, not a file/],
      [questions, '/dev/null', 2, /--out is a device, not a file/],
      [folder, fresh, 2, /is a folder, not a file: name the file of questions/],
      [join(folder, 'none.jsonl'), fresh, 2, /none\.jsonl: no such file/],
      [empty, fresh, 1, /There is no question in empty\.jsonl/],
      [bad, fresh, 3, /bad\.jsonl:1: left out: it is not JSON/],
    ] as const) {
      for (const more of [[], ['--overwrite']]) {
        const ended = await llavaMed(['batch', asked, '--out', out, ...model, ...more]);
        assert.equal(ended.code, code, ended.err);
        assert.match(ended.err, says);
        assert.doesNotMatch(ended.err, /Loading/);
        assert.ok(!existsSync(fresh));
      }
    }
    const nowhere = await llavaMed(batch(join(folder, 'nowhere', 'a.jsonl')));
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.err, /a\.jsonl cannot be written: its folder does not exist/);
    assert.match(
      (await llavaMed(['batch', questions, '--out', fresh, '--images', images, '--model', modelPath])).err,
      /without an image projector/,
    );
  });

  it('answers LLaVA-Med’s own evaluation questions', async function () {
    if (!existsSync(evaluation)) {
      console.log('      LLaVA-Med’s evaluation files are not here: skipped');
      this.skip();
    }
    const asked = join(folder, 'evaluation.jsonl');
    const source = readFileSync(join(evaluation, 'llava_med_eval_qa50_qa.jsonl'), 'utf8').split('\n').slice(0, 24);
    writeFileSync(asked, `${source.join('\n')}\n`);
    const out = join(folder, 'evaluation-answers.jsonl');
    const run = ['batch', asked, '--out', out, '--images', join(evaluation, 'images'), '--max-tokens', '4', ...model];
    const { code, err } = await llavaMed(run);
    assert.equal(code, 0, err);
    const wanted = source.map((text) => JSON.parse(text) as { question_id: number; text: string });
    assert.deepEqual(
      answersOf(out).map(({ question_id: id, prompt }) => [id, prompt]),
      wanted.map(({ question_id: id, text }) => [id, text.replace('<image>', '').trim()]),
    );
  });
});
