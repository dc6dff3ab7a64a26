import type { Sampling } from '../protocol/engine.ts';
import type { SectionPrompt } from '../report/prompts/sectionPrompts.ts';
import type { ImageOptions } from '../batch/imageOptions.ts';
import type { ModelOptions } from './sharedOptions.ts';
import type { SliceOptions } from './sliceOptions.ts';

/** One user turn: what `ask` and `draft` have the model answer. */
export interface AnswerRequest {
  readonly prompt: SectionPrompt;
  readonly images: readonly string[];
  /** Of a draft. */
  readonly section?: string;
  readonly model: ModelOptions;
  readonly sampling: Sampling;
  readonly image: ImageOptions;
  readonly slice: SliceOptions;
  /** Also images that the decoder says are damaged. */
  readonly allowDamaged: boolean;
  /** Whether the cache on disk is used. */
  readonly cache: boolean;
  readonly json: boolean;
}
