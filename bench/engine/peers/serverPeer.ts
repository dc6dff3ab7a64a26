/** llama-server, built from the source that the engine is built from, with the same patch; over its own HTTP interface. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ModelPair } from '../../../src/protocol/engine.ts';
import { contextSize } from './ourPeer.ts';
import type { BenchTurn, Peer, Told } from './peer.ts';
import { promptText } from './promptText.ts';

/** A token that the server weighed, and its logarithmic probability. */
export interface Candidate {
  readonly piece: string;
  readonly logProbability: number;
}

export interface ServerTold extends Told {
  /** For each token the likeliest ones, where they were asked for. */
  readonly candidates: readonly (readonly Candidate[])[];
}

export interface ServerPeer extends Peer {
  readonly name: 'llama-server';
  /** `alternatives`: how many candidates to tell for each token. `slot`: which of its parallel sequences. */
  ask(
    turns: readonly BenchTurn[],
    maxTokens: number,
    options?: { readonly alternatives?: number; readonly slot?: number },
  ): Promise<ServerTold>;
}

export interface ServerOptions {
  readonly program: string;
  readonly pair: ModelPair;
  /** More flags; what is not said is llama-server's own default. */
  readonly flags?: readonly string[];
}

interface Completion {
  readonly content: string;
  readonly tokens_evaluated: number;
  readonly tokens_predicted: number;
  /** Without the first token, and the time before it. */
  readonly timings: { readonly predicted_per_second: number };
  readonly completion_probabilities?: readonly {
    readonly token: string;
    readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
  }[];
}

/** What stands for an image in a prompt. */
const marker = '<__image__>';
const lastLines = 30;

/** The model is loaded when it resolves. */
export async function startServer({ program, pair, flags = [] }: ServerOptions): Promise<ServerPeer> {
  const port = await freePort();
  const files = [
    '--model',
    pair.modelPath,
    ...(pair.projectorPath === undefined ? [] : ['--mmproj', pair.projectorPath]),
  ];
  const args = [...files, '--host', '127.0.0.1', '--port', String(port), '--ctx-size', String(contextSize), ...flags];
  const child = spawn(program, args, {
    env: { ...process.env, LLAMA_MEDIA_MARKER: marker },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => lines.splice(0, lines.push(...text.trimEnd().split('\n')) - lastLines));
  }
  let died: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      died = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      died ??= `exit ${String(code ?? signal)}`;
      resolve();
    });
  });
  const address = `http://127.0.0.1:${String(port)}`;
  while (!(await isHealthy(address))) {
    if (died !== undefined) throw new Error(`llama-server did not start (${died}):\n${lines.join('\n')}`);
    await wait(100);
  }
  return {
    name: 'llama-server',
    pid: child.pid,
    ask: (turns, maxTokens, options) => ask(address, turns, maxTokens, options),
    dispose: async () => {
      child.kill();
      await ended;
    },
  };
}

async function ask(
  address: string,
  turns: readonly BenchTurn[],
  maxTokens: number,
  { alternatives = 0, slot = -1 }: { readonly alternatives?: number; readonly slot?: number } = {},
): Promise<ServerTold> {
  const images = turns.flatMap(({ image }) => (image === undefined ? [] : [image.png.toString('base64')]));
  const prompt = promptText(turns, marker);
  const started = performance.now();
  const response = await fetch(`${address}/completion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      prompt: images.length === 0 ? prompt : { prompt_string: prompt, multimodal_data: images },
      ...{ n_predict: maxTokens, temperature: 0, repeat_penalty: 1, id_slot: slot },
      ...(alternatives > 0 && { n_probs: alternatives }),
    }),
  });
  if (!response.ok) throw new Error(`llama-server answered ${String(response.status)}: ${await response.text()}`);
  const completion = (await response.json()) as Completion;
  const wallMs = performance.now() - started;
  const told = completion.completion_probabilities ?? [];
  return {
    text: completion.content.trimStart(),
    pieces: told.map(({ token }) => token),
    promptTokens: completion.tokens_evaluated,
    wallMs,
    tokensPerSecond: completion.tokens_predicted > 1 ? completion.timings.predicted_per_second : NaN,
    candidates: told.map(({ top_logprobs }) =>
      top_logprobs.map(({ token, logprob }) => ({ piece: token, logProbability: logprob })),
    ),
  };
}

async function isHealthy(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port is free'));
        else resolve(address.port);
      });
    });
  });
}
