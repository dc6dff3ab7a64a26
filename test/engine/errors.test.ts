import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { EngineError } from '../../src/protocol/engineError.ts';
import type { LocalEngineOptions } from '../../src/engine/localEngine.ts';
import type { EngineErrorCode, LoadOptions, ModelPair } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import type { RandomPairOptions } from '../fixtures/randomGguf.ts';
import {
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('errors that a user meets', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const good = writeRandomPair(folder, 'good');
  afterEach(disposeEngines);

  const write = (name: string, options: RandomPairOptions): typeof good => writeRandomPair(folder, name, options);

  /**
   * Loads the pair in the real engine; the error must have the code, name the file, and leave the engine able to load a
   * good pair.
   */
  const expectError = async (
    pair: ModelPair,
    code: EngineErrorCode,
    mentions: readonly string[],
    engineOptions: Partial<LocalEngineOptions> = {},
    options: Partial<LoadOptions> = {},
  ): Promise<void> => {
    const engine = await startEngine(engineOptions);
    const error = await engine.load(loadOptions(pair, options)).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, code, `${error.message}\n${error.detail ?? ''}`);
    for (const text of mentions) assert.ok(error.message.includes(text), `"${error.message}" does not mention ${text}`);
    assert.ok(!error.message.includes(folder), 'a message names a file by its base name');
    assert.deepEqual(engine.state, { kind: 'failed', error: error.data });
  };

  it('a file that is not there, or is a folder', async () => {
    const moved = join(folder, 'moved.gguf');
    await expectError({ ...good, modelPath: moved }, 'fileMissing', ['moved.gguf', 'model']);
    await expectError({ ...good, projectorPath: moved }, 'fileMissing', ['moved.gguf', 'projector']);
    await expectError({ ...good, modelPath: folder }, 'notGguf', [basename(folder), 'is a folder']);
  });

  it('a pipe, a device or a socket in place of a file: at once', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = join(folder, 'pipe.gguf');
    execFileSync('mkfifo', [pipe]);
    const socket = join(folder, 'socket.gguf');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    for (const [path, what] of [
      [pipe, 'a pipe'],
      ['/dev/zero', 'a device'],
      [socket, 'a socket'],
    ] as const) {
      await expectError({ ...good, modelPath: path }, 'notGguf', [basename(path), `is ${what}`, 'model']);
      await expectError({ ...good, projectorPath: path }, 'notGguf', [basename(path), `is ${what}`, 'projector']);
    }
    server.close();
  });

  it('a file that is no GGUF, or empty', async () => {
    const path = join(folder, 'picture.gguf');
    writeFileSync(path, 'not a model at all');
    await expectError({ ...good, modelPath: path }, 'notGguf', ['picture.gguf']);
    writeFileSync(path, '');
    await expectError({ ...good, projectorPath: path }, 'notGguf', ['picture.gguf']);
  });

  it('a truncated GGUF: within the weights, and within the header', async () => {
    const path = join(folder, 'cut.gguf');
    for (const keep of [0.9, 0.01]) {
      copyFileSync(good.modelPath, path);
      truncateSync(path, Math.floor(readFileSync(good.modelPath).length * keep));
      await expectError({ ...good, modelPath: path }, 'ggufTruncated', ['cut.gguf', 'incomplete']);
    }
    copyFileSync(good.projectorPath, path);
    truncateSync(path, readFileSync(good.projectorPath).length - 64);
    await expectError({ ...good, projectorPath: path }, 'ggufTruncated', ['cut.gguf']);
  });

  it('a projector as model, and the reverse', async () => {
    await expectError({ ...good, modelPath: good.projectorPath }, 'projectorAsModel', [basename(good.projectorPath)]);
    await expectError({ ...good, projectorPath: good.modelPath }, 'modelAsProjector', [basename(good.modelPath)]);
  });

  it('a projector of another width than the model', async () => {
    const pair = write('wide', { projectorWidth: 96 });
    await expectError(pair, 'widthMismatch', [basename(pair.modelPath), basename(pair.projectorPath), '96', '64']);
  });

  it('a projector without a vision encoder', async () => {
    const pair = write('deaf', { hasVisionEncoder: false });
    await expectError(pair, 'noVisionEncoder', [basename(pair.projectorPath)]);
  });

  it('an architecture, or a projector, that llama.cpp does not know', async () => {
    const model = write('martian', { architecture: 'martian' });
    await expectError({ ...good, modelPath: model.modelPath }, 'unsupportedArchitecture', [
      'martian-model.gguf',
      'martian',
    ]);
    const projector = write('odd', { projectorType: 'odd' });
    await expectError({ ...good, projectorPath: projector.projectorPath }, 'unsupportedArchitecture', [
      'odd-mmproj.gguf',
      'odd',
    ]);
  });

  it('a pair that would answer wrongly; one that is suspicious is loaded, and says why', async () => {
    const gemma = write('gemma', { projectorType: 'gemma3' });
    await expectError({ ...good, projectorPath: gemma.projectorPath }, 'wrongPair', [
      'gemma-mmproj.gguf',
      'fluently and wrongly',
      'Choose the mmproj file',
    ]);
    const { modelPath, projectorPath } = write('named', {});
    const names = { modelPath: join(folder, 'llava-med.gguf'), projectorPath: join(folder, 'llava-v1.5-mmproj.gguf') };
    copyFileSync(modelPath, names.modelPath);
    copyFileSync(projectorPath, names.projectorPath);
    const engine = await startEngine();
    const { doubts = [] } = await engine.load(loadOptions(names));
    assert.deepEqual(doubts, ['By its name the model is LLaVA-Med, and the projector LLaVA 1.5.']);
    assert.deepEqual((await engine.load(loadOptions(good))).doubts, []);
  });

  it('not enough memory, before anything is loaded', async () => {
    await expectError(good, 'notEnoughMemory', ['good-model.gguf', '1.0 MB'], { availableMemory: () => 1_000_000 });
  });

  it('a GPU that this machine does not have', async function () {
    if (process.platform === 'darwin') this.skip();
    await expectError(good, 'toolchainMissing', ['metal'], {}, { gpu: 'metal' });
  });

  it('image input that is not built', async () => {
    await expectError(good, 'nativeMissing', ['build-native.mjs'], { nativeFolder: join(folder, 'nowhere') });
  });

  it('a file that is gone when the engine has to load it again', async () => {
    const pair = write('gone', {});
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    await engine.answer(request([user('Hello.')]));
    rmSync(pair.modelPath);
    process.kill(engine.childPid ?? 0, 'SIGKILL');
    while (engine.childPid !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    await assert.rejects(engine.answer(request([user('Hello.')])), { code: 'fileMissing' });
  });

  it('an image for a model without projector; text is answered, and after loading the projector so is the image', async () => {
    const engine = await startEngine();
    const image = randomImage(randomPairGeometry.imageSize, 1);
    const asked = request([user('Describe.', image)], [image]);
    const model = await engine.load(loadOptions({ ...good, projectorPath: undefined }));
    assert.equal(model.projector, undefined);
    await assert.rejects(engine.answer(asked), { code: 'imageWithoutProjector', message: /good-model\.gguf/ });
    assert.equal(engine.state.kind, 'ready');
    assert.ok((await engine.answer(request([user('Describe.')]))).answerTokens > 0);
    await engine.load(loadOptions(good));
    assert.equal((await engine.answer(asked)).images.length, 1);
  });

  it('a full context says how many tokens the images and the text take; a shorter question is answered', async () => {
    const engine = await startEngine();
    const { contextSize } = await engine.load(loadOptions(good, { contextSize: 256 }));
    const images = [1, 2].map((seed) => randomImage(randomPairGeometry.imageSize, seed));
    const long = request([user('x'.repeat(250), ...images)], images);
    await assert.rejects(engine.answer(long), (error: unknown) => {
      assert.ok(error instanceof EngineError);
      assert.equal(error.code, 'contextFull');
      assert.match(error.message, new RegExp(`32 tokens of images and 2\\d\\d of text.*${contextSize}`));
      return true;
    });
    assert.ok((await engine.answer(request([user('Short.', ...images)], images))).answerTokens > 0);
  });

  it('a request before a model is loaded, and after the end', async () => {
    const engine = await startEngine();
    await assert.rejects(engine.answer(request([user('Hello.')])), { code: 'internal' });
    await engine.dispose();
    await assert.rejects(engine.load(loadOptions(good)), { code: 'disposed' });
  });

  it('loading that is given up is no error: it rejects with the reason, and loading again works', async () => {
    const engine = await startEngine();
    const stop = new AbortController();
    const reason = new Error('changed my mind');
    engine.onDidChangeState((state) => {
      if (state.kind === 'loading' && state.progress.stage === 'starting') setTimeout(() => stop.abort(reason), 20);
    });
    await assert.rejects(engine.load(loadOptions(good), stop.signal), reason);
    assert.equal(engine.state.kind, 'idle');
    assert.equal((await engine.load(loadOptions(good))).name, 'random LLaVA');
  });
});
