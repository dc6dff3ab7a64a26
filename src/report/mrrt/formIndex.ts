import { ancestor, attribute, elementsOf, isElement, wordsOf } from './element.ts';
import type { Code, CodedContent } from './codedContent.ts';
import type { HtmlElement } from './htmlTree.ts';

/** What elements of a template say of each other by their ids. */
export interface FormIndex {
  /** Where an element stands in the document. */
  readonly order: ReadonlyMap<HtmlElement, number>;
  readonly ids: ReadonlyMap<string, HtmlElement>;
  /** `<label for>` by what it is for. */
  readonly labels: ReadonlyMap<string, readonly HtmlElement[]>;
  readonly codes: ReadonlyMap<string, readonly Code[]>;
}

export function formIndex(root: HtmlElement, { entries }: CodedContent): FormIndex {
  const order = new Map<HtmlElement, number>();
  const ids = new Map<string, HtmlElement>();
  const labels = new Map<string, HtmlElement[]>();
  for (const element of elementsOf(root)) {
    order.set(element, order.size);
    const id = attribute(element, 'id');
    if (id !== '' && !ids.has(id)) ids.set(id, element);
    const target = element.name === 'label' ? attribute(element, 'for') : '';
    const known = labels.get(target) ?? [];
    if (target !== '' && known.length < mostLabels) labels.set(target, [...known, element]);
  }
  const codes = new Map<string, Code[]>();
  for (const { of, codes: more } of entries) {
    const known = codes.get(of);
    if (known) known.push(...more);
    else codes.set(of, [...more]);
  }
  return { order, ids, labels, codes };
}

/** Of one field: its name, and what it is measured in. */
const mostLabels = 4;

/** Where a field stands, for want of a label of its own. */
export interface FieldPlace {
  /** Of a table: what its row and its column are called. */
  readonly row: string;
  readonly column: string;
  /** What stands before it on its line. */
  readonly before: string;
  readonly section: string;
}

/** What a field is called: its label, else what tells most of it. `unit` is no label, though it may be written as one. */
export function labelOf(element: HtmlElement, index: FormIndex, place: FieldPlace, unit = ''): string {
  const wrapping = ancestor(element, ({ name }) => name === 'label');
  const kind = attribute(element, 'type').toLowerCase();
  const candidates = [
    ...(index.labels.get(attribute(element, 'id')) ?? []).map(wordsOf).filter((text) => text !== unit),
    wrapping ? wordsOf(wrapping) : '',
    attribute(element, 'aria-label'),
    `${place.row} ${place.column}`,
    humanName(attribute(element, 'name')),
    attribute(element, 'title'),
    attribute(element, 'placeholder'),
    lastWords(place.before),
    place.section,
    kind === 'number' || kind === 'date' || kind === 'time' ? kind : 'text',
  ];
  return shortened(candidates.find((text) => /[\p{L}\p{N}]/u.test(text)) ?? 'text');
}

/** A `name` that was made for people: `Contrast media`, `liver_mass`, not `T4_3` or `SELECTION_LIST_1459554442176`. */
export function humanName(name: string): string {
  const words = name.replace(/_+/g, ' ').trim();
  if (/\d{4}/.test(words) || !/\p{L}{3}/u.test(words)) return '';
  if (
    name.includes('_') &&
    !/^(?:\p{L}{3,}|of|or|in|to|no|ap|pa|ct|mr)(?: (?:\p{L}{3,}|of|or|in|to|no|ap|pa|ct|mr))*$/iu.test(words)
  )
    return '';
  return words;
}

/** The legend of the nearest group of fields around it. */
export function legendOf(element: HtmlElement): string {
  const group = ancestor(element, ({ name }) => name === 'fieldset');
  const legend = group?.children.find((child) => isElement(child) && child.name === 'legend');
  return legend && isElement(legend) ? wordsOf(legend) : '';
}

const longestLabel = 80;

function shortened(label: string): string {
  const words = label.slice(0, 1000).replace(/\s+/g, ' ').trim();
  return words.length <= longestLabel ? words : `${words.slice(0, longestLabel).replace(/\s+\S*$/, '')}…`;
}

/** What a sentence says right before a field: its last words, up to six. */
function lastWords(before: string): string {
  const clause =
    before
      .replace(/<!--.*?-->|\[[^\]]*\]/g, '|')
      .split(/[.;|]/)
      .at(-1) ?? '';
  return clause.trim().split(/\s+/).slice(-6).join(' ');
}
