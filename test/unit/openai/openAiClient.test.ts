import assert from 'node:assert/strict';
import { OpenAiClient, type ChatRequest, type OpenAiClientOptions } from '../../../src/openai/openAiClient.ts';
import { OpenAiError, type OpenAiErrorCode } from '../../../src/openai/openAiErrors.ts';
import { costOf } from '../../../src/openai/tokenUsage.ts';
import { completion, ScriptedServer, sendJson, sendReply, type Script } from './scriptedServer.ts';

const KEY = 'sk-very-secret-0123456789';
const PRIVATE = 'Mrs Example, born 1950, has a pleural effusion on the left.';
const REQUEST: ChatRequest = {
  model: 'judge',
  turns: [
    { role: 'system', content: 'You compare answers.' },
    { role: 'user', content: PRIVATE },
  ],
};

describe('the client of OpenAI-compatible servers', () => {
  let server: ScriptedServer | undefined;
  const environment = { ...process.env };

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    process.env = { ...environment };
  });

  async function clientOf(script: Script, options: Partial<OpenAiClientOptions> = {}): Promise<OpenAiClient> {
    server = await ScriptedServer.start(script);
    return new OpenAiClient({ baseUrl: server.baseUrl, key: KEY, retries: 2, ...options });
  }

  /** Names the server, and neither the key nor what was asked. */
  async function failure(client: OpenAiClient, code: OpenAiErrorCode, request = REQUEST): Promise<string> {
    const error: unknown = await client.chat(request).then(
      () => assert.fail('it answered'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof OpenAiError, String(error));
    assert.equal(error.code, code, error.message);
    assert.ok(error.message.includes(client.host), error.message);
    for (const hidden of [KEY, KEY.slice(0, 12), PRIVATE, 'pleural effusion', 'Mrs Example'])
      assert.ok(!error.message.includes(hidden), error.message);
    return error.message;
  }

  const asked = (index = 0) => server!.requests[index]!;

  it('asks greedily, without a stream, and counts tokens', async () => {
    const client = await clientOf((response) => sendReply(response, 'Hello'));
    const reply = await client.chat({ ...REQUEST, seed: 7, maxTokens: 50 });
    assert.deepEqual(reply, { text: 'Hello', stopReason: 'end', promptTokens: 100, answerTokens: 10 });
    assert.equal(asked().method, 'POST');
    assert.equal(asked().path, '/v1/chat/completions');
    assert.deepEqual(asked().body, {
      model: 'judge',
      messages: REQUEST.turns,
      stream: false,
      temperature: 0,
      seed: 7,
      max_tokens: 50,
    });
    await client.chat({ ...REQUEST, temperature: null });
    assert.ok(!('temperature' in asked(1).body) && !('seed' in asked(1).body) && !('max_tokens' in asked(1).body));
    const usage = { replies: 2, retries: 0, promptTokens: 200, answerTokens: 20, repliesWithoutUsage: 0 };
    assert.deepEqual(client.usage, usage);
    assert.equal(costOf(usage, { perMillionPromptTokens: 5, perMillionAnswerTokens: 50 }), 0.002);
  });

  it('sends the key it was given and nothing of the environment', async () => {
    Object.assign(process.env, {
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_API_KEY: 'environment-key',
      OPENAI_ADMIN_KEY: 'environment-key',
      OPENAI_ORG_ID: 'environment-org',
      OPENAI_PROJECT_ID: 'environment-project',
      OPENAI_CUSTOM_HEADERS: 'X-Environment: 1\nAuthorization: Bearer environment-key',
    });
    const client = await clientOf((response) => sendReply(response, 'Hello'));
    await client.chat(REQUEST);
    assert.equal(asked().headers.authorization, `Bearer ${KEY}`);
    assert.doesNotMatch(JSON.stringify(asked()), /environment|stainless/i);
    await new OpenAiClient({ baseUrl: `${server!.baseUrl}/chat/completions/`, key: undefined }).chat(REQUEST);
    assert.equal(asked(1).headers.authorization, undefined);
    assert.equal(asked(1).path, '/v1/chat/completions');
  });

  it('waits as Retry-After asks, and tries again', async () => {
    const client = await clientOf((response, _, index) => {
      if (index === 0) sendJson(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '1' });
      else sendReply(response, 'Hello');
    });
    const start = performance.now();
    assert.equal((await client.chat(REQUEST)).text, 'Hello');
    const waited = performance.now() - start;
    assert.ok(waited > 950 && waited < 3000, `${waited} ms`);
    assert.equal(client.usage.retries, 1);
  });

  it('tries again after 408, 409, 500 and a broken connection', async () => {
    const client = await clientOf(
      (response, _, index) => {
        if (index === 0) sendJson(response, 408, {}, { 'retry-after': '0' });
        else if (index === 1) sendJson(response, 409, {}, { 'retry-after': '0' });
        else if (index === 2) sendJson(response, 500, {}, { 'retry-after': '0' });
        else if (index === 3) response.destroy();
        else sendReply(response, 'Hello');
      },
      { retries: 4 },
    );
    assert.equal((await client.chat(REQUEST)).text, 'Hello');
    assert.equal(client.usage.retries, 4);
  });

  const statuses: readonly [string, number, unknown, OpenAiErrorCode, number, RegExp][] = [
    ['a wrong key', 401, { error: { message: `Incorrect API key: ${KEY}` } }, 'unauthorised', 1, /another key/],
    ['a forbidden model', 403, {}, 'unauthorised', 1, /does not allow/],
    ['an unknown model', 404, { error: { message: 'The model `judge` does not exist' } }, 'modelUnknown', 1, /"judge"/],
    ["Ollama's unknown model", 404, { error: { message: 'model "judge" not found' } }, 'modelUnknown', 1, /\/models/],
    ['a wrong path', 404, { detail: 'Not Found' }, 'badReply', 1, /HTTP 404.*\/v1/],
    ['500s', 500, { error: { message: 'CUDA\u202E error' } }, 'serverFailed', 3, /HTTP 500.*CUDA⟨U\+202E⟩ error/],
    ['limits that last', 429, {}, 'rateLimited', 3, /fewer/],
    ['no money', 429, { error: { code: 'insufficient_quota', message: 'x' } }, 'rateLimited', 1, /used up/],
    ["OpenAI's context", 400, { error: { code: 'context_length_exceeded' } }, 'contextTooLong', 1, /larger context/],
    ["llama-server's context", 400, { error: { type: 'exceed_context_size_error' } }, 'contextTooLong', 1, /larger/],
    ["vLLM's context", 400, { message: "model's maximum context length is 2048" }, 'contextTooLong', 1, /larger/],
    [
      'an older context',
      500,
      { error: 'the request exceeds the available context size' },
      'contextTooLong',
      1,
      /larger/,
    ],
    ['a parameter', 400, { error: { message: 'temperature must be 1' } }, 'refused', 1, /"temperature must be 1"/],
    ['an echo', 422, { error: { message: `bad input: ${PRIVATE}` } }, 'refused', 1, /HTTP 422\)\. Choose/],
  ];
  for (const [what, status, body, code, requests, message] of statuses) {
    it(`says what to do after ${what}`, async () => {
      const client = await clientOf((response) => sendJson(response, status, body, { 'retry-after': '0' }));
      assert.match(await failure(client, code), message);
      assert.equal(server!.requests.length, requests);
    });
  }

  it('does not ask again at once where the server asks to wait for long', async () => {
    const client = await clientOf((response) => sendJson(response, 429, {}, { 'retry-after': '90' }));
    assert.match(await failure(client, 'rateLimited'), /90 seconds/);
    assert.equal(server!.requests.length, 1);
  });

  it('asks for a key where there is none', async () => {
    const client = await clientOf((response) => sendJson(response, 401, {}), { key: undefined });
    assert.match(await failure(client, 'unauthorised'), /wants a key/);
  });

  const replies: readonly [string, string, string, RegExp][] = [
    ['a web page', 'text/html', '<!DOCTYPE html><p>Welcome', /a web page/],
    ['nothing', 'application/json', '', /nothing/],
    ['broken JSON', 'application/json', '{"choices":', /no JSON/],
    ['a list', 'application/json', '[]', /another kind/],
    ['no choices', 'application/json', '{"choices":[]}', /another kind/],
    [
      'no text',
      'application/json',
      '{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}',
      /another kind/,
    ],
  ];
  for (const [what, type, body, message] of replies) {
    it(`takes ${what} for no reply`, async () => {
      const client = await clientOf((response) => void response.writeHead(200, { 'content-type': type }).end(body));
      assert.match(await failure(client, 'badReply'), message);
      assert.equal(server!.requests.length, 1);
    });
  }

  it('stops reading a reply without end', async () => {
    const client = await clientOf((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16, ' ')));
        response.once('drain', more);
      };
      more();
    });
    assert.match(await failure(client, 'badReply'), /8 MB/);
  });

  it('reads what servers leave out or add', async () => {
    const shapes: readonly [object, string, string][] = [
      [completion('Hello'), 'Hello', 'end'],
      [completion([{ type: 'text', text: 'Hel' }, { text: 'lo' }]), 'Hello', 'end'],
      [completion('Hel', {}, 'length'), 'Hel', 'maxTokens'],
      [completion(null, {}, 'length'), '', 'maxTokens'],
      [{ choices: [{ message: { content: null, refusal: 'I cannot.' } }] }, 'I cannot.', 'filtered'],
    ];
    const client = await clientOf((response, _, index) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(shapes[index]![0]));
    });
    for (const [, text, stopReason] of shapes)
      assert.deepEqual(await client.chat(REQUEST), {
        text,
        stopReason,
        promptTokens: undefined,
        answerTokens: undefined,
      });
    assert.equal(client.usage.repliesWithoutUsage, shapes.length);
  });

  it('gives a slow server the time it has, once', async () => {
    for (const startsAnswering of [false, true]) {
      const client = await clientOf(
        (response) => {
          if (startsAnswering) response.writeHead(200).write('{');
        },
        { timeoutMs: 300 },
      );
      const start = performance.now();
      assert.match(await failure(client, 'timeout'), /within 0.3 seconds/);
      assert.ok(performance.now() - start < 2000);
      assert.equal(server!.requests.length, 1);
      await server!.stop();
    }
    server = undefined;
  });

  it('stops where it is asked to, with the reason', async () => {
    const reason = new Error('enough');
    for (const status of [undefined, 500]) {
      const stop = new AbortController();
      const client = await clientOf((response) => {
        if (status !== undefined) sendJson(response, status, {}, { 'retry-after': '30' });
        setTimeout(() => stop.abort(reason), 50);
      });
      const start = performance.now();
      await assert.rejects(client.chat(REQUEST, stop.signal), (error) => error === reason);
      assert.ok(performance.now() - start < 2000);
      await assert.rejects(client.chat(REQUEST, stop.signal), (error) => error === reason);
      assert.equal(server!.requests.length, 1);
      await server!.stop();
    }
    server = undefined;
  });

  it('follows no redirect', async () => {
    const other = await ScriptedServer.start((response) => sendReply(response, 'Hello'));
    try {
      for (const status of [301, 302, 307, 308]) {
        const client = await clientOf((response) => {
          response.writeHead(status, { location: `${other.baseUrl}/chat/completions` }).end();
        });
        assert.ok((await failure(client, 'redirected')).includes(other.host));
        assert.equal(server!.requests.length, 1);
        await server!.stop();
      }
      assert.equal(other.requests.length, 0);
    } finally {
      server = undefined;
      await other.stop();
    }
  });

  it('says where nobody answers', async () => {
    const client = await clientOf(() => undefined, { retries: 1 });
    await server!.stop();
    server = undefined;
    assert.match(await failure(client, 'unreachable'), /ECONNREFUSED/);
  });

  it('calls the limit of tokens as the server wants it, from then on', async () => {
    const client = await clientOf((response, { body }) => {
      if ('max_tokens' in body) sendJson(response, 400, { error: { param: 'max_tokens', message: 'unsupported' } });
      else sendReply(response, 'Hello');
    });
    for (let call = 0; call < 2; call++) await client.chat({ ...REQUEST, maxTokens: 50 });
    assert.deepEqual(
      server!.requests.map(({ body }) => body['max_tokens'] ?? body['max_completion_tokens']),
      [50, 50, 50],
    );
  });

  it('asks a model that refuses a temperature without one, from then on', async () => {
    const client = await clientOf((response, { body }) => {
      const refused = ['max_tokens', 'temperature'].find((name) => name in body);
      if (body.model === 'judge' && refused !== undefined)
        sendJson(response, 400, { error: { param: refused, message: 'unsupported' } });
      else sendReply(response, 'Hello');
    });
    for (const model of ['judge', 'judge', 'another']) await client.chat({ ...REQUEST, model, maxTokens: 50 });
    assert.deepEqual(
      server!.requests.map(({ body }) => [body.model, body['temperature'], body['max_completion_tokens']]),
      [
        ['judge', 0, undefined],
        ['judge', 0, 50],
        ['judge', undefined, 50],
        ['judge', undefined, 50],
        ['another', 0, 50],
      ],
    );
  });

  it('gives up where the server refuses what was not sent', async () => {
    const client = await clientOf((response) => {
      sendJson(response, 400, { error: { param: 'temperature', message: 'unsupported' } });
    });
    await failure(client, 'refused');
    assert.equal(server!.requests.length, 2);
  });

  it('never shows the key that no header can carry', () => {
    assert.throws(
      () => new OpenAiClient({ baseUrl: 'http://localhost:1/v1', key: `${KEY}\nx` }),
      (error) => error instanceof OpenAiError && error.code === 'keyUnfit' && !error.message.includes('sk-'),
    );
  });
});
