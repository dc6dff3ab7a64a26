/** A process that ends for want of memory: told as such, and not started to die again. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EngineError } from '../../src/protocol/engineError.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

/** Lets the process have `more` bytes of addresses than it has now, so that allocations really fail. */
function limitMemory(pid: number, more: number): void {
  const size = Number(/^VmSize:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  execFileSync('prlimit', ['--pid', String(pid), `--as=${size + more}`]);
}

function hasPrlimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a model process that runs out of memory', function () {
  this.timeout(600_000);
  const pair = writeRandomPair(temporaryFolder(), 'memory', { seed: 3 });
  const image = randomImage(randomPairGeometry.imageSize, 1);
  const question = request([user('Is there an effusion?', image)], [image]);
  afterEach(disposeEngines);

  /** Kills the process during an answer, as the system does; a sampled end may come before. */
  const killDuringAnswer = async (engine: LocalEngine): Promise<unknown> => {
    for (let seed = 1; ; seed++) {
      const onToken = (): void => void process.kill(engine.childPid ?? 0, 'SIGKILL');
      const asked = request([user('Go on.')], [], { maxTokens: 4000, temperature: 1.5, seed });
      const error = await engine.answer(asked, { onToken }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined) return error;
    }
  };

  it('says so when it is killed while memory is short, and what it needs; then refuses until it fits', async () => {
    let free = 8e9;
    const engine = await startEngine({ availableMemory: () => free, maxDeaths: 2 });
    await engine.load(loadOptions(pair));
    const expected = await engine.answer(question);
    for (let time = 0; time < 3; time++) {
      free = 8e9;
      await engine.answer(question);
      free = 40e6;
      const error = await killDuringAnswer(engine);
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.code, 'outOfMemory', error.message);
      assert.match(
        error.message,
        /memory-model\.gguf needs about \d+(\.\d)? MB \(program .*KV cache.*\), and 40\.0 MB were free/,
      );
      assert.match(error.detail ?? '', /SIGKILL/);
      assert.deepEqual(engine.state, { kind: 'failed', error: error.data });
      for (let again = 0; again < 3; again++) {
        await assert.rejects(engine.answer(question), { code: 'notEnoughMemory' });
        assert.equal(engine.childPid, undefined, 'nothing is started that would die again');
      }
    }
    free = 8e9;
    assert.equal((await engine.answer(question)).text, expected.text);
  });

  it('is no want of memory when there is enough', async () => {
    const engine = await startEngine({ availableMemory: () => 8e9 });
    await engine.load(loadOptions(pair));
    const error = await killDuringAnswer(engine);
    assert.ok(error instanceof EngineError && error.code === 'childDied', String(error));
  });

  it('says so when an allocation really fails during an answer', async function () {
    if (process.platform !== 'linux' || !hasPrlimit()) this.skip();
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const rgb = new Uint8Array(2400 * 2400 * 3);
    const large = { sha256: createHash('sha256').update(rgb).digest('hex'), width: 2400, height: 2400, rgb };
    const askWithoutRoom = async (): Promise<unknown> => {
      await engine.answer(question);
      limitMemory(engine.childPid ?? 0, 8e6);
      return engine.answer(request([user('And here?', large)], [large])).catch((thrown: unknown) => thrown);
    };
    // Where it is a thread of V8's collector that gets no memory, the process crashes, and nothing tells why.
    const isCrash = (error: unknown): boolean =>
      error instanceof EngineError && error.code === 'childDied' && (error.detail ?? '').includes('SIGSEGV');
    let error = await askWithoutRoom();
    for (let again = 0; again < 10 && isCrash(error); again++) error = await askWithoutRoom();
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'outOfMemory', `${error.message}\n${error.detail ?? ''}`);
    assert.ok((await engine.answer(question)).answerTokens > 0, 'the next process is not limited');
  });

  it('says so when the weights find no room while loading', async function () {
    if (process.platform !== 'linux' || !hasPrlimit()) this.skip();
    const engine = await startEngine();
    const listening = engine.onDidChangeState((state) => {
      if (state.kind === 'loading' && state.progress.stage === 'loadingProjector') limitMemory(engine.childPid ?? 0, 0);
    });
    const error = await engine.load(loadOptions(pair, { contextSize: 65536 })).catch((thrown: unknown) => thrown);
    listening.dispose();
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'outOfMemory', `${error.message}\n${error.detail ?? ''}`);
    assert.equal((await engine.load(loadOptions(pair))).name, 'random LLaVA');
  });
});
