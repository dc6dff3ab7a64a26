/**
 * The real engine for tests: its child bundled from the sources, the addon as scripts/build-native.mjs made it, engines
 * disposed of after each suite.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LocalEngineOptions } from '../../src/engine/localEngine.ts';
import { LocalEngine } from '../../src/engine/localEngine.ts';
import type {
  AnswerRequest,
  ChatMessage,
  LoadOptions,
  ModelImage,
  ModelPair,
  Sampling,
} from '../../src/protocol/engine.ts';
import { engineChild } from '../../scripts/bundle.mjs';
import { gaussian } from '../fixtures/randomNumbers.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/**
 * LLAVA_MED_NATIVE: another build of the addon, e.g. build/native-unpatched, to see the feature tests fail without
 * native/patches.
 */
export const nativeFolder = resolve(root, process.env['LLAVA_MED_NATIVE'] ?? join('build', 'native'));

let childPath: Promise<string> | undefined;

/** Bundles `src/engine/child/main.ts` once a run; it has to lie in the project for its externals to be found. */
export function bundledChild(): Promise<string> {
  childPath ??= (async () => {
    const outfile = join(root, 'build', 'test', 'engineChild.mjs');
    await build({
      ...engineChild,
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
    });
    return outfile;
  })();
  return childPath;
}

const running = new Set<LocalEngine>();

export async function startEngine(options: Partial<LocalEngineOptions> = {}): Promise<LocalEngine> {
  const engine = new LocalEngine({ childPath: await bundledChild(), nativeFolder, ...options });
  running.add(engine);
  return engine;
}

export async function disposeEngines(): Promise<void> {
  await Promise.all([...running].map((engine) => engine.dispose()));
  running.clear();
}

/** A folder that goes with the test process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-engine-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function loadOptions(
  pair: { modelPath: string; projectorPath: string | undefined },
  options: Partial<LoadOptions> = {},
): LoadOptions {
  return { pair: pair satisfies ModelPair, gpu: 'cpu', contextSize: 0, threads: 0, ...options };
}

/** Smooth noise, different for each seed. */
export function randomImage(size: number, seed: number): ModelImage {
  const random = gaussian(seed + 50);
  const waves = Array.from({ length: 12 }, () => [random() * 0.3, random() * 0.3, random() * 3, random()] as const);
  const rgb = new Uint8Array(size * size * 3);
  for (let index = 0; index < rgb.length; index++) {
    const [pixel, channel] = [Math.floor(index / 3), index % 3];
    const [x, y] = [pixel % size, Math.floor(pixel / size)];
    const value = waves.reduce(
      (sum, [fx, fy, phase, weight]) => sum + weight * Math.sin(fx * x + fy * y + phase * (1 + channel)),
      0,
    );
    rgb[index] = Math.max(0, Math.min(255, Math.round(128 + 30 * value)));
  }
  return { sha256: createHash('sha256').update(rgb).digest('hex'), width: size, height: size, rgb };
}

export const greedy: Sampling = { temperature: 0, topP: 1, maxTokens: 24, seed: 0 };

export function user(text: string, ...images: readonly ModelImage[]): ChatMessage {
  return { role: 'user', text, images: images.map((image) => image.sha256) };
}

export function assistant(text: string): ChatMessage {
  return { role: 'assistant', text, images: [] };
}

export function request(
  messages: readonly ChatMessage[],
  images: readonly ModelImage[] = [],
  sampling: Partial<Sampling> = {},
): AnswerRequest {
  return { messages, images, sampling: { ...greedy, ...sampling } };
}
