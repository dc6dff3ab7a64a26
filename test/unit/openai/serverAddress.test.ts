import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OpenAiError } from '../../../src/openai/openAiErrors.ts';
import { serverAddress } from '../../../src/openai/serverAddress.ts';
import { serverSays } from '../../../src/openai/serverSays.ts';
import { secondsOfRetryAfter } from '../../../src/openai/statusError.ts';

describe('the address of a server', () => {
  const fit = [
    ['http://localhost:8080/v1', 'http://localhost:8080/v1', 'localhost:8080'],
    ['http://localhost:8080', 'http://localhost:8080', 'localhost:8080'],
    ['https://api.example.org/v1/', 'https://api.example.org/v1', 'api.example.org'],
    ['https://api.example.org/v1/chat/completions', 'https://api.example.org/v1', 'api.example.org'],
    ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1', '127.0.0.1:11434'],
    ['http://127.1/v1', 'http://127.0.0.1/v1', '127.0.0.1'],
    ['http://[::1]:1234/v1', 'http://[::1]:1234/v1', '[::1]:1234'],
    ['http://judge.localhost/v1', 'http://judge.localhost/v1', 'judge.localhost'],
  ] as const;
  for (const [given, baseUrl, host] of fit)
    it(`reads ${given}`, () => assert.deepEqual(serverAddress(given), { baseUrl, host }));

  const unfit = [
    ['localhost:8080', 'addressUnfit'],
    ['/v1', 'addressUnfit'],
    ['ftp://localhost/v1', 'addressUnfit'],
    ['https://name:secret@example.org/v1', 'addressUnfit'],
    ['https://example.org/v1?key=secret', 'addressUnfit'],
    ['http://example.org/v1', 'insecure'],
    ['http://192.168.1.5:8080/v1', 'insecure'],
    ['http://localhost.example.org/v1', 'insecure'],
    ['http://127.0.0.1.example.org/v1', 'insecure'],
    ['http://notlocalhost/v1', 'insecure'],
  ] as const;
  for (const [given, code] of unfit)
    it(`refuses ${given}`, () =>
      assert.throws(
        () => serverAddress(given),
        (error) => error instanceof OpenAiError && error.code === code && !error.message.includes('secret'),
      ));

  it('takes http to another machine where that is allowed', () =>
    assert.equal(serverAddress('http://192.168.1.5:8080/v1', true).host, '192.168.1.5:8080'));
});

describe("a server's own words", () => {
  it('are shown but for what was asked', () => {
    assert.equal(serverSays('seed must be positive', ['a question']), 'seed must be positive');
    assert.equal(serverSays(undefined, []), undefined);
    assert.equal(serverSays('x'.repeat(300), [])?.length, 200);
    assert.equal(serverSays('input: "the left\\nlung shows a mass"', ['The left\nlung shows a mass.']), undefined);
  });

  it('never have sixteen characters in common with it', () => {
    const words = fc.array(fc.constantFrom('effusion', 'left', 'mass', 'lung', 'the'), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(40), fc.string(), fc.string(), (asked, from, before, after) => {
        const prompt = asked.join(' ');
        const echo = prompt.slice(from, from + 30);
        const quote = serverSays(before + echo + after, [prompt]);
        for (let at = 0; at + 16 <= echo.length; at++)
          assert.ok(quote?.toLowerCase().includes(echo.slice(at, at + 16)) !== true, quote);
      }),
    );
  });
});

describe('Retry-After', () => {
  it('is read as seconds or a date', () => {
    const now = Date.parse('2024-01-01T00:00:00Z');
    assert.equal(secondsOfRetryAfter('2', now), 2);
    assert.equal(secondsOfRetryAfter('1.5', now), 1.5);
    assert.equal(secondsOfRetryAfter('Mon, 01 Jan 2024 00:01:30 GMT', now), 90);
    assert.equal(secondsOfRetryAfter('Sun, 31 Dec 2023 23:59:00 GMT', now), 0);
    assert.equal(secondsOfRetryAfter('soon', now), undefined);
    assert.equal(secondsOfRetryAfter(null, now), undefined);
  });
});
