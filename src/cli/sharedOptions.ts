/** Options that several subcommands have, declared once. */
import { Option } from 'commander';
import type { ImageOptions } from '../batch/imageOptions.ts';
import type { VoiChoice } from '../display/frameImage.ts';
import type { CacheType, GpuChoice, LoadOptions, ModelPair, ProjectorPrecision, Sampling } from '../protocol/engine.ts';
import { number, oneOf, voiWindow, whole } from './optionValues.ts';
import type { OptionValues } from './subcommand.ts';
import { UsageError } from './usageError.ts';

const GPU_CHOICES: readonly GpuChoice[] = ['auto', 'cpu', 'cuda', 'vulkan', 'metal'];
const CACHE_TYPES: readonly CacheType[] = ['f16', 'q8_0'];
const PROJECTOR_PRECISIONS: readonly ProjectorPrecision[] = ['file', 'q8_0'];
const MAX_SEED = 2 ** 32 - 1;

/** Which model, and where it runs. */
export interface ModelOptions {
  /** Undefined: the demo model. */
  readonly modelPath: string | undefined;
  readonly projectorPath: string | undefined;
  readonly gpu: GpuChoice;
  readonly contextSize: number;
  readonly threads: number;
  readonly cacheType: CacheType;
  readonly projectorPrecision: ProjectorPrecision;
}

const option = (flags: string, description: string, group: string): Option =>
  new Option(flags, description).helpGroup(group);

const MODEL = 'Model:';
export const modelOptions = (): Option[] => [
  option('--model <file>', 'language model (GGUF); default: the demo model that ships with this program', MODEL),
  option('--mmproj <file>', 'its image projector (GGUF)', MODEL),
  option('--gpu <which>', `${GPU_CHOICES.slice(0, -1).join(', ')} or metal`, MODEL)
    .argParser(oneOf('gpu', GPU_CHOICES))
    .default('auto', 'auto'),
  option('--context <n>', 'tokens that a conversation may hold', MODEL)
    .argParser(whole('context', 0, 2 ** 20))
    .default(0, '0: as many as the model was trained on, at most 4096'),
  option('--threads <n>', 'CPU threads', MODEL)
    .argParser(whole('threads', 0, 256))
    .default(0, '0: chosen by the engine'),
  option('--kv-cache <type>', `${CACHE_TYPES.join(' or ')}: 8 bits take half the memory`, MODEL)
    .argParser(oneOf('kv-cache', CACHE_TYPES))
    .default('f16', 'f16'),
  option('--projector-precision <type>', 'file, or q8_0: in 8 bits, converted once', MODEL)
    .argParser(oneOf('projector-precision', PROJECTOR_PRECISIONS))
    .default('file', 'file'),
];

const ANSWER = 'Answer:';
/** Of a chat, where nothing else is said. */
const CHAT_SAMPLING: Sampling = { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 };

export const answerOptions = ({ temperature, topP, maxTokens, seed } = CHAT_SAMPLING): Option[] => [
  option('--temperature <t>', '0 always takes the likeliest word', ANSWER)
    .argParser(number('temperature', 0, 2))
    .default(temperature),
  option('--top-p <p>', 'share of the likeliest words to choose from', ANSWER)
    .argParser(number('top-p', 0.01, 1))
    .default(topP),
  option('--max-tokens <n>', 'longest answer', ANSWER)
    .argParser(whole('max-tokens', 1, 8192))
    .default(maxTokens),
  option('--seed <n>', 'the same seed, question and image give the same answer', ANSWER)
    .argParser(whole('seed', 0, MAX_SEED))
    .default(seed),
];

const IMAGE = 'Image:';
export const imageOptions = (): Option[] => [
  option('--frame <n>', 'frame of a multi-frame image, counted from 1, here and in JSON', IMAGE)
    .argParser(whole('frame', 1, 10 ** 9))
    .default(1),
  option(
    '--window <c,w>',
    "VOI window: center and width, e.g. -600,1500; default: the file's own, else the full range",
    IMAGE,
  ).argParser(voiWindow),
];

/** Of the commands that ask a model. */
export const damagedOption = (): Option =>
  option('--allow-damaged', 'asks about a damaged image as well; refused without it', IMAGE);

export const jsonOption = (): Option => new Option('--json', 'one JSON object instead of text, errors too');

export function readModelOptions(values: OptionValues): ModelOptions {
  const [modelPath, projectorPath] = [values['model'], values['mmproj']] as (string | undefined)[];
  if (projectorPath !== undefined && modelPath === undefined)
    throw new UsageError('--mmproj belongs to a model: give --model as well.');
  return {
    modelPath,
    projectorPath,
    gpu: values['gpu'] as GpuChoice,
    contextSize: values['context'] as number,
    threads: values['threads'] as number,
    cacheType: values['kvCache'] as CacheType,
    projectorPrecision: values['projectorPrecision'] as ProjectorPrecision,
  };
}

export function loadOptions(
  { gpu, contextSize, threads, cacheType, projectorPrecision }: ModelOptions,
  pair: ModelPair,
): LoadOptions {
  return { pair, gpu, contextSize, threads, cacheType, projectorPrecision };
}

export function readSampling(values: OptionValues): Sampling {
  return {
    temperature: values['temperature'] as number,
    topP: values['topP'] as number,
    maxTokens: values['maxTokens'] as number,
    seed: values['seed'] as number,
  };
}

export function readImageOptions(values: OptionValues): ImageOptions {
  return { frame: (values['frame'] as number) - 1, voi: values['window'] as VoiChoice };
}
