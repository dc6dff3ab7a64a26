/** A tail up to this many characters is shown at every change. */
const SHORT = 4000;
/** A longer one is shown when it has grown by this share, so that all showings together cost no more than a few. */
const GROWTH = 1 / 8;
/** Blocks are settled together, so that there are few of them. */
const BLOCK = 2000;
/** Characters by which a text is known to continue the one before. */
const KNOWN = 32;

export interface ShownText {
  /** Whole blocks, which what comes will not change. */
  readonly settled: readonly string[];
  /** What comes after them, as far as it is to be shown. */
  readonly tail: string;
}

/**
 * A Markdown text that grows at its end, cut so that showing it again and again costs in proportion to its length, not
 * to its square: blocks that are complete stay as they are, and only what follows is rendered anew.
 *
 * A blank line ends a block for good when an unindented line of plain words comes after it, outside a fence: such a
 * line continues no list, quote or code (CommonMark 0.31, 5.1 to 5.3).
 */
export class GrowingText {
  readonly #block: number;
  #text = '';
  #settled: readonly string[] = [];
  /** Where the tail begins, and the start of the first line that has not been looked at. */
  #start = 0;
  #line = 0;
  #fence: string | undefined;
  #blankBefore = false;
  /** Length of the tail that is shown. */
  #shown = 0;

  constructor(block = BLOCK) {
    this.#block = block;
  }

  /** The text as it is now. One that does not continue the last is looked at from its beginning. */
  show(text: string): ShownText {
    const known = Math.max(0, this.#text.length - KNOWN);
    if (!text.startsWith(this.#text.slice(known), known)) this.#restart();
    this.#text = text;
    this.#scan();
    const length = text.length - this.#start;
    if (length <= SHORT || length - this.#shown >= this.#shown * GROWTH) this.#shown = length;
    return { settled: this.#settled, tail: text.slice(this.#start, this.#start + this.#shown) };
  }

  #scan(): void {
    for (let end = this.#text.indexOf('\n', this.#line); end >= 0; end = this.#text.indexOf('\n', this.#line)) {
      this.#look(this.#text.slice(this.#line, end), this.#line);
      this.#line = end + 1;
    }
  }

  #look(line: string, at: number): void {
    const fence = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    const ends = this.#fence === undefined && this.#blankBefore && /^\p{L}/u.test(line);
    if (ends && at - this.#start >= this.#block) {
      this.#settled = [...this.#settled, this.#text.slice(this.#start, at)];
      this.#start = at;
      this.#shown = 0;
    }
    if (fence !== undefined && this.#fence === undefined) this.#fence = fence;
    else if (fence !== undefined && this.#fence !== undefined && fence.startsWith(this.#fence)) this.#fence = undefined;
    this.#blankBefore = line.trim() === '';
  }

  #restart(): void {
    this.#settled = [];
    [this.#start, this.#line] = [0, 0];
    this.#fence = undefined;
    this.#blankBefore = false;
    this.#shown = 0;
  }
}
