/** Where the command line writes: answers to standard output, everything else to standard error. */

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

  /** A part of the answer, as it comes. */
  answer(text: string): void {
    if (text === '') return;
    this.clearProgress();
    this.#out.write(text);
    this.#lineOpen = !text.endsWith('\n');
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
    this.#err.write(`${text}\n`);
  }

  /**
   * What is going on. `detail` changes often: a screen shows it on a line that is written over, a log gets each `stage`
   * once.
   */
  progress(stage: string, detail = ''): void {
    if (this.#err.isTTY === true) {
      this.#err.write(`\r\x1b[2K${stage}${detail}`);
    } else if (stage !== this.#progress) {
      this.#err.write(`${stage}\n`);
    }
    this.#progress = stage;
  }

  clearProgress(): void {
    if (this.#progress !== '' && this.#err.isTTY === true) this.#err.write('\r\x1b[2K');
    this.#progress = '';
  }
}
