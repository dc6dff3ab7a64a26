import { terminalJson, terminalText } from '../text/terminalText.ts';

/**
 * Where the command line writes: answers to standard output, everything else to standard error. Names, tags and a
 * model's words are in what it is given: nothing of it drives the terminal.
 */

export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export class Terminal {
  readonly #out: OutputStream;
  readonly #err: OutputStream;
  #progress = '';
  #lineOpen = false;

  constructor(out: OutputStream, err: OutputStream) {
    this.#out = out;
    this.#err = err;
  }

  /** Progress is seen on a line that is written over; else it is a log. */
  get isScreen(): boolean {
    return this.#err.isTTY === true;
  }

  /** A part of the answer, as it comes. */
  answer(text: string): void {
    if (text === '') return;
    this.clearProgress();
    this.#out.write(terminalText(text));
    this.#lineOpen = !text.endsWith('\n');
  }

  /** A value as JSON: unseen characters are escapes in it, so it says the same to a program. */
  json(value: unknown, indent?: number): void {
    this.clearProgress();
    this.#out.write(`${terminalJson(value, indent)}\n`);
    this.#lineOpen = false;
  }

  /** Ends the last line of the answer, if it is open. */
  endAnswer(): void {
    if (this.#lineOpen) this.#out.write('\n');
    this.#lineOpen = false;
  }

  /** A sentence for the person at the screen. */
  note(text: string): void {
    this.clearProgress();
    // On one screen both streams share a line.
    if (this.#lineOpen && this.#err.isTTY === true) this.#err.write('\n');
    this.#err.write(`${terminalText(text)}\n`);
  }

  /**
   * What is going on. `detail` changes often: a screen shows it on a line that is written over, a log gets each `stage`
   * once.
   */
  progress(stage: string, detail = ''): void {
    if (this.#err.isTTY === true) {
      this.#err.write(`\r\x1b[2K${terminalText(stage + detail)}`);
    } else if (stage !== this.#progress) {
      this.#err.write(`${terminalText(stage)}\n`);
    }
    this.#progress = stage;
  }

  clearProgress(): void {
    if (this.#progress !== '' && this.#err.isTTY === true) this.#err.write('\r\x1b[2K');
    this.#progress = '';
  }
}
