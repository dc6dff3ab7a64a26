import type { Sampling } from '../../protocol/engine.ts';
import type { ImageOptions } from '../../batch/imageOptions.ts';
import type { ModelOptions } from '../sharedOptions.ts';

/** What `llava-med batch` is to do. */
export interface BatchRequest {
  readonly questionsPath: string;
  readonly answersPath: string;
  /** That the images' paths count from; undefined: the folder of the questions. */
  readonly imagesFolder: string | undefined;
  /** What is in the file of answers goes; else the run goes on where it ends. */
  readonly overwrite: boolean;
  readonly model: ModelOptions;
  readonly sampling: Sampling;
  readonly image: ImageOptions;
  readonly allowDamaged: boolean;
  /** Whether what the images become is kept on disk, and taken from there. */
  readonly cache: boolean;
  readonly json: boolean;
}
