import type { AnswerEvent } from '../childContract.ts';
import type { ImageEncoder } from './imageEncoder.ts';
import type { LoadedModel } from './loadedModel.ts';

/** What the steps of one answer share. */
export interface AnswerRun {
  readonly loaded: LoadedModel;
  readonly encoder: ImageEncoder;
  readonly emit: (event: AnswerEvent) => void;
  readonly signal: AbortSignal;
}
