import type { HtmlElement, HtmlNode } from './htmlTree.ts';

export function isElement(node: HtmlNode): node is HtmlElement {
  return !('text' in node);
}

/** An attribute without white space around it; empty where there is none. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attributes.get(name)?.trim() ?? '';
}

/** Boolean attributes count when they are there, whatever they say. */
export function hasAttribute(element: HtmlElement, name: string): boolean {
  return element.attributes.has(name);
}

/** The element and all below it, in order. */
export function* elementsOf(element: HtmlElement): Generator<HtmlElement> {
  const waiting: HtmlElement[] = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const child = next.children[at];
      if (child && isElement(child)) waiting.push(child);
    }
  }
}

/** What is written in a node, without what a person fills and what is never shown. */
export function textOf(node: HtmlNode): string {
  if (!isElement(node)) return node.text;
  if (unseen.has(node.name)) return '';
  if (node.name === 'br') return ' ';
  return node.children.map(textOf).join('');
}

/** The same on one line, and short enough for a name: as much of it as is looked at. */
export function wordsOf(element: HtmlElement): string {
  const known = read.get(element);
  if (known !== undefined) return known;
  const words = element.children.map(textOf).join('').replace(/\s+/g, ' ').trim().slice(0, longestName);
  read.set(element, words);
  return words;
}

/** A label may be of many fields, and is read once. */
const read = new WeakMap<HtmlElement, string>();
const longestName = 500;

/** The nearest element around it, itself left out, of which `test` is true. */
export function ancestor(element: HtmlElement, test: (one: HtmlElement) => boolean): HtmlElement | undefined {
  for (let one = element.parent; one; one = one.parent) if (test(one)) return one;
  return undefined;
}

const unseen = new Set(
  'script style select textarea datalist option template noscript button svg math title'.split(' '),
);
