import { t } from '@vscode/l10n';
import type { CodedContent } from './codedContent.ts';
import { choiceGroups, type ChoiceGroup, type ChoiceGroups } from './choiceGroups.ts';
import { attribute, elementsOf, hasAttribute, isElement, wordsOf } from './element.ts';
import { fieldText } from './fieldText.ts';
import { codeNotes, formField, ruleNotes, type FormField } from './formField.ts';
import { formIndex, humanName, labelOf, legendOf, type FieldPlace, type FormIndex } from './formIndex.ts';
import { isBlock } from './htmlNesting.ts';
import type { HtmlElement, HtmlNode } from './htmlTree.ts';
import { MarkdownText } from './markdownText.ts';
import { commentWords } from './plainWords.ts';
import { sectionHeading } from './sectionHeading.ts';
import { tableRows, type TableRow } from './tableRows.ts';
import { isSkipped } from './unreadParts.ts';
import { yesAndNo } from './yesAndNo.ts';

export interface BodyOptions {
  readonly title: string;
  /** ISO 639 of the template; empty where it says none. */
  readonly language: string;
  readonly coded: CodedContent;
  /** Told what is left out. */
  readonly onUnread: (line: number, sentence: string) => void;
}

/** The Markdown of a template's body: its sections as headings, its fields in brackets, its codes and rules as comments. */
export function templateBody(root: HtmlElement, options: BodyOptions): string {
  const writer = new BodyWriter(root, options);
  writer.visit(root);
  return writer.text.toString();
}

class BodyWriter {
  readonly text = new MarkdownText();
  readonly #options: BodyOptions;
  readonly #index: FormIndex;
  readonly #groups: ChoiceGroups;
  /** Headers that stand above their section as its heading. */
  readonly #headings = new Set<HtmlNode>();
  /** `<h2>` and the like count from the highest that there is, the title left out. */
  readonly #highest: number;
  /** Whose codes are written. */
  readonly #coded = new Set<HtmlElement>();
  #section = { title: '', level: 0 };
  #cell = { row: '', column: '' };

