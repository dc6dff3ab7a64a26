/** @fugood/llama.node in a process of its own: see `llamaNodePeer`, which forks it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface ToLlamaNode {
  /** Folder with node_modules/@fugood/llama.node. */
  readonly load?: {
    readonly folder: string;
    readonly modelPath: string;
    readonly projectorPath: string | undefined;
    readonly contextSize: number;
  };
  readonly ask?: { readonly prompt: string; readonly images: readonly string[]; readonly maxTokens: number };
}

export interface FromLlamaNode {
  readonly error?: string;
  readonly answer?: { readonly text: string; readonly promptTokens: number; readonly tokensPerSecond: number };
}

interface LlamaContext {
  initMultimodal(options: { path: string; use_gpu: boolean }): Promise<boolean>;
  completion(options: Readonly<Record<string, unknown>>): Promise<{
    readonly text: string;
    readonly tokens_evaluated: number;
    readonly tokens_predicted: number;
    readonly timings: { readonly predicted_n: number; readonly predicted_ms: number };
  }>;
}

let context: LlamaContext | undefined;

process.on('message', ({ load, ask }: ToLlamaNode) => {
  const work = load === undefined ? answer(ask) : loadModel(load);
  work.then(
    (message) => process.send?.(message),
    (error: unknown) => process.send?.({ error: String(error) } satisfies FromLlamaNode),
  );
});

async function loadModel(load: NonNullable<ToLlamaNode['load']>): Promise<FromLlamaNode> {
  const binding = createRequire(join(load.folder, 'package.json'))('@fugood/llama.node') as {
    loadModel(options: Readonly<Record<string, unknown>>): Promise<LlamaContext>;
  };
  context = await binding.loadModel({ model: load.modelPath, n_ctx: load.contextSize, n_gpu_layers: 0 });
  if (load.projectorPath !== undefined && !(await context.initMultimodal({ path: load.projectorPath, use_gpu: false })))
    throw new Error('it does not take the projector');
  return {};
}

async function answer(ask: ToLlamaNode['ask']): Promise<FromLlamaNode> {
  if (context === undefined || ask === undefined) throw new Error('no model is loaded');
  const { prompt, images, maxTokens } = ask;
  const result = await context.completion({
    ...{ prompt, n_predict: maxTokens, temperature: 0, penalty_repeat: 1 },
    ...(images.length > 0 && { media_paths: images }),
  });
  const { predicted_n: count, predicted_ms: ms } = result.timings;
  return {
    answer: {
      text: result.text.trimStart(),
      promptTokens: result.tokens_evaluated,
      tokensPerSecond: count > 1 ? ((count - 1) * 1000) / ms : NaN,
    },
  };
}
