/** Many single questions about images, answered together by the engine; the batch command and evaluations stand on it. */
import { isEngineErrorShape } from '../protocol/engineError.ts';
import type {
  AnswerRequest,
  AnswerResult,
  Engine,
  EngineErrorShape,
  ManyEvents,
  ModelImage,
  Sampling,
} from '../protocol/engine.ts';

/** One user turn, as `Assistant.answer` has it with its images prepared. */
export interface SingleQuestion {
  readonly text: string;
  readonly images: readonly ModelImage[];
}

/**
 * The results in the order of the questions. Those about the same images are one request to the engine: how many are
 * decoded together may show in the last bits of a number, so an answer may depend on which questions share its images
 * (and so does not change as long as those are asked together), but on no others. What one of them brings upon all, such
 * as the death of the engine's process, is met by asking them together once more, and then each by itself. Rejects with
 * the signal's reason; results that were told stand.
 */
export async function answerMany(
  engine: Pick<Engine, 'answerMany'>,
  questions: readonly SingleQuestion[],
  sampling: Sampling,
  events: ManyEvents = {},
  signal?: AbortSignal,
): Promise<readonly AnswerResult[]> {
  const results = new Map<number, AnswerResult>();
  const onProgress: ManyEvents['onProgress'] = (progress) => events.onProgress?.(progress);
  /** `isLast`: what may be another's fault stands, too. */
  const ask = async (indices: readonly number[], isLast: boolean): Promise<void> => {
    const take = (index: number, result: AnswerResult): void => {
      if (results.has(index) || (!isLast && result.kind === 'error' && maySpareOthers(result.error))) return;
      results.set(index, result);
      events.onResult?.(index, result);
    };
    const onResult: ManyEvents['onResult'] = (at, result) => take(indices[at]!, result);
    const requests = indices.map((index) => requestOf(questions[index]!, sampling));
    try {
      const all = await engine.answerMany(requests, { onResult, onProgress }, signal);
      for (const [at, result] of all.entries()) take(indices[at]!, result);
    } catch (error) {
      if (!maySpareOthers(error)) throw error;
      for (const index of indices) take(index, { kind: 'error', error });
    }
  };
  for (const group of groupsByImages(questions)) {
    const open = (): readonly number[] => group.filter((index) => !results.has(index));
    await ask(group, false);
    if (open().length > 0) await ask(group, group.length === 1);
    for (const index of open()) await ask([index], true);
  }
  return questions.map((_, index) => results.get(index)!);
}

/** The questions' places, those about the same images together, in the order of the first of each. */
function groupsByImages(questions: readonly SingleQuestion[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, { images }] of questions.entries()) {
    const key = images.map(({ sha256 }) => sha256).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

function requestOf({ text, images }: SingleQuestion, sampling: Sampling): AnswerRequest {
  const different = new Map(images.map((image) => [image.sha256, image]));
  return {
    messages: [{ role: 'user', text, images: images.map(({ sha256 }) => sha256) }],
    images: [...different.values()],
    sampling,
  };
}

/** What one request of many may bring upon all. */
const OF_ONE: readonly string[] = ['childDied', 'childHung', 'internal'];

function maySpareOthers(error: unknown): error is EngineErrorShape {
  return isEngineErrorShape(error) && OF_ONE.includes(error.code);
}
