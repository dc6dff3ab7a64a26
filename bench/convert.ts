/**
 * Converting a checkpoint of LLaVA-Med's shape: time, MB/s beside `cp` of the same files, and the peak memory of the processes
 * that do it. `npm run bench:convert -- [--shape 7b|1b] [--type q4_k_m] [--keep]`
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/bundle.mjs';
import { cache, root } from '../scripts/paths.mjs';
import type { TextConfig } from '../src/weights/checkpoint/llavaConfig.ts';
import { projectorTensors, towerTensors } from '../src/weights/convert/projectorTensors.ts';
import { textTensors } from '../src/weights/convert/textTensors.ts';
import { sentencePieceModel, tokenizerPieces } from '../test/fixtures/sentencePieceModel.ts';

const tower = {
  ...{ width: 1024, layers: 24, heads: 16, feedForward: 4096, imageSize: 336, patchSize: 14, epsilon: 1e-5 },
  activation: 'quick_gelu',
} as const;

const shapes: Readonly<Record<string, TextConfig>> = {
  '7b': textConfig(4096, 32, 32, 8, 14_336),
  '1b': textConfig(2048, 22, 32, 4, 5632),
};

function textConfig(width: number, layers: number, heads: number, kvHeads: number, feedForward: number): TextConfig {
  return {
    ...{ width, layers, heads, kvHeads, feedForward, headWidth: width / heads, vocabulary: 32_000 },
    ...{ contextLength: 32_768, ropeBase: 1_000_000, epsilon: 1e-5 },
  };
}

const shardCount = 4;

/** Random bfloat16 weights, as large as trained ones; written once. */
function writeCheckpoint(folder: string, text: TextConfig): void {
  if (statSync(join(folder, 'config.json'), { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(folder, { recursive: true });
  const official = (part: 'text' | 'projector' | 'tower', name: string): string =>
    part === 'tower'
      ? `model.vision_tower.vision_tower.vision_model.${name}`
      : part === 'projector'
        ? `model.mm_projector.${name}`
        : name === 'lm_head.weight'
          ? name
          : `model.${name}`;
  const tensors = [
    ...textTensors(text, 'bf16').map(({ from, shape }) => ({ name: official('text', from), shape })),
    ...towerTensors(tower, tower.layers).map(({ from, shape }) => ({ name: official('tower', from), shape })),
    ...projectorTensors(tower.width, text.width, 2).map(({ from, shape }) => ({
      name: official('projector', from),
      shape,
    })),
  ];
  const perShard = Math.ceil(tensors.length / shardCount);
  const map: Record<string, string> = {};
  for (let shard = 0; shard < shardCount; shard++) {
    const name = `model-0000${shard + 1}-of-0000${shardCount}.safetensors`;
    const own = tensors.slice(shard * perShard, (shard + 1) * perShard);
    for (const tensor of own) map[tensor.name] = name;
    writeShard(join(folder, name), own);
  }
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
  writeFileSync(join(folder, 'tokenizer.model'), sentencePieceModel());
  if (tokenizerPieces().length > text.vocabulary) throw new Error('the vocabulary is too small');
  const config = {
    architectures: ['LlavaMistralForCausalLM'],
    hidden_size: text.width,
    num_hidden_layers: text.layers,
    num_attention_heads: text.heads,
    num_key_value_heads: text.kvHeads,
    intermediate_size: text.feedForward,
    vocab_size: text.vocabulary,
    max_position_embeddings: text.contextLength,
    rope_theta: text.ropeBase,
    rms_norm_eps: text.epsilon,
    mm_vision_tower: 'openai/clip-vit-large-patch14-336',
    mm_projector_type: 'mlp2x_gelu',
    mm_vision_select_layer: -2,
    tokenizer_model_max_length: 2048,
  };
  writeFileSync(join(folder, 'config.json.partial'), JSON.stringify(config));
  renameSync(join(folder, 'config.json.partial'), join(folder, 'config.json'));
}

function writeShard(
  path: string,
  tensors: readonly { readonly name: string; readonly shape: readonly number[] }[],
): void {
  let at = 0;
  const header: Record<string, unknown> = {};
  for (const { name, shape } of tensors) {
    const bytes = shape.reduce((product, size) => product * size, 2);
    header[name] = { dtype: 'BF16', shape, data_offsets: [at, at + bytes] };
    at += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = openSync(path, 'w');
  writeSync(file, length);
  writeSync(file, text);
  // One stretch of values about 0.02, again and again.
  const stretch = Uint16Array.from(
    { length: 1 << 23 },
    () => (Math.random() < 0.5 ? 0x3c00 : 0xbc00) + Math.floor(Math.random() * 256),
  );
  const bytes = new Uint8Array(stretch.buffer);
  for (let left = at; left > 0;) left -= writeSync(file, bytes, 0, Math.min(bytes.length, left));
  closeSync(file);
}

interface Peak {
  /** Bytes that the processes have for themselves, all together at one moment. */
  anonymous: number;
  /** With pages of mapped files. */
  resident: number;
}

/** Peak of a process and all below it, looked at ten times a second. */
function watchMemory(pid: number): { stop(): Peak } {
  const peak: Peak = { anonymous: 0, resident: 0 };
  const timer = setInterval(() => {
    let [anonymous, resident] = [0, 0];
    for (const each of withChildren(pid)) {
      const status = read(`/proc/${each}/status`);
      anonymous += kilobytes(status, 'RssAnon') * 1024;
      resident += kilobytes(status, 'VmRSS') * 1024;
    }
    peak.anonymous = Math.max(peak.anonymous, anonymous);
    peak.resident = Math.max(peak.resident, resident);
  }, 100);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

function withChildren(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(withChildren)];
}

function kilobytes(status: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function convertOnce(source: string, out: string, type: string): Promise<{ seconds: number; peak: Peak }> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'dist/cli.mjs'), 'convert', source, out, '--type', type, '--no-check'],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const watched = watchMemory(child.pid ?? 0);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  const peak = watched.stop();
  if (code !== 0) throw new Error(`llava-med convert ended with ${String(code)}`);
  return { seconds: (performance.now() - began) / 1000, peak };
}

const { values } = parseArgs({
  options: {
    shape: { type: 'string', default: '7b' },
    type: { type: 'string', default: 'q4_k_m' },
    keep: { type: 'boolean', default: false },
  },
});
const text = shapes[values.shape];
if (text === undefined) throw new Error(`--shape is ${Object.keys(shapes).join(' or ')}`);
await bundle();
const folder = join(cache, 'bench', `checkpoint-${values.shape}`);
console.log(`▸ Writing a checkpoint of random weights: ${values.shape} (once)`);
writeCheckpoint(folder, text);
const files = (await readdir(folder)).filter((name) => name.endsWith('.safetensors'));
const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const out = join(cache, 'bench', 'converted');
const megabytesPerSecond = (seconds: number): string => (bytes / 1e6 / seconds).toFixed(0);
try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  console.log('▸ cp');
  const began = performance.now();
  for (const name of files) {
    await cp(join(folder, name), join(out, name));
    const file = openSync(join(out, name), 'r');
    closeSync(file);
  }
  const copied = (performance.now() - began) / 1000;
  rmSync(out, { recursive: true });
  console.log(`▸ llava-med convert --type bf16 and --type ${values.type}`);
  const floats = await convertOnce(folder, join(out, 'bf16'), 'bf16');
  rmSync(join(out, 'bf16'), { recursive: true });
  const quantised = await convertOnce(folder, join(out, values.type), values.type);
  const row = (name: string, { seconds, peak }: { seconds: number; peak: Peak }): string =>
    `| ${name} | ${seconds.toFixed(0)} s | ${megabytesPerSecond(seconds)} | ${(peak.anonymous / 1e9).toFixed(2)} GB | ${(peak.resident / 1e9).toFixed(2)} GB |`;
  const result = [
    `# Converting, shape ${values.shape}`,
    `\nMeasured with \`npm run bench:convert -- --shape ${values.shape} --type ${values.type}\` on ${new Date().toISOString().slice(0, 10)}, without the check of the result: ${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores.`,
    `\n${(bytes / 1e9).toFixed(1)} GB in ${files.length} shards`,
    '\n| | time | MB/s of the shards | memory of its own | with mapped files |',
    '|---|---|---|---|---|',
    `| cp | ${copied.toFixed(0)} s | ${megabytesPerSecond(copied)} | | |`,
    row('convert to bf16', floats),
    row(`convert to ${values.type}`, quantised),
    '',
  ].join('\n');
  console.log(result);
  writeFileSync(join(root, 'bench/results', `convert-${values.shape}.md`), result);
} finally {
  rmSync(out, { recursive: true, force: true });
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
