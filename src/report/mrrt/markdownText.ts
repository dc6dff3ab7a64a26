import { t } from '@vscode/l10n';
import { TemplateError } from '../templates/templateError.ts';
import { fieldAtStart } from './fieldText.ts';
import { comment, plainWords } from './plainWords.ts';

/** Characters of a body, comments included; longer files are no templates to the editor. */
const longest = 900_000;
const deepestIndent = 12;
/** So much of a line is looked back at. */
const longestTail = 200;

interface WrittenLine {
  readonly text: string;
  readonly kind: 'heading' | 'text' | 'item' | 'comment';
  /** No blank line before it, as behind `<br>`. */
  readonly isGlued: boolean;
}

/**
 * Markdown that grows word by word, as an HTML body is walked. All words are foreign, and made plain. Throws a
 * `TemplateError` once it is longer than a template may be.
 */
export class MarkdownText {
  readonly #lines: WrittenLine[] = [];
  /** Of the line so far. */
  #parts: string[] = [];
  #tail = '';
  #length = 0;
  #hasField = false;
  #isGlued = false;
  /** White space came last, and is written once something follows it. */
  #hasSpace = false;
  /** Of a list's item: before its first line, and before those after it. */
  #marker = '';
  #indent = '';
  /** Behind the field that came last: what it is measured in, unless the next words say so, and its comment. */
  #behind: { readonly unit: string; readonly notes: readonly string[] } | undefined;
  #flat = 0;

  /** The end of the line so far. */
  get tail(): string {
    return this.#tail;
  }

  heading(level: number, title: string, notes: readonly string[]): void {
    this.endBlock();
    const text = plainWords(title).trim();
    if (text !== '') this.#lines.push({ text: `${'#'.repeat(level)} ${text}`, kind: 'heading', isGlued: false });
    if (notes.length > 0) this.#lines.push({ text: comment(notes), kind: 'comment', isGlued: true });
  }

  words(raw: string): void {
    const rest = this.#settle(raw);
    const text = plainWords(rest);
    const trimmed = text.trim();
    this.#hasSpace ||= /^\s/.test(text);
    if (trimmed === '') return;
    if (/[\])>\p{L}\p{N}]$/u.test(this.#tail) && this.#hasField && /^[\p{L}\p{N}([:]/u.test(trimmed))
      this.#hasSpace = true;
    this.#add(trimmed);
    this.#hasSpace = /\s$/.test(text);
  }

  /** `text` is a field as `fieldText` makes it. */
  field(text: string, unit: string, notes: readonly string[]): void {
    this.#settle('');
    if (/[\p{L}\p{N}:)\]>]$/u.test(this.#tail)) this.#hasSpace = true;
    this.#add(this.#tail === '' ? fieldAtStart(text) : text);
    this.#hasField = true;
    this.#behind = { unit, notes };
  }

  /** A comment behind what was written last. */
  notes(notes: readonly string[]): void {
    if (notes.length === 0) return;
    this.#settle('');
    if (this.#tail === '') this.#lines.push({ text: comment(notes), kind: 'comment', isGlued: true });
    else {
      this.#hasSpace = true;
      this.#add(comment(notes));
    }
  }

  breakLine(): void {
    this.endBlock();
    this.#isGlued = true;
  }

  endBlock(): void {
    this.#settle('');
    if (this.#flat > 0) {
      this.#hasSpace = true;
      return;
    }
    const text = lineOf(this.#parts.join(''));
    if (text !== '') {
      const kind = this.#marker === '' ? 'text' : 'item';
      const isGlued = this.#isGlued || (this.#marker === '' && this.#indent !== '');
      this.#lines.push({ text: (this.#marker || this.#indent) + text, kind, isGlued });
      this.#marker = '';
    }
    this.#parts = [];
    this.#tail = '';
    this.#hasField = false;
    this.#hasSpace = false;
    this.#isGlued = false;
  }

  /** What `write` writes is an item of a list. */
  item(marker: string, write: () => void): void {
    this.endBlock();
    const outer = this.#indent;
    this.#marker = outer + marker;
    // Lists in lists, as far as anybody indents them.
    if (outer.length < deepestIndent) this.#indent = outer + ' '.repeat(marker.length);
    write();
    this.endBlock();
    this.#marker = '';
    this.#indent = outer;
  }

  /** What `write` writes stays on one line. */
  flat(write: () => void): void {
    this.#flat += 1;
    write();
    this.#flat -= 1;
  }

  /** All of it, with a line break at its end. */
  toString(): string {
    this.endBlock();
    return this.#lines
      .map((line, index) => (isApart(this.#lines[index - 1], line) ? '\n' : '') + `${line.text}\n`)
      .join('');
  }

  #add(text: string): void {
    const part = this.#hasSpace && this.#tail !== '' ? ` ${text}` : text;
    this.#parts.push(part);
    this.#tail = (this.#tail + part).slice(-longestTail);
    this.#hasSpace = false;
    this.#length += part.length;
    if (this.#length > longest)
      throw new TemplateError(
        t`It makes more than ${String(longest / 1_000_000)} million characters, as no report template does. Choose another file.`,
      );
  }

  /** Writes what stands behind a field; returns what is left of the next words. */
  #settle(next: string): string {
    const behind = this.#behind;
    if (!behind) return next;
    if (next !== '' && next.trim() === '') {
      this.#hasSpace = true;
      return '';
    }
    this.#behind = undefined;
    const words = next.trimStart();
    const { unit, notes } = behind;
    const saysUnit =
      unit !== '' &&
      words.toLowerCase().startsWith(unit.toLowerCase()) &&
      !/^[\p{L}\p{N}]/u.test(words.slice(unit.length));
    if (unit !== '') {
      this.#hasSpace = true;
      this.#add(unit);
    }
    if (notes.length > 0) {
      this.#hasSpace = true;
      this.#add(comment(notes));
    }
    const rest = saysUnit ? words.slice(unit.length) : next;
    this.#hasSpace = /^\s/.test(rest);
    return rest;
  }
}

/** Items of a list and lines of one paragraph follow each other; all else has a blank line between. */
function isApart(one: WrittenLine | undefined, next: WrittenLine): boolean {
  return one !== undefined && !next.isGlued && !(one.kind === 'item' && next.kind === 'item');
}

/** A line that Markdown and `parseReport` take as the words that it is: no rule, heading or fence. */
function lineOf(line: string): string {
  const text = line.trim();
  if (/^[-=_~\s]*$/.test(text)) return '';
  return text.replace(/^(?=#|~~~)/, '\\');
}
