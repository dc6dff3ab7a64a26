/** The command line as data: every option checked, nothing done yet. */
import { parseArgs } from 'node:util';
import type { VoiChoice } from '../display/frameImage.ts';
import type { DeidentifyOptions } from '../imaging/deidentify/deidentifyOptions.ts';
import type { GpuChoice, Sampling } from '../protocol/engine.ts';
import type { DraftableSection } from '../report/sectionPrompts.ts';
import { UsageError } from './usage.ts';

export interface CommonOptions {
  readonly json: boolean;
  /** Undefined: the demo model. */
  readonly modelPath: string | undefined;
  readonly projectorPath: string | undefined;
  readonly gpu: GpuChoice;
  readonly contextSize: number;
  readonly threads: number;
  readonly sampling: Sampling;
  /** Counted from 0. */
  readonly frame: number;
  readonly voi: VoiChoice;
  /** A damaged image is asked about all the same. */
  readonly allowDamaged: boolean;
}

export type Command =
  | { readonly kind: 'help' | 'version' }
  | {
      readonly kind: 'ask';
      readonly images: readonly string[];
      readonly question: string;
      readonly options: CommonOptions;
    }
  | {
      readonly kind: 'draft';
      readonly section: DraftableSection;
      readonly images: readonly string[];
      readonly findingsPath: string | undefined;
      readonly indication: string | undefined;
      readonly options: CommonOptions;
    }
  | { readonly kind: 'info'; readonly options: CommonOptions }
  | {
      readonly kind: 'decode';
      readonly image: string;
      /** Counted from 0. */
      readonly frame: number;
      readonly voi: VoiChoice;
      readonly storedPath: string | undefined;
      readonly displayPath: string | undefined;
      readonly json: boolean;
    }
  | {
      readonly kind: 'deidentify';
      readonly input: string;
      readonly output: string;
      readonly options: DeidentifyOptions;
      /** Undefined: a random key. */
      readonly keyFile: string | undefined;
      readonly json: boolean;
    };

const GPU_CHOICES: readonly GpuChoice[] = ['auto', 'cpu', 'cuda', 'vulkan', 'metal'];
const SECTIONS: readonly DraftableSection[] = ['findings', 'impression'];
const MAX_SEED = 2 ** 32 - 1;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  model: text,
  mmproj: text,
  gpu: text,
  context: text,
  threads: text,
  temperature: text,
  'top-p': text,
  'max-tokens': text,
  seed: text,
  frame: text,
  window: text,
  stored: text,
  display: text,
  section: text,
  findings: text,
  indication: text,
  'allow-damaged': flag,
  json: flag,
  'retain-dates': flag,
  'shift-dates': flag,
  'retain-uids': flag,
  'clean-descriptors': flag,
  'key-file': text,
  help: { ...flag, short: 'h' },
  version: flag,
} as const;

const OWN_OPTIONS = {
  draft: ['section', 'findings', 'indication'],
  decode: ['stored', 'display'],
  deidentify: ['retain-dates', 'shift-dates', 'retain-uids', 'clean-descriptors', 'key-file'],
} as const satisfies Record<string, readonly (keyof typeof OPTIONS)[]>;

type Values = ReturnType<typeof parse>['values'];

/** `args` without the program's name. Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (values.help === true || name === 'help') return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  const options = commonOptions(values);
  rejectOptionsOfOthers(name ?? '', values);
  switch (name) {
    case 'ask':
      return { kind: 'ask', ...imagesAndQuestion(rest), options };
    case 'draft':
      return draft(rest, values, options);
    case 'info':
      return { kind: 'info', options: infoOptions(rest, options) };
    case 'decode':
      return { ...decode(rest, values), frame: options.frame, voi: options.voi, json: options.json };
    case 'deidentify':
      return deidentify(rest, values);
    case undefined:
      throw new UsageError('Say what to do: ask, draft, info, decode or deidentify.');
    default:
      throw new UsageError(`There is no command "${name}": it is ask, draft, info, decode or deidentify.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: joinNegativeWindow(args), options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * `--window -600,1500` is how a lung window is typed; parseArgs takes a value with a dash only after an equals sign.
 */
