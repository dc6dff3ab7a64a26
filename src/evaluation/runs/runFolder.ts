/**
 * A run of an evaluation is a folder: what was asked, what was answered, what a judge said, what it comes to. Nothing of
 * the hour or of chance is in it, so that the same run gives the same bytes.
 */
import { isAbsolute, join, relative, resolve } from 'node:path';

export const MANIFEST_NAME = 'evaluation.json';
/** There while a process works in the folder. */
export const LOCK_NAME = 'run.lock';
export const RESULTS_NAME = 'evaluation-results.json';

export interface RunPaths {
  readonly folder: string;
  /** What it is a run of, and how: `RunManifest`. */
  readonly manifest: string;
  /** The items, a line each, as LLaVA-Med's files of questions are: `questionsFile`. */
  readonly questions: string;
  /** As `llava-med batch` writes them. */
  readonly answers: string;
  /** Questions that could not be answered, and why. */
  readonly leftOut: string;
  readonly judgements: string;
  readonly results: string;
  readonly lock: string;
  /** Images that came inside the data set's own file. */
  readonly images: string;
}

export function runPaths(folder: string): RunPaths {
  return {
    folder,
    manifest: join(folder, MANIFEST_NAME),
    questions: join(folder, 'questions.jsonl'),
    answers: join(folder, 'answers.jsonl'),
    leftOut: join(folder, 'left-out.jsonl'),
    judgements: join(folder, 'judgements.jsonl'),
    results: join(folder, RESULTS_NAME),
    lock: join(folder, LOCK_NAME),
    images: join(folder, 'images'),
  };
}

/**
 * A folder of images as a run names it: from the run's folder where it lies in or beside it, so that both may be moved
 * together; else absolute.
 */
export function imagesFrom(folder: string, images: string): string {
  const from = relative(resolve(folder), resolve(images));
  const isNear = !isAbsolute(from) && !/^\.\.[\\/]\.\./.test(from);
  return isNear ? from.replaceAll('\\', '/') : resolve(images);
}
