/**
 * @fugood/llama.node, the other binding of llama.cpp for Node that takes images, from npm. Its llama.cpp is another one,
 * without our patch: its times can be compared, its answers cannot.
 */
import { execFile, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache } from '../../../scripts/paths.mjs';
import { step } from '../../../scripts/step.mjs';
import type { ModelPair } from '../../../src/protocol/engine.ts';
import type { FromLlamaNode, ToLlamaNode } from './llamaNodeChild.ts';
import { contextSize } from './ourPeer.ts';
import type { BenchTurn, Peer } from './peer.ts';
import { promptText } from './promptText.ts';

const version = '1.7.15';
const folder = join(cache, 'bench', 'llama.node');
/** Without fast kernels for a processor it may take many minutes for an image. */
const limitMs = 3 * 60_000;
/** Its name for an image's place. */
const marker = '<__media__>';

/** Rejects, saying why, where its prebuilt files do not load, or do not take the projector. */
export async function startLlamaNode(pair: ModelPair): Promise<Peer> {
  await install();
  const child = fork(join(import.meta.dirname, 'llamaNodeChild.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const call = (message: ToLlamaNode): Promise<FromLlamaNode> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null, signal: string | null): void =>
        reject(new Error(`its process ended (${String(code ?? signal)})`));
      child.once('exit', onExit);
      child.once('message', (answer: FromLlamaNode) => {
        child.off('exit', onExit);
        if (answer.error === undefined) resolve(answer);
        else reject(new Error(answer.error));
      });
      child.send(message);
    });
  const dispose = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await call({ load: { folder, ...pair, contextSize } });
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    name: 'llama.node',
    pid: child.pid,
    ask: async (turns: readonly BenchTurn[], maxTokens: number) => {
      const images = turns.flatMap(({ image }) =>
        image === undefined ? [] : [`data:image/png;base64,${image.png.toString('base64')}`],
      );
      const started = performance.now();
      const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
      const { answer } = await call({ ask: { prompt: promptText(turns, marker), images, maxTokens } })
        .catch((error: unknown) => {
          if (performance.now() - started < limitMs) throw error;
          throw new Error(`an answer took longer than ${String(limitMs / 60_000)} minutes`);
        })
        .finally(() => clearTimeout(limit));
      const wallMs = performance.now() - started;
      if (answer === undefined) throw new Error('llama.node gave no answer');
      return { ...answer, pieces: [], wallMs };
    },
    dispose,
  };
}

/** Into the cache, never into the project. */
async function install(): Promise<void> {
  const installed = join(folder, 'node_modules', '@fugood', 'llama.node', 'package.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8').includes(`"version": "${version}"`)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await step(`Installing @fugood/llama.node ${version} into the cache (once)`, () =>
    promisify(execFile)(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `@fugood/llama.node@${version}`],
      { shell: process.platform === 'win32' },
    ),
  );
}
