import type { ViewExchange } from '../../src/protocol/webview.ts';
import { spokenText } from './spokenText.ts';

/** Behind these a full stop ends no sentence; in lower case. */
const ABBREVIATIONS = new Set(['dr', 'fig', 'approx', 'vs', 'cf', 'e.g', 'i.e', 'no', 'st', 'mr', 'mrs', 'ca', 'resp']);

/** A mark that may end a sentence, or a line's end. Chinese and Japanese marks need no space behind them. */
const ENDS = /[.!?]+["')\]*_]*(?=\s)|[。！？]+|\n/gu;

type Followed = Pick<ViewExchange, 'id'> & { readonly answer: Pick<ViewExchange['answer'], 'text' | 'state'> };

/**
 * Says an answer while it is written, sentence by sentence: a screen reader that is told of every token says nothing
 * that can be understood.
 */
export class SentenceAnnouncer {
  #known = false;
  #last: Followed | undefined;
  /** Characters of the answer that have been said. */
  #said = 0;

  /** What is to be said now that the last exchange is this one; nothing of what stood there when the view was opened. */
  follow(exchange: Followed | undefined): readonly string[] {
    const [before, wasKnown] = [this.#last, this.#known];
    [this.#last, this.#known] = [exchange, true];
    if (exchange === undefined) return [];
    const { text, state } = exchange.answer;
    const wasRunning = before?.id === exchange.id && before.answer.state === 'running';
    if (!wasRunning && state === 'running') this.#said = beginning(before, exchange, wasKnown);
    else if (!wasRunning) return [];
    if (text.length < this.#said) this.#said = 0;
    const end = state === 'running' ? finishedUpTo(text, this.#said) : text.length;
    const sentences = sentencesOf(text.slice(this.#said, end));
    this.#said = end;
    return sentences;
  }

  /** Another conversation is shown. */
  restart(): void {
    this.#known = false;
    this.#last = undefined;
  }
}

/** An answer that is gone on with is said from there on. */
function beginning(before: Followed | undefined, { id, answer }: Followed, wasKnown: boolean): number {
  if (!wasKnown) return answer.text.length;
  const goesOn = before?.id === id && before.answer.text !== '' && answer.text.startsWith(before.answer.text);
  return goesOn ? before.answer.text.length : 0;
}

/** Where the last finished sentence ends, at `from` or behind it. */
export function finishedUpTo(text: string, from: number): number {
  let end = from;
  for (const match of text.slice(from).matchAll(ENDS)) {
    const at = from + match.index;
    if (endsSentence(text, at)) end = at + match[0].length;
  }
  return end;
}

/** The text, which is all finished, as sentences in the words that are said. */
function sentencesOf(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(ENDS)) {
    if (!endsSentence(text, match.index)) continue;
    const end = match.index + match[0].length;
    parts.push(text.slice(start, end));
    start = end;
  }
  parts.push(text.slice(start));
  return parts.map(spokenText).filter((part) => part !== '');
}

/** Not behind an abbreviation, nor behind the number of a list's item. */
function endsSentence(text: string, at: number): boolean {
  if (text[at] !== '.') return true;
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (/^\s*\d+$/u.test(line)) return false;
  const word = /\S+$/u.exec(line)?.[0] ?? '';
  return !ABBREVIATIONS.has(word.replace(/^[("'*_]+/u, '').toLowerCase());
}
