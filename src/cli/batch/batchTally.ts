/** What has become of the questions, as it is told at the end. */
import { basename } from 'node:path';
import { counted } from '../../text/counted.ts';
import type { BadLine } from '../../batch/questions.ts';

const MOST_LINES = 20;

export class BatchTally {
  readonly #answersPath: string;
  readonly #questions: number;
  readonly #earlier: number;
  readonly #leftOut: BadLine[] = [];
  #answered = 0;
  #meaningless = 0;

  /** Of `questions`, `earlier` ones were answered by an earlier run. */
  constructor(answersPath: string, questions: number, earlier: number) {
    this.#answersPath = answersPath;
    this.#questions = questions;
    this.#earlier = earlier;
  }

  /** In this run. */
  get answered(): number {
    return this.#answered;
  }

  get leftOut(): number {
    return this.#leftOut.length;
  }

  /** `isMeaningless`: of the demo model, about an image that it cannot know. */
  answer(isMeaningless: boolean): void {
    this.#answered++;
    if (isMeaningless) this.#meaningless++;
  }

  leaveOut(bad: BadLine): void {
    this.#leftOut.push(bad);
  }

  text(): string {
    const { length } = this.#leftOut;
    const lines = this.#leftOut.map(({ line }) => line).sort((one, other) => one - other);
    const shown = lines.slice(0, MOST_LINES).join(', ') + (length > MOST_LINES ? ' and more' : '');
    return [
      `${this.standing()}${this.#earlier > 0 ? `, ${this.#earlier} of them before this run` : ''}.`,
      ...(length === 0 ? [] : [`${counted(length, 'line')} left out: ${shown}.`]),
      ...(this.#meaningless === 0
        ? []
        : [
            `The demo model knows drawn phantoms only: ${this.#meaningless === 1 ? '1 answer about another image means' : `${this.#meaningless} answers about other images mean`} nothing.`,
          ]),
    ].join('\n');
  }

  /** How far it has come, without an end. */
  standing(): string {
    const answered = this.#answered + this.#earlier;
    return `${answered} of ${counted(this.#questions, 'question')} answered in ${basename(this.#answersPath)}`;
  }

  json(stopped: boolean): object {
    return {
      questions: this.#questions,
      answered: this.#answered + this.#earlier,
      answeredBefore: this.#earlier,
      leftOut: this.#leftOut.toSorted((one, other) => one.line - other.line),
      stopped,
    };
  }
}
