import { redactLine } from '../protocol/redactLine.ts';

/**
 * The last lines of a noisy stream, fit for a log, for the report of a death. A line that has not ended yet counts as
 * one.
 */
export class LastLines {
  readonly #limit: number;
  readonly #lines: string[] = [];
  #partial = '';

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a chunk of text and returns the lines that it completed. */
  push(chunk: string): readonly string[] {
    const parts = (this.#partial + chunk).split(/\r?\n/);
    this.#partial = (parts.pop() ?? '').slice(-4096);
    const complete = parts.filter((line) => line.trim() !== '').map(redactLine);
    this.#lines.push(...complete);
    this.#lines.splice(0, Math.max(0, this.#lines.length - this.#limit));
    return complete;
  }

  lines(): readonly string[] {
    return this.#partial.trim() === ''
      ? [...this.#lines]
      : [...this.#lines, redactLine(this.#partial)].slice(-this.#limit);
  }
}
