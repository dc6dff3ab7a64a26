/** `llava-med eval` and `compare` as a person runs them: stopped, killed, in parts, with judges. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EvaluationResults } from '../../src/protocol/evaluationResults.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { temporaryFolder } from './engineUnderTest.ts';
import { startJudgeServer, type JudgeServer } from './judgeServer.ts';
import { llavaMed, program, type Ended } from './llavaMedProgram.ts';

const FILES = ['answers.jsonl', 'evaluation-results.json', 'evaluation.json', 'judgements.jsonl', 'questions.jsonl'];

const lineCount = (path: string): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);

function resultsOf(folder: string): EvaluationResults {
  return JSON.parse(readFileSync(join(folder, 'evaluation-results.json'), 'utf8')) as EvaluationResults;
}

function requireSame(folder: string, expected: string): void {
  for (const name of FILES)
    assert.equal(readFileSync(join(folder, name), 'utf8'), readFileSync(join(expected, name), 'utf8'), name);
}

function done(ended: Ended): Ended {
  assert.equal(ended.code, 0, ended.err);
  return ended;
}

describe('the program llava-med eval', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const { modelPath, projectorPath } = writeRandomPair(folder, 'eval', { seed: 3 });
  const model = ['--model', modelPath, '--mmproj', projectorPath, '--gpu', 'cpu', '--max-tokens', '24'];
  const sampling = ['--temperature', '0.7', '--seed', '5'];
  const set = join(folder, 'set');
  const chat = join(set, 'chat.jsonl');
  const images = ['--images', join(set, 'images')];
  const whole = join(folder, 'whole');
  let judge: JudgeServer;
  const chatRun = (out: string, ...more: string[]): string[] => [
    ...['eval', 'chat', chat, '--out', out, ...images, ...model, ...sampling],
    ...['--judge-url', judge.url, '--judge-model', 'hash', '--both-orders', ...more],
  ];

  before(async () => {
    assert.ok(existsSync(program), 'dist/cli.mjs is built by: node esbuild.mjs');
    judge = await startJudgeServer();
    done(await llavaMed(['eval', 'phantoms', '--out', set, '--phantoms', '10', '--set-seed', 'test']));
    done(await llavaMed(chatRun(whole)));
  });

  after(() => judge.close());

  it('answers, has both orders judged, and scores every question', () => {
    assert.equal(lineCount(join(whole, 'answers.jsonl')), 40);
    assert.equal(lineCount(join(whole, 'judgements.jsonl')), 80);
    const { rows, groups, metrics, warnings, published } = resultsOf(whole);
    assert.equal(rows.length, 40);
    assert.equal(metrics[0]?.id, 'relativeScore');
    assert.deepEqual(warnings, []);
    // Of other questions than the published ones they would say nothing.
    assert.deepEqual(published, []);
    const counts = Object.fromEntries(groups.map(({ id, count }) => [id, count]));
    assert.deepEqual(counts, {
      ...{ overall: 40, conversation: 30, detailed_description: 10 },
      ...{ chest_xray: 8, mri: 8, histology: 8, gross: 8, ct_scan: 8 },
    });
    // The mean of the ratios of the points that the judge gave with the reference first.
    const ratios = rows.map(({ judgements }) => {
      const { reference, answer } = judgements!.find(({ order }) => order === 'referenceFirst')!;
      return (100 * answer!) / reference!;
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    assert.ok(Math.abs((groups[0]?.figures['relativeScore']?.value ?? NaN) - mean) < 1e-9);
  });

  it('killed while it answers and while it is judged, it ends with the same files, byte for byte', async () => {
    const out = join(folder, 'interrupted');
    const replies = join(out, 'judge-replies');
    const first = await llavaMed(chatRun(out), (child) => {
      void killWhen(child, () => lineCount(join(out, 'answers.jsonl')) >= 7);
    });
    assert.equal(first.signal, 'SIGKILL', first.err);
    assert.ok(lineCount(join(out, 'answers.jsonl')) < 40);
    const asked = judge.asked.length;
    const second = await llavaMed(chatRun(out), (child) => {
      void killWhen(child, () => existsSync(replies) && readdirSync(replies).length >= 5);
    });
    assert.equal(second.signal, 'SIGKILL', second.err);
    const third = done(await llavaMed(chatRun(out)));
    assert.match(third.err, /40 of 40 questions were answered before/);
    requireSame(out, whole);
    // What had a reply was not asked again, but for those under way when it was killed.
    assert.ok(judge.asked.length - asked <= 80 + 2 * 4, `${judge.asked.length - asked} questions to the judge`);

    async function killWhen(child: ChildProcess, isTime: () => boolean): Promise<void> {
      while (child.exitCode === null && !isTime()) await wait(2);
      child.kill('SIGKILL');
    }
  });

  it('in two parts on two machines, it gives the files of one run', async () => {
    const parts = ['part-1', 'part-2'].map((name) => join(folder, name));
    for (const [index, part] of parts.entries()) done(await llavaMed(chatRun(part, '--shard', `${index + 1}/2`)));
    assert.deepEqual(
      parts.map((part) => lineCount(join(part, 'answers.jsonl'))),
      [20, 20],
    );
    const merged = join(folder, 'merged');
    done(await llavaMed(['eval', 'merge', ...parts, '--out', merged]));
    requireSame(merged, whole);
    const alone = await llavaMed(['eval', 'merge', parts[0]!, parts[0]!, '--out', join(folder, 'twice')]);
    assert.equal(alone.code, 1);
    assert.match(alone.err, /not the parts of one: part 1 is named twice/);
  });

  it('refuses parts that were answered with other settings, and leaves nothing where it would have merged', async () => {
    const parts = ['part-1', 'part-of-another'].map((name) => join(folder, name));
    done(await llavaMed(chatRun(parts[1]!, '--shard', '2/2', '--context', '2048')));
    const out = join(folder, 'not-merged');
    const refused = await llavaMed(['eval', 'merge', ...parts, '--out', out]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /part-of-another was answered with another context size/);
    assert.ok(!existsSync(out));
  });

  it('works on a folder alone', async () => {
    const out = join(folder, 'alone');
    let second: Promise<Ended> | undefined;
    const first = await llavaMed(chatRun(out), (child) => {
      void (async () => {
        while (child.exitCode === null && lineCount(join(out, 'answers.jsonl')) < 1) await wait(2);
        child.kill('SIGSTOP');
        second = llavaMed(chatRun(out));
        await second;
        child.kill('SIGCONT');
      })();
    });
    assert.equal(first.code, 0, first.err);
    const { code, err } = (await second)!;
    assert.equal(code, 1);
    assert.match(err, /Another program, or another window, works on the run in alone/);
    requireSame(out, whole);
    assert.ok(!existsSync(join(out, 'run.lock')));
  });

  it('takes no answers of one model for those of another', async () => {
    const other = writeRandomPair(folder, 'other', { seed: 8 });
    const args = chatRun(whole).map((word) =>
      word === modelPath ? other.modelPath : word === projectorPath ? other.projectorPath : word,
    );
    const ended = await llavaMed(args);
    assert.equal(ended.code, 1);
    assert.match(ended.err, /The run in whole was answered by eval-model, not by other-model/);
  });

  it('goes on only as it was begun, and says what is different', async () => {
    const other = await llavaMed([...chatRun(whole), '--seed', '6']);
    assert.equal(other.code, 1);
    assert.match(other.err, /The run in whole was begun otherwise: --temperature, --top-p, --max-tokens or --seed/);
    const strange = await llavaMed([...chatRun(set)]);
    assert.match(strange.err, /set is not empty and holds no run, so nothing is written there/);
  });

  it('keeps what a judge said that cannot be read, and says how many there are', async () => {
    const strange = await startJudgeServer(() => 'Both are good, with 2 lesions of 3 cm.');
    const out = join(folder, 'unreadable');
    const args = ['eval', 'chat', chat, '--out', out, ...images, ...model, ...sampling];
    const ended = await llavaMed([...args, '--judge-url', strange.url, '--judge-model', 'strange']);
    await strange.close();
    assert.equal(ended.code, 0, ended.err);
    // Three tries for each.
    assert.equal(strange.asked.length, 120);
    const { warnings, rows, metrics } = resultsOf(out);
    assert.match(warnings.join(), /40 of 40 replies of the judge could not be read/);
    assert.ok(rows.every(({ judgements }) => judgements?.[0]?.reply.includes('2 lesions')));
    assert.ok(metrics.some(({ id }) => id === 'f1'));
    // The server is gone: what was answered stands, and the way out is said.
    const gone = await llavaMed([
      ...args.with(4, join(folder, 'gone')),
      '--judge-url',
      strange.url,
      '--judge-model',
      'm',
    ]);
    assert.equal(gone.code, 1);
    assert.match(gone.err, /127\.0\.0\.1/);
    assert.match(gone.err, /40 of 40 questions answered\. The same command goes on from there/);
  });

  it('takes a text model on this machine as a judge', async () => {
    const out = join(folder, 'local-judge');
    const few = join(folder, 'few');
    done(await llavaMed(['eval', 'phantoms', '--out', few, '--phantoms', '1']));
    const { modelPath: judgeModel } = writeRandomPair(folder, 'judge', { seed: 9 });
    const ended = await llavaMed([
      ...[
        'eval',
        'chat',
        join(few, 'chat.jsonl'),
        '--out',
        out,
        '--images',
        join(few, 'images'),
        ...model,
        ...sampling,
      ],
      ...['--judge-gguf', judgeModel],
    ]);
    assert.ok(ended.code === 0, ended.err);
    // Random weights give no points; each reply is kept, and counted.
    assert.equal(lineCount(join(out, 'judgements.jsonl')), 4);
    assert.match(resultsOf(out).warnings.join(), /4 of 4 replies of the judge could not be read/);
  });

  it('asks with the caption in place of the image', async () => {
    const out = join(folder, 'text-only');
    done(await llavaMed(['eval', 'chat', chat, '--out', out, '--text-only', ...model, ...sampling]));
    const [question] = readFileSync(join(out, 'questions.jsonl'), 'utf8').split('\n');
    assert.doesNotMatch(question ?? '', /"image"/);
    assert.equal(resultsOf(out).rows.length, 40);
    assert.ok(resultsOf(out).facts.some(({ value }) => value === 'the caption in place of the image'));
    const none = await llavaMed(['eval', 'vqa', join(set, 'vqa_rad.json'), '--out', join(folder, 'n'), '--text-only']);
    assert.match(none.err, /has no captions/);
  });

  it('measures VQA and report drafts, and compares runs over the same questions', async () => {
    const runs = ['5', '6'].map((seed) => ({ seed, out: join(folder, `vqa-${seed}`) }));
    for (const { seed, out } of runs)
      done(
        await llavaMed([
          ...['eval', 'vqa', join(set, 'vqa_rad.json'), '--out', out, ...images, ...model],
          ...['--temperature', '0.7', '--seed', seed],
        ]),
      );
    const compared = done(await llavaMed(['compare', ...runs.map(({ out }) => out), '--json']));
    const { questions, winRates, differences } = JSON.parse(compared.out) as {
      questions: number;
      winRates: { wins: number; losses: number; ties: number }[];
      differences: { mcnemar: object }[];
    };
    const [rate] = winRates;
    assert.ok(questions > 30 && rate !== undefined);
    assert.equal(rate.wins + rate.losses + rate.ties, questions);
    assert.ok(differences[0]?.mcnemar);
    const report = join(folder, 'report');
    done(await llavaMed(['eval', 'report', join(set, 'reports.jsonl'), '--out', report, ...images, ...model]));
    const { rows, groups } = resultsOf(report);
    assert.equal(rows.length, 10);
    assert.ok(groups[0]?.figures['missed']);
    const others = await llavaMed(['compare', runs[0]!.out, report]);
    assert.match(others.err, /cannot be compared: report is of another kind/);
  });

  it('has report drafts judged, in parts too, and says how far two judges of one chat agree', async () => {
    const reply = (prompt: string): string =>
      `MATCHED: a finding\n${prompt.length % 2 === 0 ? 'MISSING FINDING: another' : 'MINOR: a word'}\nEND`;
    const reader = await startJudgeServer(reply);
    const args = (out: string, ...more: string[]): string[] => [
      ...['eval', 'report', join(set, 'reports.jsonl'), '--out', out, ...images, ...model],
      ...['--judge-url', reader.url, '--judge-model', 'reader', ...more],
    ];
    const out = join(folder, 'judged-reports');
    const ended = done(await llavaMed(args(out)));
    assert.match(ended.err, /The reports and the drafts go to 127\.0\.0\.1/);
    assert.match(ended.out, /GREEN-style score/);
    assert.equal(reader.asked.length, 10);
    const { rows, groups } = resultsOf(out);
    const scores = rows.map((row) => row.scores['green']!);
    assert.ok(scores.every((score) => score === 50 || score === 100));
    const mean = scores.reduce((sum, score) => sum + score, 0) / 10;
    assert.ok(Math.abs((groups[0]?.figures['green']?.value ?? NaN) - mean) < 1e-9);
    assert.equal(groups[0]?.figures['greenErrors']?.value, scores.filter((score) => score === 50).length);
    assert.deepEqual(rows[0]?.judgements?.[0]?.findings?.matched, 1);
    const parts = ['report-1', 'report-2'].map((name) => join(folder, name));
    for (const [index, part] of parts.entries()) done(await llavaMed(args(part, '--shard', `${index + 1}/2`)));
    const merged = join(folder, 'merged-reports');
    done(await llavaMed(['eval', 'merge', ...parts, '--out', merged]));
    requireSame(merged, out);
    await reader.close();

    const second = await startJudgeServer(() => '8 7');
    const other = join(folder, 'second-judge');
    done(
      await llavaMed([
        ...['eval', 'chat', chat, '--out', other, ...images, ...model, ...sampling],
        ...['--judge-url', second.url, '--judge-model', 'second'],
      ]),
    );
    await second.close();
    const compared = done(await llavaMed(['compare', whole, other]));
    assert.match(compared.out, /hash and second judge the same answers: within one point \d+ %.* \(40 answers\)/);
  });

  it('scores a run anew from what is in its folder', async () => {
    const before = readFileSync(join(whole, 'evaluation-results.json'), 'utf8');
    rmSync(join(whole, 'evaluation-results.json'));
    const ended = done(await llavaMed(['eval', 'score', whole]));
    assert.match(ended.out, /Relative score/);
    assert.equal(readFileSync(join(whole, 'evaluation-results.json'), 'utf8'), before);
    const nothing = await llavaMed(['eval', 'score', set]);
    assert.match(nothing.err, /set holds no run of an evaluation/);
  });
});
