/** Many single questions about images, answered together by the engine; the batch command and evaluations stand on it. */
import { isEngineErrorShape } from '../engine/engineErrors.ts';
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
 * The results in the order of the questions; the engine is given those about the same images one behind the other. What
 * one of them brings upon all, such as the death of the engine's process, is met by asking those without an answer once
 * more, each by itself. Rejects with the signal's reason; results that were told stand.
 */
export async function answerMany(
  engine: Pick<Engine, 'answerMany'>,
  questions: readonly SingleQuestion[],
  sampling: Sampling,
  events: ManyEvents = {},
  signal?: AbortSignal,
): Promise<readonly AnswerResult[]> {
  const results = new Map<number, AnswerResult>();
  const tell = (index: number, result: AnswerResult): void => {
    if (results.has(index)) return;
    results.set(index, result);
    events.onResult?.(index, result);
  };
  const onProgress: ManyEvents['onProgress'] = (progress) => events.onProgress?.(progress);
  const ask = async (
    indices: readonly number[],
    take: (index: number, result: AnswerResult) => void,
  ): Promise<void> => {
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
  const again = new Set<number>();
  await ask(byImages(questions), (index, result) => {
    if (results.has(index)) return;
    if (result.kind === 'error' && maySpareOthers(result.error)) again.add(index);
    else tell(index, result);
  });
  for (const index of [...again].sort((one, other) => one - other)) await ask([index], tell);
  return questions.map((_, index) => results.get(index)!);
}

/** The questions' places, those about the same images together; each group stands where its first one stood. */
function byImages(questions: readonly SingleQuestion[]): readonly number[] {
  const groups = new Map<string, number[]>();
  for (const [index, { images }] of questions.entries()) {
    const key = images.map(({ sha256 }) => sha256).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()].flat();
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
