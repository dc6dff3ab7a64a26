import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { judgeAnswers, type JudgeProgress } from '../../../../src/evaluation/judge/judgeAnswers.ts';
import { FolderJudgeCache } from '../../../../src/evaluation/judge/judgeCache.ts';
import { isFailed, type FailedJudgement, type Judgement } from '../../../../src/evaluation/judge/judgement.ts';
import { serverJudge } from '../../../../src/evaluation/judge/serverJudge.ts';
import { OpenAiClient } from '../../../../src/openai/openAiClient.ts';
import { OpenAiError, openAiErrors } from '../../../../src/openai/openAiErrors.ts';
import { ScriptedServer, sendJson, sendReply, type Script } from '../../openai/scriptedServer.ts';
import { answeredItem, answeredItems, itemOf, ScriptedJudge } from './judgedItems.ts';

const BOTH = ['referenceFirst', 'answerFirst'] as const;

describe('answers before a judge', () => {
  let server: ScriptedServer | undefined;
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'judge-'));
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  async function judgeOf(script: Script): Promise<ReturnType<typeof serverJudge>> {
    server = await ScriptedServer.start(script);
    const client = new OpenAiClient({ baseUrl: server.baseUrl, key: 'sk-secret-0123456789', retries: 1 });
    return serverJudge({ client, model: 'judge' });
  }

  const userOf = (index: number): string => server!.requests[index]!.body.messages[1]!.content;
  const scoresOf = (results: readonly (Judgement | FailedJudgement)[]) =>
    results.map((result) => (isFailed(result) ? result.failure : result.scores));

  it('are told in their order, whatever the order of the replies', async () => {
    const held: (() => void)[] = [];
    let open = 0;
    let most = 0;
    const judge = await judgeOf((response, { body }, index) => {
      most = Math.max(most, ++open);
      const reply = (): void => {
        open--;
        sendReply(response, `${itemOf({ user: body.messages[1]!.content })} 10\nBecause.`);
      };
      // The first four are replied to when all are there, the last of them first.
      if (index < 4) held.push(reply);
      if (index === 3) for (const late of held.reverse()) late();
      if (index >= 4) reply();
    });
    const told: (Judgement | FailedJudgement)[] = [];
    const steps: JudgeProgress[] = [];
    const results = await judgeAnswers({
      items: answeredItems(9),
      judge,
      orders: BOTH,
      onJudgement: (result) => told.push(result),
      onProgress: (progress) => steps.push(progress),
    });
    assert.deepEqual(told, results);
    assert.deepEqual(
      results.map(({ id, order }) => [id, order]),
      answeredItems(9).flatMap(({ item }) => BOTH.map((order) => [item.id, order])),
    );
    assert.deepEqual(scoresOf(results).slice(0, 4), [
      { reference: 1, answer: 10 },
      { reference: 10, answer: 1 },
      { reference: 2, answer: 10 },
      { reference: 10, answer: 2 },
    ]);
    assert.equal(most, 4);
    assert.deepEqual(steps.at(-1), { done: 18, count: 18, kept: 0 });
    const [first] = results;
    assert.ok(first && !isFailed(first));
    const { promptSha256, ...rest } = first;
    assert.match(promptSha256, /^[\da-f]{64}$/);
    assert.deepEqual(JSON.parse(JSON.stringify(rest)), {
      id: 1,
      order: 'referenceFirst',
      judge: 'judge',
      scores: { reference: 1, answer: 10 },
      reply: '1 10\nBecause.',
      tries: 1,
      promptTokens: 100,
      answerTokens: 10,
    });
  });

  it('are asked for again in other words where the reply cannot be read', async () => {
    const judge = await judgeOf((response, _, index) =>
      sendReply(response, ['2 lesions of 3 cm', 'Hm.', '8 7', 'Hm.', 'Hm.', "I'm sorry, I can't."][index]!),
    );
    const results = await judgeAnswers({ items: answeredItems(2), judge, concurrency: 1 });
    assert.deepEqual(
      results.map(
        (result) => !isFailed(result) && [result.tries, result.scores, result.unreadable, result.promptTokens],
      ),
      [
        [3, { reference: 8, answer: 7 }, undefined, 300],
        [3, undefined, 'refusal', 300],
      ],
    );
    assert.equal((results[1] as Judgement).reply, "I'm sorry, I can't.");
    assert.equal(new Set([0, 1, 2].map(userOf)).size, 3);
    for (const index of [1, 2]) assert.ok(userOf(index).startsWith(userOf(0)));
  });

  it('ask nothing that was replied to before', async () => {
    const judge = await judgeOf((response, _, index) => sendReply(response, index === 0 ? 'Hm.' : '8 7'));
    const work = {
      items: answeredItems(3),
      judge,
      orders: BOTH,
      cache: new FolderJudgeCache({ folder }),
      concurrency: 1,
    };
    const first = await judgeAnswers(work);
    assert.equal(server!.requests.length, 7);
    const steps: JudgeProgress[] = [];
    const again = await judgeAnswers({ ...work, onProgress: (progress) => steps.push(progress) });
    assert.equal(JSON.stringify(again), JSON.stringify(first));
    assert.equal(server!.requests.length, 7);
    assert.equal(steps.at(-1)?.kept, 7);
    for (const path of (await readdir(folder)).map((name) => join(folder, name))) {
      if (!(await readFile(path, 'utf8')).includes('8 7')) continue;
      await writeFile(path, '{"text":"1 10"');
      break;
    }
    assert.equal(JSON.stringify(await judgeAnswers(work)), JSON.stringify(first));
    assert.equal(server!.requests.length, 8);
  });

  it('ask the same question once, also at the same time', async () => {
    const judge = new ScriptedJudge(async () => {
      await wait(20);
      return '8 7';
    });
    const results = await judgeAnswers({ items: [answeredItem(1), answeredItem(1), answeredItem(1)], judge });
    assert.equal(results.length, 3);
    assert.equal(judge.prompts.length, 1);
  });

  it('go on after an error of one of them', async () => {
    const judge = await judgeOf((response, { body }) => {
      const about = itemOf({ user: body.messages[1]!.content });
      if (about === 2) sendJson(response, 400, { error: { code: 'context_length_exceeded' } });
      else if (about === 4) sendJson(response, 500, {}, { 'retry-after': '0' });
      else sendReply(response, '8 7');
    });
    const results = await judgeAnswers({ items: answeredItems(5), judge });
    assert.deepEqual(
      results.map((result) =>
        isFailed(result) ? /context|HTTP 500/.exec(result.failure)?.[0] : result.scores?.answer,
      ),
      [7, 'context', 7, 'HTTP 500', 7],
    );
  });

  it('end with an error that meets all, and keep what was done', async () => {
    const told: unknown[] = [];
    const cache = new FolderJudgeCache({ folder });
    const judge = await judgeOf((response, _, index) =>
      index < 3 ? sendReply(response, '8 7') : sendJson(response, 401, {}),
    );
    const work = { items: answeredItems(20), judge, cache, onJudgement: (result: unknown) => void told.push(result) };
    await assert.rejects(
      judgeAnswers({ ...work, concurrency: 1 }),
      (error) => error instanceof OpenAiError && error.code === 'unauthorised' && !error.message.includes('sk-'),
    );
    assert.equal(told.length, 3);
    assert.equal(server!.requests.length, 4);
    assert.equal((await readdir(folder)).length, 3);
  });

  it('end where failures do not', async () => {
    const failing = new ScriptedJudge(() => Promise.reject(openAiErrors.serverFailed('judge', 500, undefined)));
    const told: unknown[] = [];
    const onJudgement = (result: unknown): void => void told.push(result);
    await assert.rejects(judgeAnswers({ items: answeredItems(20), judge: failing, onJudgement, concurrency: 1 }), {
      code: 'serverFailed',
    });
    assert.equal(told.length, 4);
    const every = new ScriptedJudge((prompt) =>
      itemOf(prompt) % 2 === 0 ? '8 7' : Promise.reject(openAiErrors.timeout('judge', 1)),
    );
    assert.equal((await judgeAnswers({ items: answeredItems(20), judge: every, concurrency: 1 })).length, 20);
    const long = new ScriptedJudge(() => Promise.reject(openAiErrors.contextTooLong('judge', 'x')));
    assert.equal((await judgeAnswers({ items: answeredItems(20), judge: long })).length, 20);
  });

  it('end with a mistake of ours', async () => {
    const mistake = new TypeError('no');
    const judge = new ScriptedJudge(() => Promise.reject(mistake));
    await assert.rejects(judgeAnswers({ items: answeredItems(3), judge }), (error) => error === mistake);
    const onJudgement = (): void => {
      throw mistake;
    };
    const fine = new ScriptedJudge(() => '8 7');
    await assert.rejects(
      judgeAnswers({ items: answeredItems(3), judge: fine, onJudgement }),
      (error) => error === mistake,
    );
  });

  it('stop in the middle with the reason, and go on from there', async () => {
    const cache = new FolderJudgeCache({ folder });
    const stop = new AbortController();
    const reason = new Error('enough');
    const judge = await judgeOf((response, { body }) => {
      const isIn = itemOf({ user: body.messages[1]!.content }) <= 5;
      // Four hang when all others were replied to.
      if (isIn || stop.signal.aborted) sendReply(response, '8 7');
      else setTimeout(() => stop.abort(reason), 150);
    });
    const told: unknown[] = [];
    const work = { items: answeredItems(10), judge, cache };
    await assert.rejects(
      judgeAnswers({ ...work, onJudgement: (result) => told.push(result) }, stop.signal),
      (error) => error === reason,
    );
    assert.equal(told.length, 5);
    const before = server!.requests.length;
    assert.ok(before <= 9);
    assert.equal((await judgeAnswers(work)).length, 10);
    assert.equal(server!.requests.length - before, 5);
    await assert.rejects(judgeAnswers(work, stop.signal), (error) => error === reason);
  });
});
