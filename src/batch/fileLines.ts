/** The lines of a text file as its bytes come: the file may be larger than memory, and so may be a line of it. */
import { openRegularFile } from '../files/regularFile.ts';

export interface FileLine {
  /** Counted from 1, empty lines too. */
  readonly number: number;
  /** Without its line break; undefined where it cannot be read, and `fault` says why. */
  readonly text: string | undefined;
  readonly fault?: 'tooLong' | 'notUtf8';
  /** Its first 16 bytes as Latin-1: there also where it cannot be read. */
  readonly head: string;
  /** Bytes of the file before the line, and before the next one. */
  readonly start: number;
  readonly end: number;
  /** Ends with a line break; only the last one may not. */
  readonly isWhole: boolean;
}

const CHUNK_BYTES = 64 * 1024;
const HEAD_BYTES = 16;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Lines end with LF or CRLF, and a byte order mark at the start is no text. Of a line of more than `longest` bytes
 * nothing is kept. Rejects with `NotRegularFile`, or as `open` does.
 */
export async function* fileLines(path: string, longest: number): AsyncGenerator<FileLine, void, undefined> {
  const file = await openRegularFile(path);
  try {
    const open = new OpenLine(longest);
    for (let at = 0; ;) {
      // Anew each time: a line keeps parts of it until it ends.
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      let rest = buffer.subarray(0, bytesRead);
      for (let feed = rest.indexOf(LINE_FEED); feed >= 0; feed = rest.indexOf(LINE_FEED)) {
        open.push(rest.subarray(0, feed + 1));
        yield open.end(true);
        rest = rest.subarray(feed + 1);
      }
      open.push(rest);
    }
    if (!open.isEmpty) yield open.end(false);
  } finally {
    await file.close();
  }
}

/** The line that is being read. */
class OpenLine {
  readonly #longest: number;
  #parts: Buffer[] = [];
  #head = '';
  #bytes = 0;
  #number = 1;
  #start = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  push(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#head.length < HEAD_BYTES) this.#head += part.toString('latin1', 0, HEAD_BYTES - this.#head.length);
    if (this.#bytes > this.#longest) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  end(isWhole: boolean): FileLine {
    const place = {
      number: this.#number,
      start: this.#start,
      end: this.#start + this.#bytes,
      isWhole,
      head: this.#head,
    };
    const line: FileLine =
      this.#bytes > this.#longest
        ? { ...place, text: undefined, fault: 'tooLong' }
        : { ...place, ...decoded(Buffer.concat(this.#parts), this.#number === 1) };
    this.#parts = [];
    this.#head = '';
    this.#bytes = 0;
    this.#number++;
    this.#start = line.end;
    return line;
  }
}

function decoded(bytes: Buffer, isFirst: boolean): Pick<FileLine, 'text' | 'fault'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, '');
    return { text: isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  } catch {
    return { text: undefined, fault: 'notUtf8' };
  }
}
