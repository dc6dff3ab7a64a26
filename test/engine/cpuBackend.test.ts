/** Our own build of ggml's CPU backend beside node-llama-cpp's prebuilt one: the same answers, and the one for the other. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { variantName } from '../../src/engine/child/nativeAddon.ts';
import {
  disposeEngines,
  loadOptions,
  nativeFolder,
  randomImage,
  request,
  root,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

/** The addon as it was built, without a CPU backend beside it. */
function withoutCpuBackend(): string {
  const folder = temporaryFolder();
  symlinkSync(join(nativeFolder, variantName(false)), join(folder, variantName(false)), 'junction');
  return folder;
}

async function answerWith(folder: string) {
  const lines: string[] = [];
  const engine = await startEngine({ nativeFolder: folder, log: (line) => lines.push(line) });
  const model = await engine.load(loadOptions(await demoPair(root)));
  const image = randomImage(model.projector?.imageSize ?? 0, 3);
  const { values } = await engine.imageFeatures(image);
  const texts: string[] = [];
  for (const question of ['What modality is this?', 'Describe the image.', 'Is there an abnormality?']) {
    const answer = await engine.answer(request([user(question, image)], [image], { maxTokens: 100 }));
    texts.push(answer.text);
  }
  return { values, texts, log: lines.filter((line) => line.includes('[cpu backend]')).join('\n') };
}

describe("ggml's CPU backend", function () {
  this.timeout(300_000);
  after(disposeEngines);

  let prebuilt: Awaited<ReturnType<typeof answerWith>>;
  before(async () => {
    prebuilt = await answerWith(withoutCpuBackend());
  });

  it("runs as node-llama-cpp's prebuilt file where there is none of ours, and the log says so", () => {
    assert.match(prebuilt.log, /prebuilt one: there is none of ours/);
  });

  it('of our own build gives the same features and answers', async function () {
    if (!existsSync(join(nativeFolder, 'cpu'))) {
      console.log('      skipped: no CPU backend is built on this platform or with this compiler');
      this.skip();
    }
    const ours = await answerWith(nativeFolder);
    assert.match(ours.log, /our own build: .*\bOPENMP\b/);
    assert.deepEqual(ours.texts, prebuilt.texts);
    assert.equal(ours.values.length, prebuilt.values.length);
    const largest = prebuilt.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const difference = ours.values.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (prebuilt.values[index] ?? NaN))),
      0,
    );
    console.log(`      features differ by at most ${(difference / largest).toExponential(1)} of the largest`);
    assert.ok(difference <= 1e-4 * largest);
  });

  it('that does not load is passed over, and the log says why', async () => {
    const folder = withoutCpuBackend();
    mkdirSync(join(folder, 'cpu'));
    writeFileSync(
      join(folder, 'cpu', process.platform === 'win32' ? 'ggml-cpu-haswell.dll' : 'libggml-cpu-haswell.so'),
      'not a library',
    );
    const broken = await answerWith(folder);
    assert.match(broken.log, /prebuilt one: (?!there is none)/);
    assert.deepEqual(broken.texts, prebuilt.texts);
  });
});