function joinNegativeWindow(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    if (joined.at(-1) === '--window' && /^-[\d.]/.test(arg)) joined.splice(-1, 1, `--window=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function commonOptions(values: Values): CommonOptions {
  if (values.mmproj !== undefined && values.model === undefined)
    throw new UsageError('--mmproj belongs to a model: give --model as well.');
  return {
    json: values.json === true,
    modelPath: values.model,
    projectorPath: values.mmproj,
    gpu: oneOf('gpu', values.gpu, GPU_CHOICES, 'auto'),
    contextSize: whole('context', values.context, 0, 0, 2 ** 20),
    threads: whole('threads', values.threads, 0, 0, 256),
    sampling: {
      temperature: number('temperature', values.temperature, 0.2, 0, 2),
      topP: number('top-p', values['top-p'], 0.7, 0.01, 1),
      maxTokens: whole('max-tokens', values['max-tokens'], 512, 1, 8192),
      seed: whole('seed', values.seed, 0, 0, MAX_SEED),
    },
    frame: whole('frame', values.frame, 1, 1, 10 ** 9) - 1,
    voi: voiWindow(values.window),
    allowDamaged: values['allow-damaged'] === true,
  };
}

function imagesAndQuestion(positionals: readonly string[]): { images: readonly string[]; question: string } {
  const question = positionals.at(-1)?.trim();
  if (question === undefined || positionals.length < 2)
    throw new UsageError('ask needs at least one image and, last, a question in quotes.');
  if (question === '') throw new UsageError('The question is empty.');
  return { images: positionals.slice(0, -1), question };
}

function draft(images: readonly string[], values: Values, options: CommonOptions): Command {
  const section = oneOf('section', values.section, SECTIONS, 'findings');
  const { findings, indication } = values;
  if (section === 'findings') {
    if (findings !== undefined)
      throw new UsageError('--findings is for drafting an impression: give --section impression as well.');
    if (images.length === 0) throw new UsageError('draft needs at least one image.');
  } else {
    if (findings === undefined)
      throw new UsageError(
        'An impression is drafted from findings that a person has read: give their text with --findings FILE.',
      );
    if (images.length > 0)
      throw new UsageError('An impression is drafted from the text of the findings alone: leave the image out.');
    if (indication !== undefined) throw new UsageError('--indication is for drafting findings.');
  }
  return { kind: 'draft', section, images, findingsPath: findings, indication, options };
}

function infoOptions(positionals: readonly string[], options: CommonOptions): CommonOptions {
  const [modelPath, projectorPath, ...more] = positionals;
  if (more.length > 0) throw new UsageError('info takes a model and its projector, no more.');
  if (modelPath !== undefined && options.modelPath !== undefined)
    throw new UsageError('Name the model once: as an argument or with --model.');
  return modelPath === undefined ? options : { ...options, modelPath, projectorPath };
}

function decode(positionals: readonly string[], values: Values) {
  const [image, ...more] = positionals;
  if (image === undefined || more.length > 0) throw new UsageError('decode takes one image.');
  return { kind: 'decode' as const, image, storedPath: values.stored, displayPath: values.display };
}

function deidentify(positionals: readonly string[], values: Values): Command {
  const [input, output, ...more] = positionals;
  if (input === undefined || output === undefined || more.length > 0)
    throw new UsageError('deidentify takes a file or folder and the folder that the copies go into.');
  const [keep, shift] = [values['retain-dates'] === true, values['shift-dates'] === true];
  if (keep && shift)
    throw new UsageError('Dates are either retained or shifted: give --retain-dates or --shift-dates.');
  return {
    kind: 'deidentify',
    input,
    output,
    options: {
      dates: keep ? 'keep' : shift ? 'shift' : 'remove',
      keepUids: values['retain-uids'] === true,
      cleanDescriptors: values['clean-descriptors'] === true,
    },
    keyFile: values['key-file'],
    json: values.json === true,
  };
}

/** What an option would not do is said, rather than passed over. */
function rejectOptionsOfOthers(command: string, values: Values): void {
  for (const [owner, options] of Object.entries(OWN_OPTIONS)) {
    const given = options.find((option) => values[option] !== undefined);
    if (given !== undefined && owner !== command) throw new UsageError(`--${given} belongs to ${owner}.`);
  }
}

function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[], fallback: T): T {
  if (value === undefined) return fallback;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new UsageError(`--${name} is ${choices.join(', ')}; not "${value}".`);
  return choice;
}

function number(name: string, value: string | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined) return fallback;
  const parsed = value.trim() === '' ? NaN : Number(value);
  if (!(parsed >= min && parsed <= max))
    throw new UsageError(`--${name} is a number from ${min} to ${max}; not "${value}".`);
  return parsed;
}

function whole(name: string, value: string | undefined, fallback: number, min: number, max: number): number {
  const parsed = number(name, value, fallback, min, max);
  if (!Number.isInteger(parsed)) throw new UsageError(`--${name} is a whole number; not "${String(value)}".`);
  return parsed;
}

function voiWindow(value: string | undefined): VoiChoice {
  if (value === undefined) return undefined;
  const [center = NaN, width = NaN, ...more] = value
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (!Number.isFinite(center) || !(width > 0 && Number.isFinite(width)) || more.length > 0) {
    throw new UsageError(`--window is center,width with a width above 0, e.g. 40,400; not "${value}".`);
  }
  return { kind: 'window', center, width };
}
