import type { Terminal } from '../terminal.ts';
import { timeLeft } from '../../text/timeLeft.ts';

/** How far a batch is: on a screen after each answer, in a log after each twentieth of the questions. */
export class BatchProgress {
  readonly #terminal: Terminal;
  readonly #what: string;
  readonly #total: number;
  readonly #now: () => number;
  readonly #began: number;
  #done = 0;
  #told = 0;

  /** `total` are open. `now` in milliseconds. `what`: what is being done. */
  constructor(terminal: Terminal, total: number, now: () => number = () => performance.now(), what = 'Answering…') {
    this.#what = what;
    this.#terminal = terminal;
    this.#total = total;
    this.#now = now;
    this.#began = now();
  }

  /** One more is answered, or left out. */
  step(): void {
    this.#done++;
    const left = timeLeft(this.#now() - this.#began, this.#done, this.#total);
    const text = `${this.#done} of ${this.#total}${left === '' ? '' : `, ${left}`}`;
    if (this.#terminal.isScreen) {
      this.#terminal.progress(this.#what, ` ${text}`);
      return;
    }
    const twentieth = Math.floor((this.#done / this.#total) * 20);
    if (twentieth === this.#told) return;
    this.#told = twentieth;
    this.#terminal.note(`${this.#what} ${text}`);
  }
}
