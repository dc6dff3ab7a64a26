import { attribute, elementsOf, isElement, textOf } from './element.ts';
import { htmlTree, type HtmlElement } from './htmlTree.ts';
import { commentWords } from './plainWords.ts';

/** A term of a coding scheme, such as RadLex RID1301 "lung". */
export interface Code {
  readonly scheme: string;
  readonly value: string;
  readonly meaning: string;
}

export interface CodedEntry {
  /** The id of the section, field or choice that the codes are of. */
  readonly of: string;
  readonly codes: readonly Code[];
  readonly line: number;
}

export interface CodedContent {
  /** Of the whole template. */
  readonly terms: readonly Code[];
  readonly entries: readonly CodedEntry[];
  /** What `<status>` says, e.g. `ACTIVE`. */
  readonly status: string | undefined;
}

/**
 * The codes of a template: `template_attributes` in a `<script type="text/xml">` of the head, also inside a comment there
 * and with `<code>` left open as RadReport exported it, or as elements beside the body as drafts of the profile had it.
 * IHE Radiology, Management of Radiology Report Templates (MRRT), volume 3, "Coded content".
 */
export function readCodedContent(root: HtmlElement): CodedContent {
  const sources = [...elementsOf(root)].flatMap((element) => {
    if (element.name === 'script' && isXml(element)) return [xmlOf(element)];
    return element.name === 'template_attributes' || element.name === 'coded_content' ? [element] : [];
  });
  const terms: Code[] = [];
  const entries: CodedEntry[] = [];
  const seen = new Set<HtmlElement>();
  let status: string | undefined;
  for (const source of sources)
    for (const element of elementsOf(source)) {
      if (seen.has(element)) continue;
      seen.add(element);
      if (element.name === 'status') status ??= textOf(element).trim() || undefined;
      const code = readCode(element);
      if (!code) continue;
      const entry = entryOf(element);
      if (!entry) {
        if (!isProcedure(element)) terms.push(code);
        continue;
      }
      const of = attribute(entry, 'origtxt');
      const known = entries.at(-1);
      if (known?.of === of) (known.codes as Code[]).push(code);
      else entries.push({ of, codes: [code], line: entry.line });
    }
  return { terms, entries, status };
}

/** `RADLEX RID1301 "lung"` for a comment. */
export function codeWords({ scheme, value, meaning }: Code): string {
  const number = commentWords(value.replace(/^.*[/#](?=\w+$)/, ''));
  return `${commentWords(scheme.toUpperCase()) || 'code'} ${number}${meaning === '' ? '' : ` "${commentWords(meaning)}"`}`;
}

function isXml(script: HtmlElement): boolean {
  return /xml/i.test(attribute(script, 'type'));
}

function xmlOf(script: HtmlElement): HtmlElement {
  const text = script.children.map((child) => (isElement(child) ? '' : child.text)).join('');
  return htmlTree(text.replace(/<!--|-->/g, ''), 'xml', script.line);
}

/** `<code meaning value scheme>`; in drafts of the profile three elements of a `<term>`. */
function readCode(element: HtmlElement): Code | undefined {
  if (element.name === 'code') {
    const value = attribute(element, 'value');
    return value === ''
      ? undefined
      : { value, meaning: attribute(element, 'meaning'), scheme: attribute(element, 'scheme') };
  }
  if (element.name !== 'term') return undefined;
  const part = (name: string): string => {
    const found = element.children.find((child) => isElement(child) && child.name === name);
    return found ? textOf(found).trim() : '';
  };
  const value = part('code_value');
  return value === '' ? undefined : { value, meaning: part('code_meaning'), scheme: part('coding_scheme_designator') };
}

function entryOf(element: HtmlElement): HtmlElement | undefined {
  for (let one: HtmlElement | undefined = element; one; one = one.parent) if (one.name === 'entry') return one;
  return undefined;
}

function isProcedure(element: HtmlElement): boolean {
  for (let one: HtmlElement | undefined = element; one; one = one.parent)
    if (one.name === 'procedure-code-list') return true;
  return false;
}
