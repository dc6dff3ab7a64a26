import { ancestor, attribute, elementsOf, hasAttribute, isElement, textOf, wordsOf } from './element.ts';
import type { FormIndex } from './formIndex.ts';
import { isBlock } from './htmlNesting.ts';
import type { HtmlElement, HtmlNode } from './htmlTree.ts';

export interface ChoiceMember {
  readonly input: HtmlElement;
  readonly text: string;
}

/** Radio buttons or boxes that belong together, or one box alone. */
export interface ChoiceGroup {
  readonly kind: 'radio' | 'checkbox';
  readonly members: readonly ChoiceMember[];
  /** Of one box alone: its words stand behind it, and go before the field. */
  readonly hasTextBehind: boolean;
}

export interface ChoiceGroups {
  /** By the node whose place the field takes. */
  readonly at: ReadonlyMap<HtmlNode, ChoiceGroup>;
  /** Buttons, their labels and what parts them: all of it is in the field. */
  readonly taken: ReadonlySet<HtmlNode>;
}

/** The groups of a template: buttons of one name, or without one of one element around them. */
export function choiceGroups(root: HtmlElement, index: FormIndex): ChoiceGroups {
  const groups = new Map<string | HtmlElement, HtmlElement[]>();
  for (const element of elementsOf(root)) {
    const kind = attribute(element, 'type').toLowerCase();
    if (element.name !== 'input' || (kind !== 'radio' && kind !== 'checkbox')) continue;
    const key = keyOf(element, kind);
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }
  const at = new Map<HtmlNode, ChoiceGroup>();
  const taken = new Set<HtmlNode>();
  for (const inputs of groups.values()) takeGroup(inputs, index, at, taken);
  return { at, taken };
}

function keyOf(input: HtmlElement, kind: string): string | HtmlElement {
  const wrapper = ancestor(input, (one) => hasAttribute(one, 'data-field-type') || one.name === 'fieldset');
  const name = attribute(input, 'name');
  if (name !== '') return `${kind} ${name}`;
  if (wrapper) return wrapper;
  // Boxes without a name are of no group; buttons without one are of the nearest list, row or paragraph.
  if (kind === 'checkbox') return input;
  return ancestor(input, ({ name: tag }) => ['ul', 'ol', 'tr', 'p', 'div', 'td'].includes(tag)) ?? input;
}

function takeGroup(
  inputs: readonly HtmlElement[],
  index: FormIndex,
  at: Map<HtmlNode, ChoiceGroup>,
  taken: Set<HtmlNode>,
): void {
  const [first] = inputs;
  if (!first) return;
  const isAlone = inputs.length === 1;
  let hasTextBehind = false;
  const members = inputs.map((input): ChoiceMember => {
    taken.add(input);
    const wrapping = ancestor(input, ({ name }) => name === 'label');
    const labels = index.labels.get(attribute(input, 'id')) ?? [];
    const [label] = labels;
    if (wrapping) {
      taken.add(wrapping);
      hasTextBehind = true;
      return { input, text: wordsOf(wrapping) };
    }
    if (label) {
      const isBehind = (index.order.get(label) ?? 0) > (index.order.get(input) ?? 0);
      hasTextBehind = isBehind;
      if (isBehind || !isAlone) for (const one of labels) taken.add(one);
      return { input, text: wordsOf(label) };
    }
    const behind = wordsBehind(input);
    const text = behind.map(textOf).join('').trim();
    if (/[\p{L}\p{N}]/u.test(text)) {
      for (const node of behind) taken.add(node);
      hasTextBehind = true;
      return { input, text: text.replace(/[\s,;/|•·]+$/, '') };
    }
    return { input, text: attribute(input, 'value') };
  });
  for (const [one, next] of members.slice(1).map((member, before) => [members[before], member] as const))
    if (one) takeBetween(topTaken(one.input, taken), topTaken(next.input, taken), taken);
  takeBefore(topTaken(first, taken), taken);
  const kind = attribute(first, 'type').toLowerCase() === 'radio' ? 'radio' : 'checkbox';
  at.set(topTaken(first, taken), { kind, members, hasTextBehind });
}

/** So many nodes from a button its words may stand. */
const farthest = 40;

/** The label around a button, if it is in one. */
function topTaken(input: HtmlElement, taken: ReadonlySet<HtmlNode>): HtmlElement {
  return ancestor(input, (one) => one.name === 'label' && taken.has(one)) ?? input;
}

/** The text that follows a button, up to the next one, a line's end or a block. */
function wordsBehind(input: HtmlElement): HtmlNode[] {
  const siblings = input.parent?.children ?? [];
  const behind: HtmlNode[] = [];
  for (let at = input.at + 1; at < siblings.length && behind.length < farthest; at += 1) {
    const node = siblings[at];
    if (!node || (isElement(node) && endsWords(node))) break;
    behind.push(node);
  }
  return behind;
}

function endsWords(node: HtmlElement): boolean {
  return (
    node.name === 'br' ||
    node.name === 'label' ||
    isBlock(node.name) ||
    [...elementsOf(node)].some(({ name }) => name === 'input' || name === 'select' || name === 'textarea')
  );
}

/** Line breaks at the start of what is around the first button. */
function takeBefore(first: HtmlElement, taken: Set<HtmlNode>): void {
  const siblings = first.parent?.children ?? [];
  const before = first.at > farthest ? [] : siblings.slice(0, first.at);
  if (before.every((node) => (isElement(node) ? node.name === 'br' : node.text.trim() === '')))
    for (const node of before) taken.add(node);
}

/** Line breaks, commas and bars between two buttons of one parent. */
function takeBetween(one: HtmlElement, next: HtmlElement, taken: Set<HtmlNode>): void {
  if (one.parent !== next.parent || next.at - one.at > farthest) return;
  const siblings = one.parent?.children ?? [];
  for (const node of siblings.slice(one.at + 1, next.at))
    if (isElement(node) ? node.name === 'br' : /^[\s,;/|•·]*$/.test(node.text)) taken.add(node);
}
