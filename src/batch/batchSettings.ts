/** What decides on an answer beside its question: kept with each answer, so that a run goes on only as it began. */
import type { VoiChoice } from '../display/frameImage.ts';
import type { EightBitPart, ModelDescription, Sampling } from '../protocol/engine.ts';
import type { ImageOptions } from './imageOptions.ts';

/** Known before a model is loaded. */
export interface ChosenSettings {
  readonly program: string;
  readonly temperature: number;
  readonly top_p: number;
  readonly max_tokens: number;
  readonly seed: number;
  /** Counted from 1. */
  readonly frame: number;
  /** Null: the file's own. */
  readonly window: Exclude<VoiChoice, undefined> | null;
}

export interface BatchSettings extends ChosenSettings {
  readonly model_sha256: string;
  readonly projector_sha256: string;
  readonly backend: ModelDescription['backend'];
  readonly context_size: number;
  readonly in_eight_bits: readonly EightBitPart[];
}

export function chosenSettings(
  version: string,
  { temperature, topP, maxTokens, seed }: Sampling,
  { frame, voi }: ImageOptions,
): ChosenSettings {
  const program = `llava-med ${version}`;
  return { program, temperature, top_p: topP, max_tokens: maxTokens, seed, frame: frame + 1, window: voi ?? null };
}

export function batchSettings(chosen: ChosenSettings, model: ModelDescription): BatchSettings {
  return {
    ...chosen,
    model_sha256: model.sha256,
    projector_sha256: model.projector?.sha256 ?? '',
    backend: model.backend,
    context_size: model.contextSize,
    in_eight_bits: model.inEightBits,
  };
}

/** What a person calls them, in messages. */
const NAMES: Readonly<Record<keyof BatchSettings, string>> = {
  program: 'version of llava-med',
  temperature: '--temperature',
  top_p: '--top-p',
  max_tokens: '--max-tokens',
  seed: '--seed',
  frame: '--frame',
  window: '--window',
  model_sha256: 'model',
  projector_sha256: 'projector',
  backend: 'backend (--gpu)',
  context_size: 'context size (--context)',
  in_eight_bits: 'what is in 8 bits (--kv-cache, --projector-precision)',
};

/** Those of `now` that are other than they were, by name with both values; hashes say nothing to a person. */
export function changedSettings(
  before: Readonly<Record<string, unknown>>,
  now: ChosenSettings | BatchSettings,
): readonly string[] {
  return Object.entries(now).flatMap(([key, value]: [string, unknown]) => {
    const [was, is] = [JSON.stringify(before[key] ?? null), JSON.stringify(value)];
    if (was === is) return [];
    const name = NAMES[key as keyof BatchSettings];
    return [key.endsWith('sha256') ? name : `${name} (${was}, now ${is})`];
  });
}
