/** The options of `llava-med eval` that are its own. */
import { Option } from 'commander';
import type { Shard } from '../../evaluation/runs/runManifest.ts';
import { number, whole } from '../optionValues.ts';
import type { OptionValues } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

/** Who judges, and at what price. Undefined: nobody. */
export type JudgeOptions =
  | {
      readonly kind: 'server';
      readonly baseUrl: string;
      readonly model: string;
      readonly allowInsecure: boolean;
      /** Per million tokens of the prompt and of the answer; undefined: not told. */
      readonly price: readonly [prompt: number, answer: number] | undefined;
      readonly bothOrders: boolean;
      readonly cacheFolder: string | undefined;
    }
  | {
      readonly kind: 'local';
      readonly modelPath: string;
      readonly bothOrders: boolean;
      readonly cacheFolder: string | undefined;
    };

const option = (flags: string, description: string, group: string): Option =>
  new Option(flags, description).helpGroup(group);

const RUN = 'Run:';
const JUDGE = 'Judge:';

export const evalOptions = (): Option[] => [
  option('--out <folder>', "the run's folder; the same command goes on with it", RUN),
  option('--images <folder>', "that the images' paths count from; default: the folder of the set", RUN),
  option('--text-only', 'asks with the caption in place of the image: the language-only bound', RUN),
  option('--shard <i/n>', 'only part i of n, for several machines; eval merge puts them together', RUN).argParser(
    shard,
  ),
  option('--overwrite', 'start anew, whatever run is in the folder', RUN),
  option('--questions <file>', 'eval score: the set that was asked', RUN),
  option('--answers <file>', 'eval score: what was answered, of this or another program', RUN),
  option('--kind <kind>', 'eval score: chat, vqa or report; default: by the form of the set', RUN),
  option('--phantoms <n>', 'eval quality, eval phantoms: how many are drawn', RUN)
    .argParser(whole('phantoms', 1, 100_000))
    .default(40),
  option('--set-seed <text>', 'eval quality, eval phantoms: what they are drawn from', RUN).default('quality'),
  option(
    '--judge-url <url>',
    'an OpenAI-compatible server; its key: LLAVA_MED_JUDGE_KEY, for OpenAI OPENAI_API_KEY too',
    JUDGE,
  ),
  option('--judge-model <name>', 'the model, as the server calls it', JUDGE),
  option('--judge-gguf <file>', 'a text model (GGUF) on this machine in place of a server', JUDGE),
  option('--both-orders', 'eval chat: judges each pair twice, the answer first as well', JUDGE),
  option('--judge-price <in,out>', 'per million tokens, to be told the cost', JUDGE).argParser(price),
  option('--judge-replies <folder>', "where replies are kept; default: in the run's folder", JUDGE),
  option('--allow-insecure', 'plain http to another machine, on a network of your own', JUDGE),
];

function shard(value: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const read = { index: Number(index), count: Number(count) };
  if (index === '' || read.index < 1 || read.index > read.count)
    throw new UsageError(`--shard is i/n, such as 2/4: the second of four parts; not "${value}".`);
  return read;
}

function price(value: string): readonly [number, number] {
  const read = number('judge-price', 0, 1e6);
  const parts = value.split(',');
  if (parts.length !== 2)
    throw new UsageError(
      `--judge-price is two numbers, such as 2.5,10: of the prompt and of the answer; not "${value}".`,
    );
  return [read(parts[0]!), read(parts[1]!)];
}

export function readJudge(values: OptionValues): JudgeOptions | undefined {
  const [baseUrl, model, modelPath] = ['judgeUrl', 'judgeModel', 'judgeGguf'].map(
    (name) => values[name] as string | undefined,
  );
  const shared = {
    bothOrders: values['bothOrders'] === true,
    cacheFolder: values['judgeReplies'] as string | undefined,
  };
  if (modelPath !== undefined) {
    if (baseUrl !== undefined)
      throw new UsageError('The judge is a server or a file: give --judge-url or --judge-gguf.');
    return { kind: 'local', modelPath, ...shared };
  }
  if (baseUrl === undefined) {
    if (model !== undefined) throw new UsageError('--judge-model belongs to a server: give --judge-url as well.');
    if (shared.bothOrders) throw new UsageError('--both-orders belongs to a judge: give --judge-url or --judge-gguf.');
    return undefined;
  }
  if (model === undefined) throw new UsageError('A server has several models: name one with --judge-model.');
  return {
    ...{ kind: 'server', baseUrl, model, ...shared },
    allowInsecure: values['allowInsecure'] === true,
    price: values['judgePrice'] as readonly [number, number] | undefined,
  };
}
