/** What a run of an evaluation has to tell, to a person at a terminal. */
import type { BadLine } from '../../batch/questions.ts';
import type { EvaluationEvents } from '../../evaluation/runs/runEvaluation.ts';
import type { JudgeProgress } from '../../evaluation/judge/judgeAnswers.ts';
import type { FailedJudgement } from '../../evaluation/judge/judgement.ts';
import type { EngineProgress, ModelDescription } from '../../protocol/engine.ts';
import { BatchProgress } from '../batch/batchProgress.ts';
import { engineProgressText } from '../engineProgressText.ts';
import { DEMO_NOTICE, RESEARCH_ONLY } from '../notices.ts';
import type { Terminal } from '../terminal.ts';

const MOST_NOTES = 10;

export class EvalEvents implements EvaluationEvents {
  readonly #terminal: Terminal;
  readonly #overwrites: boolean;
  #answered = 0;
  #count = 0;
  #leftOut = 0;
  #unjudged = 0;
  #notes = 0;
  #progress: BatchProgress | undefined;
  #judging: { readonly progress: BatchProgress; done: number } | undefined;

  /** `overwrites`: the same command would begin anew. */
  constructor(terminal: Terminal, overwrites: boolean) {
    this.#terminal = terminal;
    this.#overwrites = overwrites;
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  get unjudged(): number {
    return this.#unjudged;
  }

  /** How far it has come, without an end; undefined where it has not begun. */
  standing(): string | undefined {
    if (this.#count === 0) return undefined;
    const how = this.#overwrites ? 'The same command without --overwrite' : 'The same command';
    return `${this.#answered} of ${this.#count} questions answered. ${how} goes on from there.`;
  }

  onNotes(notes: readonly string[]): void {
    for (const note of notes.slice(0, MOST_NOTES)) this.#terminal.note(note);
    if (notes.length > MOST_NOTES) this.#terminal.note(`… and ${notes.length - MOST_NOTES} more of these.`);
  }

  onSurvey(answered: number, count: number): void {
    this.#answered = answered;
    this.#count = count;
    if (answered > 0) this.#terminal.note(`${answered} of ${count} questions were answered before.`);
  }

  onLoading(progress: EngineProgress): void {
    this.#terminal.progress(...engineProgressText(progress));
  }

  onModel({ isDemo }: ModelDescription): void {
    this.#terminal.note(isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    this.#progress = new BatchProgress(this.#terminal, this.#count - this.#answered);
  }

  onAnswer(): void {
    this.#answered++;
    this.#progress?.step();
  }

  onLeftOut({ line, why }: BadLine): void {
    this.#leftOut++;
    this.#terminal.note(`question ${line}: left out: ${why}`);
    this.#progress?.step();
  }

  /** A set of scans has the same to say of each of them. */
  onNote(text: string): void {
    this.#notes++;
    if (this.#notes <= MOST_NOTES) this.#terminal.note(text);
    if (this.#notes === MOST_NOTES + 1) this.#terminal.note('More images have notes of this kind.');
  }

  onJudging({ done, count }: JudgeProgress): void {
    this.#judging ??= { progress: new BatchProgress(this.#terminal, count, undefined, 'Judging…'), done: 0 };
    for (; this.#judging.done < done; this.#judging.done++) this.#judging.progress.step();
  }

  onFailedJudgements(failed: readonly FailedJudgement[]): void {
    this.#unjudged = failed.length;
    this.#terminal.note(
      `${failed.length} answers have no judgement: ${failed[0]?.failure ?? ''} The same command asks for them again.`,
    );
  }
}
