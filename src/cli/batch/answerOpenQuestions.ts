/** The questions that have no answer yet: asked by the handful, and written in their order. */
import { basename } from 'node:path';
import { answerMany } from '../../assistant/answerMany.ts';
import { preparationOf } from '../../assistant/assistant.ts';
import type { LocalServices } from '../../assistant/localServices.ts';
import { engineErrors } from '../../engine/engineErrors.ts';
import { EngineError } from '../../protocol/engineError.ts';
import type { Answer, AnswerResult, EngineErrorCode, ModelDescription, Sampling } from '../../protocol/engine.ts';
import { engineProgressText } from '../engineProgressText.ts';
import { DEMO_NOTICE, RESEARCH_ONLY } from '../notices.ts';
import type { Terminal } from '../terminal.ts';
import { answerLine } from './answerLine.ts';
import { AnswersFile } from './answersFile.ts';
import { BatchProgress } from './batchProgress.ts';
import { batchSettings, type BatchSettings, type ChosenSettings } from './batchSettings.ts';
import type { BatchTally } from './batchTally.ts';
import { requireSameSettings, type KnownAnswers } from './knownAnswers.ts';
import { PreparedImages, type ImageWishes } from './preparedImages.ts';
import { isQuestion, questionLines, type BadLine, type Question } from './questions.ts';
import { questionWindows, type QuestionOnImage } from './questionWindows.ts';

export interface OpenQuestions {
  readonly questionsPath: string;
  readonly answersPath: string;
  readonly images: ImageWishes;
  readonly sampling: Sampling;
  readonly chosen: ChosenSettings;
  readonly known: KnownAnswers;
  /** How many of the questions have no answer yet. */
  readonly open: number;
  readonly tally: BatchTally;
  readonly services: LocalServices;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Rejects with a `BatchError`, with an `EngineError` that would meet every question, or with the signal's reason. */
export async function answerOpenQuestions(work: OpenQuestions): Promise<void> {
  const { answersPath, known, services, terminal, signal } = work;
  const watch = services.engine.onDidChangeState((state) => {
    if (state.kind === 'loading') terminal.progress(...engineProgressText(state.progress));
  });
  try {
    const model = await services.assistant.load(signal);
    if (model.projector === undefined) throw engineErrors.imageWithoutProjector(model.fileName);
    const settings = batchSettings(work.chosen, model);
    requireSameSettings(answersPath, known, settings);
    terminal.note(model.isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    const file = new AnswersFile(answersPath, known);
    try {
      await new OpenRun(work, model, settings, file).run();
    } finally {
      file.close();
    }
  } finally {
    watch.dispose();
    terminal.clearProgress();
  }
}

/** What may be wrong with one question, and not with the next one. */
const OF_ONE_QUESTION: readonly EngineErrorCode[] = ['contextFull', 'childDied', 'childHung', 'internal'];

class OpenRun {
  readonly #work: OpenQuestions;
  readonly #model: ModelDescription;
  readonly #settings: BatchSettings;
  readonly #file: AnswersFile;
  readonly #progress: BatchProgress;
  readonly #halt = new AbortController();
  readonly #isOpen: (question: Question) => boolean;

  constructor(work: OpenQuestions, model: ModelDescription, settings: BatchSettings, file: AnswersFile) {
    this.#work = work;
    this.#model = model;
    this.#settings = settings;
    this.#file = file;
    const known = new Set(work.known.answers.map(({ line }) => line));
    this.#isOpen = ({ line }) => !known.has(line);
    this.#progress = new BatchProgress(work.terminal, work.open);
  }

  async run(): Promise<void> {
    const { services, images, terminal } = this.#work;
    const signal = AbortSignal.any([this.#work.signal, this.#halt.signal]);
    const prepared = new PreparedImages(services.imaging, preparationOf(this.#model), images, (text) =>
      terminal.note(text),
    );
    const windows = questionWindows(this.#questions(), this.#isOpen, prepared, (bad) => this.#leaveOut(bad), signal);
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
    for await (const read of questionLines(this.#work.questionsPath)) if (isQuestion(read)) yield read;
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
    const questions = window.map(({ question, image }) => ({ text: question.prompt, images: [image.forModel] }));
    await answerMany(this.#work.services.engine, questions, this.#work.sampling, { onResult }, signal);
    signal.throwIfAborted();
  }

  /** What goes wrong here ends the run rather than the engine, which calls it. */
  #take({ question, image }: QuestionOnImage, result: AnswerResult): void {
    try {
      if (result.kind === 'answer') this.#write({ question, image }, result.answer);
      else if (OF_ONE_QUESTION.includes(result.error.code))
        this.#leaveOut({ line: question.line, why: result.error.message });
      else throw new EngineError(result.error);
    } catch (error) {
      this.#halt.abort(error);
    }
  }

  #write({ question, image }: QuestionOnImage, answer: Answer): void {
    this.#file.add(question.line, answerLine({ question, image }, answer, this.#model, this.#settings));
    this.#work.tally.answer(this.#model.isDemo && image.facts.phantom === undefined);
    this.#progress.step();
  }

  #leaveOut(bad: BadLine): void {
    this.#work.tally.leaveOut(bad);
    this.#work.terminal.note(`${basename(this.#work.questionsPath)}:${bad.line}: left out: ${bad.why}`);
    this.#progress.step();
  }
}
