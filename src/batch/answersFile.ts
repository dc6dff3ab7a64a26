/**
 * The file that answers go into, one whole line after another in the order of the questions. Written at once and in
 * order, so that a killed program has lost nothing that it had told, and cuts at most its last line short.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { batchErrors, BatchError } from './batchErrors.ts';
import type { KnownAnswers } from './knownAnswers.ts';

interface PlacedLine {
  /** Of its question. */
  readonly line: number;
  start: number;
}

export class AnswersFile {
  readonly #path: string;
  readonly #lines: PlacedLine[];
  /** Undefined while another file takes its place. */
  #file: number | undefined;
  #bytes: number;

  /** Cuts off what is behind the known answers. Throws a `BatchError`. */
  constructor(path: string, { answers, bytes }: KnownAnswers) {
    this.#lines = answers.map(({ line, start }) => ({ line, start }));
    this.#bytes = bytes;
    try {
      this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT);
      this.#path = realpathSync(path);
      if (fstatSync(this.#file).size < bytes) throw batchErrors.changedMeanwhile(path);
      ftruncateSync(this.#file, bytes);
      rmSync(this.#partialPath, { force: true });
    } catch (error) {
      throw toBatchError(path, error);
    }
  }

  /** `text` ends with a line break. Throws a `BatchError`; the file then ends with its last whole line, if it can. */
  add(line: number, text: string): void {
    try {
      const file = this.#opened();
      if (fstatSync(file).size !== this.#bytes) throw batchErrors.changedMeanwhile(this.#path);
      const index = this.#lines.findLastIndex((known) => known.line < line) + 1;
      const bytes = Buffer.from(text);
      if (index === this.#lines.length) this.#append(file, bytes);
      else this.#insert(file, bytes, this.#lines[index]!.start);
      const start = this.#lines[index]?.start ?? this.#bytes;
      for (const later of this.#lines.slice(index)) later.start += bytes.length;
      this.#lines.splice(index, 0, { line, start });
      this.#bytes += bytes.length;
    } catch (error) {
      throw toBatchError(this.#path, error);
    }
  }

  close(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #append(file: number, bytes: Buffer): void {
    try {
      writeAll(file, bytes, this.#bytes);
    } catch (error) {
      ftruncateSync(file, this.#bytes);
      throw error;
    }
  }

  /** An answer that an earlier run had to leave out: the file is written anew beside itself, and takes its own place. */
  #insert(file: number, bytes: Buffer, at: number): void {
    const partial = this.#partialPath;
    try {
      copyFileSync(this.#path, partial);
      const copy = openSync(partial, 'r+');
      try {
        const rest = readAll(copy, at, this.#bytes - at);
        writeAll(copy, bytes, at);
        writeAll(copy, rest, at + bytes.length);
        fsyncSync(copy);
      } finally {
        closeSync(copy);
      }
      this.#file = undefined;
      closeSync(file);
      renameSync(partial, this.#path);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  }

  #opened(): number {
    this.#file ??= openSync(this.#path, 'r+');
    return this.#file;
  }

  get #partialPath(): string {
    return join(dirname(this.#path), `.${basename(this.#path)}.llava-med-partial`);
  }
}

/** At a place rather than at the end, and in as many goes as it takes: a full disk takes a part. */
function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

function readAll(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, at + done);
    if (read === 0) throw new Error('the file has become shorter');
    done += read;
  }
  return bytes;
}

function toBatchError(path: string, error: unknown): BatchError {
  return error instanceof BatchError ? error : batchErrors.notWritable(path, error);
}
