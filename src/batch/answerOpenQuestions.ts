/** The questions that have no answer yet: asked by the handful, and written in their order. */
import { answerMany } from '../assistant/answerMany.ts';
import { preparationOf } from '../assistant/assistant.ts';
import type { LocalServices } from '../assistant/localServices.ts';
import { engineErrors } from '../engine/engineErrors.ts';
import { EngineError } from '../protocol/engineError.ts';
import type {
  Answer,
  AnswerResult,
  EngineErrorCode,
  EngineProgress,
  ModelDescription,
  Sampling,
} from '../protocol/engine.ts';
import { answerLine } from './answerLine.ts';
import { AnswersFile } from './answersFile.ts';
import { batchSettings, type BatchSettings, type ChosenSettings } from './batchSettings.ts';
import { requireSameSettings, type KnownAnswers } from './knownAnswers.ts';
import { PreparedImages, type ImageWishes } from './preparedImages.ts';
import { isQuestion, questionLines, type BadLine, type Question, type QuestionRules } from './questions.ts';
import { questionWindows, type QuestionOnImage } from './questionWindows.ts';

export interface BatchEvents {
  onLoading?(progress: EngineProgress): void;
  onModel?(model: ModelDescription): void;
  /** `isMeaningless`: of the demo model, about an image that it cannot know. */
  onAnswer?(question: Question, isMeaningless: boolean): void;
  onLeftOut?(bad: BadLine): void;
  /** What the decoder has to say of an image. */
  onNote?(text: string): void;
}

export interface OpenQuestions extends QuestionRules {
  readonly questionsPath: string;
  readonly answersPath: string;
  readonly images: ImageWishes;
  readonly sampling: Sampling;
  readonly chosen: ChosenSettings;
  readonly known: KnownAnswers;
  /** Which of the questions are to be answered here, beside those that are already; missing: all. */
  readonly isWanted?: ((question: Question) => boolean) | undefined;
  readonly services: Pick<LocalServices, 'engine' | 'imaging' | 'assistant'>;
  readonly events: BatchEvents;
  readonly signal: AbortSignal;
}

/** Rejects with a `BatchError`, with an `EngineError` that would meet every question, or with the signal's reason. */
export async function answerOpenQuestions(work: OpenQuestions): Promise<void> {
  const { answersPath, known, services, events, signal } = work;
  const watch = services.engine.onDidChangeState((state) => {
    if (state.kind === 'loading') events.onLoading?.(state.progress);
  });
  try {
    const model = await services.assistant.load(signal);
    if (model.projector === undefined && work.mayLackImage !== true)
      throw engineErrors.imageWithoutProjector(model.fileName);
    const settings = batchSettings(work.chosen, model);
    requireSameSettings(answersPath, known, settings);
    events.onModel?.(model);
    const file = new AnswersFile(answersPath, known);
    try {
      await new OpenRun(work, model, settings, file).run();
    } finally {
      file.close();
    }
  } finally {
    watch.dispose();
  }
}

/** What may be wrong with one question, and not with the next one. */
const OF_ONE_QUESTION: readonly EngineErrorCode[] = ['contextFull', 'childDied', 'childHung', 'internal'];

class OpenRun {
  readonly #work: OpenQuestions;
  readonly #model: ModelDescription;
  readonly #settings: BatchSettings;
  readonly #file: AnswersFile;
  readonly #halt = new AbortController();
  readonly #isOpen: (question: Question) => boolean;

  constructor(work: OpenQuestions, model: ModelDescription, settings: BatchSettings, file: AnswersFile) {
    this.#work = work;
    this.#model = model;
    this.#settings = settings;
    this.#file = file;
    const known = new Set(work.known.answers.map(({ line }) => line));
    this.#isOpen = (question) => !known.has(question.line) && work.isWanted?.(question) !== false;
  }

  async run(): Promise<void> {
    const { services, images, events } = this.#work;
    const signal = AbortSignal.any([this.#work.signal, this.#halt.signal]);
    const prepared = new PreparedImages(services.imaging, preparationOf(this.#model), images, (text) =>
      events.onNote?.(text),
    );
    const windows = questionWindows(
      this.#questions(),
      this.#isOpen,
      prepared,
      (bad) => events.onLeftOut?.(bad),
      signal,
    );
    // The next images are decoded while the model answers about these.
    let next = windows.next();
    try {
      for (let window = await next; window.done !== true; window = await next) {
        next = windows.next();
        next.catch(() => undefined);
        await this.#answer(window.value, signal);
      }
    } catch (error) {
      this.#halt.abort(error);
      throw error;
    } finally {
      await windows.return();
    }
  }

  async *#questions(): AsyncGenerator<Question, void, undefined> {
    for await (const read of questionLines(this.#work.questionsPath, this.#work)) if (isQuestion(read)) yield read;
  }

  /** Results come in any order; a line is written when all before it are. */
  async #answer(window: readonly QuestionOnImage[], signal: AbortSignal): Promise<void> {
    const results = new Map<number, AnswerResult>();
    let next = 0;
    const onResult = (index: number, result: AnswerResult): void => {
      results.set(index, result);
      for (let ready = results.get(next); ready !== undefined && !signal.aborted; ready = results.get(++next))
        if (this.#isOpen(window[next]!.question)) this.#take(window[next]!, ready);
    };
    const questions = window.map(({ question, image }) => ({
      text: question.prompt,
      images: image === undefined ? [] : [image.forModel],
    }));
    await answerMany(this.#work.services.engine, questions, this.#work.sampling, { onResult }, signal);
    signal.throwIfAborted();
  }

  /** What goes wrong here ends the run rather than the engine, which calls it. */
  #take({ question, image }: QuestionOnImage, result: AnswerResult): void {
    try {
      if (result.kind === 'answer') this.#write({ question, image }, result.answer);
      else if (OF_ONE_QUESTION.includes(result.error.code))
        this.#work.events.onLeftOut?.({ line: question.line, why: result.error.message });
      else throw new EngineError(result.error);
    } catch (error) {
      this.#halt.abort(error);
    }
  }

  #write({ question, image }: QuestionOnImage, answer: Answer): void {
    this.#file.add(question.line, answerLine({ question, image }, answer, this.#model, this.#settings));
    this.#work.events.onAnswer?.(
      question,
      this.#model.isDemo && image !== undefined && image.facts.phantom === undefined,
    );
  }
}
