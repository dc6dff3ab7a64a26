import { type Conversation, everyExchange } from '../conversation/conversation.ts';
import { type Folding, foldText, foldingOf } from './foldText.ts';

/** An exchange, and how long its parts are. */
type Part = readonly [id: string, question: number, answer: number];

interface FoldedText {
  readonly text: string;
  /** Where each exchange begins in it, and one more where the last ends. */
  readonly starts: readonly number[];
}

interface Head {
  readonly stamp: string;
  readonly encoding: 'latin1' | 'utf16le';
  readonly folding: Folding;
  readonly parts: readonly Part[];
}

const LATIN = /^[\0-\xff]*$/;

/**
 * What is searched of a chat: its questions and answers, those of all versions, one behind the other in one text, each
 * followed by a line break, as thousands of strings take longer to read and to search than one.
 */
export class SearchText {
  readonly parts: readonly Part[];
  readonly #text: string;
  readonly #folding: Folding;
  #folded: FoldedText | undefined;
  #starts: readonly number[] | undefined;

  private constructor(parts: readonly Part[], text: string, folding: Folding) {
    this.parts = parts;
    this.#text = text;
    this.#folding = folding;
  }

  static of({ exchanges }: Pick<Conversation, 'exchanges'>): SearchText {
    const all = everyExchange(exchanges);
    const text = all.map(({ question, answer }) => `${question}\n${answer.text}\n`).join('');
    const parts = all.map(({ id, question, answer }): Part => [id, question.length, answer.text.length]);
    return new SearchText(parts, text, foldingOf(text));
  }

  /** Undefined where it is none that `toFile` made for the same stamp. */
  static fromFile(content: Buffer, stamp: string): SearchText | undefined {
    try {
      const end = content.indexOf('\n');
      const head = JSON.parse(content.toString('utf8', 0, end)) as Head;
      const text = content.toString(head.encoding, end + 1);
      const length = head.parts.reduce((sum, [, question, answer]) => sum + question + answer + 2, 0);
      const isWhole = head.stamp === stamp && length === text.length;
      return isWhole ? new SearchText(head.parts, text, head.folding) : undefined;
    } catch {
      return undefined;
    }
  }

  /** In an encoding that is read without being decoded: reading UTF-8 takes most of the time of a first search. */
  toFile(stamp: string): Buffer {
    const encoding = LATIN.test(this.#text) ? 'latin1' : 'utf16le';
    const head: Head = { stamp, encoding, folding: this.#folding, parts: this.parts };
    return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), Buffer.from(this.#text, encoding)]);
  }

  get folded(): FoldedText {
    this.#folded ??=
      this.#folding === 'places'
        ? foldedApart(this.parts.map((_, index) => this.exchange(index).join('\n')))
        : { text: foldText(this.#text, this.#folding), starts: this.#originalStarts };
    return this.#folded;
  }

  /** Ahead of the first search. */
  fold(): void {
    this.#folded = this.folded;
  }

  /** Question and answer of the exchange with the index. */
  exchange(index: number): readonly [question: string, answer: string] {
    const [, question, answer] = this.parts[index] ?? ['', 0, 0];
    const start = this.#originalStarts[index] ?? 0;
    const answerStart = start + question + 1;
    return [this.#text.slice(start, start + question), this.#text.slice(answerStart, answerStart + answer)];
  }

  get #originalStarts(): readonly number[] {
    if (this.#starts !== undefined) return this.#starts;
    const starts = [0];
    for (const [, question, answer] of this.parts) starts.push(starts.at(-1)! + question + answer + 2);
    this.#starts = starts;
    return starts;
  }
}

function foldedApart(exchanges: readonly string[]): FoldedText {
  const starts = [0];
  let text = '';
  for (const exchange of exchanges) {
    text += `${foldText(exchange)}\n`;
    starts.push(text.length);
  }
  return { text, starts };
}
