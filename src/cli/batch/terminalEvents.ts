/** What a batch has to tell, to a person at a terminal. */
import { basename } from 'node:path';
import type { BatchEvents } from '../../batch/answerOpenQuestions.ts';
import type { BadLine, Question } from '../../batch/questions.ts';
import type { EngineProgress, ModelDescription } from '../../protocol/engine.ts';
import { engineProgressText } from '../engineProgressText.ts';
import { DEMO_NOTICE, RESEARCH_ONLY } from '../notices.ts';
import type { Terminal } from '../terminal.ts';
import { BatchProgress } from './batchProgress.ts';
import type { BatchTally } from './batchTally.ts';

export class TerminalEvents implements BatchEvents {
  readonly #terminal: Terminal;
  readonly #tally: BatchTally;
  readonly #questionsPath: string;
  readonly #open: number;
  #progress: BatchProgress | undefined;

  /** `open`: how many of the questions have no answer yet. */
  constructor(terminal: Terminal, tally: BatchTally, questionsPath: string, open: number) {
    this.#terminal = terminal;
    this.#tally = tally;
    this.#questionsPath = questionsPath;
    this.#open = open;
  }

  onLoading(progress: EngineProgress): void {
    this.#terminal.progress(...engineProgressText(progress));
  }

  onModel({ isDemo }: ModelDescription): void {
    this.#terminal.note(isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    this.#progress = new BatchProgress(this.#terminal, this.#open);
  }

  onAnswer(_question: Question, isMeaningless: boolean): void {
    this.#tally.answer(isMeaningless);
    this.#progress?.step();
  }

  onLeftOut(bad: BadLine): void {
    this.#tally.leaveOut(bad);
    this.#terminal.note(`${basename(this.#questionsPath)}:${bad.line}: left out: ${bad.why}`);
    this.#progress?.step();
  }

  onNote(text: string): void {
    this.#terminal.note(text);
  }
}
