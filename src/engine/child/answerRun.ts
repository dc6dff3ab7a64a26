import type { AnswerEvent } from '../childContract.ts';
import type { ImageEncoder } from './imageEncoder.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { PrefixCache } from './prefixCache.ts';

/** The model at work, with what it remembers. */
export interface EngineRoom {
  readonly loaded: LoadedModel;
  readonly encoder: ImageEncoder;
  readonly prefixes: PrefixCache;
}

/** What the steps of one answer share. */
export interface AnswerRun extends EngineRoom {
  readonly emit: (event: AnswerEvent) => void;
  readonly signal: AbortSignal;
}