  constructor(root: HtmlElement, options: BodyOptions) {
    this.#options = options;
    this.#index = formIndex(root, options.coded);
    this.#groups = choiceGroups(root, this.#index);
    const ranks = [...elementsOf(root)].flatMap((one) => (this.#isTitle(one) ? [] : [rankOf(one)]));
    this.#highest = ranks.reduce((highest, rank) => (rank > 0 ? Math.min(highest, rank) : highest), 6);
  }

  visit(node: HtmlNode): void {
    const group = this.#groups.at.get(node);
    if (group) this.#choices(group);
    if (this.#groups.taken.has(node) || this.#headings.has(node)) return;
    if (!isElement(node)) this.text.words(node.text);
    else if (!isSkipped(node) && !this.#isTitle(node)) this.#element(node);
  }

  #children(element: HtmlElement): void {
    const { children } = element;
    children.forEach((child, at) => {
      const next = children[at + 1];
      // `cm<sup>2</sup>`, which is one word
      if (!isElement(child) && next && isSquareOrCube(next)) this.text.words(child.text + superscript(next));
      else if (at === 0 || !isSquareOrCube(child) || isElement(children[at - 1] ?? child)) this.visit(child);
    });
  }

  /** The codes of an element, once. */
  #codes(element: HtmlElement): string[] {
    if (this.#coded.has(element)) return [];
    this.#coded.add(element);
    return codeNotes(element, this.#index);
  }

  #element(element: HtmlElement): void {
    const { name } = element;
    if (name === 'input' || name === 'select' || name === 'textarea') {
      const field = formField(element, this.#index, this.#place());
      if (field) this.#field(element, field);
    } else if (name === 'br') this.text.breakLine();
    else if (name === 'section') this.#sectionOf(element);
    else if (rankOf(element) > 0) this.#heading(element);
    else if (name === 'table') this.#table(element);
    else if (name === 'ul' || name === 'ol') this.#list(element);
    else if (name === 'q') {
      this.text.words('“');
      this.#children(element);
      this.text.words('”');
    } else if (isSquareOrCube(element)) this.text.words(superscript(element));
    else if (name === 'legend') this.text.words(`${wordsOf(element).replace(/[\s:]+$/, '')}: `);
    else {
      const isApart = isBlock(name) || name === 'dt' || name === 'dd' || name === 'li';
      if (isApart) this.text.endBlock();
      this.#children(element);
      this.text.notes(this.#codes(element));
      if (isApart) this.text.endBlock();
    }
  }

  #place(): FieldPlace {
    return { ...this.#cell, before: this.text.tail, section: this.#section.title };
  }

  #field(element: HtmlElement, { text, unit, notes, tooMany }: FormField): void {
    this.text.field(text, unit, notes);
    if (tooMany > 0) this.#options.onUnread(element.line, t`a list has ${tooMany} more choices than a field can hold`);
  }

  /** Buttons or boxes: one field. A box alone is a question with yes and no. */
  #choices({ kind, members, hasTextBehind }: ChoiceGroup): void {
    const [first] = members;
    if (!first) return;
    const { input } = first;
    const isChecked = members.map((member) => hasAttribute(member.input, 'checked'));
    if (members.length === 1 && kind === 'checkbox') {
      const { yes, no } = yesAndNo(this.#options.language);
      const text = fieldText({ label: first.text, options: [yes, no], presets: [isChecked[0] ? yes : no] });
      if (hasTextBehind && first.text !== '') this.text.words(`${first.text.replace(/[\s:]+$/, '')}: `);
      this.text.field(text, '', [...codeNotes(input, this.#index), ...ruleNotes(input, '')]);
      return;
    }
    const wrapper = wrapperOf(input);
    const labels = this.#index.labels.get(attribute(wrapper ?? input, wrapper ? 'id' : 'name')) ?? [];
    const legend = legendOf(input);
    const label = [labels[0] ? wordsOf(labels[0]) : '', legend, humanName(attribute(input, 'name'))].find(
      (words) => words.trim() !== '',
    );
    const text = fieldText({
      label: label ?? labelOf(wrapper ?? input.parent ?? input, this.#index, this.#place()),
      options: members.map((member) => member.text),
      presets: members.flatMap((member, at) => (isChecked[at] ? [member.text] : [])),
    });
    const coded = members.flatMap((member) =>
      codeNotes(member.input, this.#index).map((code) => `"${commentWords(member.text)}": ${code}`),
    );
    const notes = [...(wrapper ? this.#codes(wrapper) : []), ...ruleNotes(wrapper ?? input, '')];
    this.text.field(text, '', [...notes, ...(kind === 'checkbox' ? ['several may be chosen'] : []), ...coded]);
  }

  #sectionOf(element: HtmlElement): void {
    const header = element.children.filter(isElement).find((child) => child.name === 'header' || rankOf(child) > 0);
    const isHeading = header !== undefined && header === firstSeen(element);
    const outer = this.#section;
    const level = Math.min(outer.level + 1, 5);
    const codes = this.#index.codes.get(attribute(element, 'id')) ?? [];
    const named = {
      header: isHeading || header?.name === 'header' ? wordsOf(header) : '',
      name: attribute(element, 'data-section-name').slice(0, 500),
      codes,
      level,
    };
    const { title, text, renamed } = sectionHeading(named, this.#options.language);
    if (header && named.header !== '') this.#headings.add(header);
    this.#section = title === '' ? outer : { title, level };
    this.text.heading(level + 1, title, [
      ...codeNotes(element, this.#index),
      ...(renamed === undefined ? [] : [`in the template "${commentWords(renamed)}"`]),
      ...(attribute(element, 'data-section-required').toLowerCase() === 'true' ? ['required'] : []),
    ]);
    this.text.words(text);
    this.text.endBlock();
    this.#children(element);
    this.text.endBlock();
    this.#section = outer;
    // Markdown has no end of a section.
    if (title !== '' && isFollowed(element)) this.text.notes([`end of "${commentWords(title)}"`]);
  }

  /** A header or `<h2>` of its own. */
  #heading(element: HtmlElement): void {
    const level = this.#section.level;
    const rank = Number(/\d/.exec(attribute(element, 'class'))?.[0] ?? rankOf(element) - this.#highest + 1);
    const own = Math.max(rank, level + 1);
    const { title, text, renamed } = sectionHeading(
      { header: wordsOf(element), name: '', codes: this.#index.codes.get(attribute(element, 'id')) ?? [], level: own },
      this.#options.language,
    );
    this.text.heading(Math.min(own + 1, 6), title, [
      ...codeNotes(element, this.#index),
      ...(renamed === undefined ? [] : [`in the template "${commentWords(renamed)}"`]),
    ]);
    this.#section = { title, level };
    this.text.words(text);
    this.text.endBlock();
    for (const child of elementsOf(element)) if (isControl(child)) this.visit(child);
    this.text.endBlock();
  }

  #list(element: HtmlElement): void {
    let number = 0;
    for (const child of element.children) {
      if (!isElement(child) || child.name !== 'li') {
        this.visit(child);
        continue;
      }
      number += 1;
      this.text.item(element.name === 'ol' ? `${String(number)}. ` : '- ', () => {
        this.#children(child);
        this.text.notes(this.#codes(child));
      });
    }
    this.text.endBlock();
  }

  #table(element: HtmlElement): void {
    this.text.endBlock();
    const rows = tableRows(element);
    if (!rows) this.#children(element);
    else for (const row of rows) this.#row(row);
    this.text.endBlock();
  }

  /** A row on a line: its name, and each cell behind what its column is called. */
  #row({ name, cells, hasColumns }: TableRow): void {
    const write = (): void => {
      this.text.flat(() => {
        if (name !== undefined) this.#children(name);
        cells.forEach(({ element, column }, at) => {
          if (at > 0 && hasColumns) this.text.words('; ');
          else if (hasColumns && name) this.text.words(': ');
          else this.text.words(' ');
          if (column !== '') this.text.words(`${column}: `);
          this.#cell = { row: name ? wordsOf(name) : '', column };
          this.#children(element);
        });
      });
      this.#cell = { row: '', column: '' };
      this.text.endBlock();
    };
    if (hasColumns) this.text.item('- ', write);
    else write();
  }

  /** A heading that says the title of the file again. */
  #isTitle(element: HtmlElement): boolean {
    return element.name === 'h1' && sameWords(wordsOf(element), this.#options.title);
  }
}

/** The element around a group of buttons that says what they are. */
function wrapperOf(input: HtmlElement): HtmlElement | undefined {
  for (let one = input.parent; one && one.name !== 'section'; one = one.parent)
    if (hasAttribute(one, 'data-field-type')) return one;
  return undefined;
}

function isControl({ name }: HtmlElement): boolean {
  return name === 'input' || name === 'select' || name === 'textarea';
}

/** Of `<h1>` to `<h6>`; a `<header>` counts as the first. 0: none. */
function rankOf({ name }: HtmlElement): number {
  return name === 'header' ? 1 : Number(/^h([1-6])$/.exec(name)?.[1] ?? 0);
}

/** Something of the section around it stands behind it that is no section. */
function isFollowed({ parent, at }: HtmlElement): boolean {
  const siblings = parent?.children ?? [];
  let next: HtmlNode | undefined;
  for (let place = at + 1; place < siblings.length && !next; place += 1) {
    const one = siblings[place];
    if (one && (isElement(one) ? !isSkipped(one) : one.text.trim() !== '')) next = one;
  }
  return next !== undefined && !(isElement(next) && next.name === 'section');
}

function isSquareOrCube(node: HtmlNode): node is HtmlElement {
  return isElement(node) && node.name === 'sup' && /^[23]$/.test(wordsOf(node));
}

function superscript(node: HtmlElement): string {
  return wordsOf(node) === '2' ? '²' : '³';
}

function firstSeen(section: HtmlElement): HtmlNode | undefined {
  return section.children.find((child) => isElement(child) || child.text.trim() !== '');
}

function sameWords(one: string, other: string): boolean {
  const plain = (words: string): string => words.replace(/\s+/g, ' ').trim().toLowerCase();
  return plain(one) === plain(other);
}
