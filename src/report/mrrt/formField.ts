import { attribute, elementsOf, hasAttribute, wordsOf } from './element.ts';
import { codeWords } from './codedContent.ts';
import { fieldText } from './fieldText.ts';
import { labelOf, type FieldPlace, type FormIndex } from './formIndex.ts';
import type { HtmlElement } from './htmlTree.ts';
import { commentWords } from './plainWords.ts';

export interface FormField {
  /** In brackets. */
  readonly text: string;
  /** What is measured in, to stand behind it; empty for none. */
  readonly unit: string;
  /** Parts of the comment beside it. */
  readonly notes: readonly string[];
  /** Choices that are left out because there are too many. */
  readonly tooMany: number;
}

const mostChoices = 200;

/**
 * The field that an `<input>` of one value, a `<textarea>` or a `<select>` makes; undefined for one that a person does not
 * fill. What the first choice of a list is, without `selected`, is no default: the author set none.
 */
export function formField(element: HtmlElement, index: FormIndex, place: FieldPlace): FormField | undefined {
  const unit = commentWords(attribute(element, 'data-field-units'));
  const label = labelOf(element, index, place, unit);
  const notes = [...codeNotes(element, index), ...ruleNotes(element, unit)];
  switch (element.name) {
    case 'textarea':
      return { text: fieldText({ label, options: [], presets: [textAreaText(element)] }), unit, notes, tooMany: 0 };
    case 'select': {
      const choices = choicesOf(element);
      const several = hasAttribute(element, 'multiple') ? ['several may be chosen'] : [];
      return chosenFrom(label, choices, [], unit, [...notes, ...several], index);
    }
    case 'input': {
      if (unfilled.has(attribute(element, 'type').toLowerCase())) return undefined;
      const value = attribute(element, 'value');
      const list = index.ids.get(attribute(element, 'list'));
      if (list) return chosenFrom(label, choicesOf(list), value === '' ? [] : [value], unit, notes, index);
      return { text: fieldText({ label, options: [], presets: [value] }), unit, notes, tooMany: 0 };
    }
    default:
      return undefined;
  }
}

/** `type` of inputs that hold no words of a report. */
const unfilled = new Set('hidden submit reset button image file password color'.split(' '));

/** The codes of an element, for a comment. */
export function codeNotes(element: HtmlElement, { codes }: FormIndex): string[] {
  return (codes.get(attribute(element, 'id')) ?? []).map(codeWords);
}

/** What the profile asks of a field: units, bounds, what happens when it is not filled, where it is filled from. */
export function ruleNotes(element: HtmlElement, unit: string): string[] {
  const bounds = ['min', 'max', 'step'].flatMap((name) => {
    const value = attribute(element, name);
    return value === '' ? [] : [`${name} ${commentWords(value)}`];
  });
  const kind = (attribute(element, 'data-field-type') || attribute(element, 'type')).toLowerCase();
  // Older versions of the profile have `signature-latitude`, also misspelt.
  const action = ['data-field-completion-action', 'data-field-signature-latitude', 'data-field-signature-lattitude']
    .map((name) => attribute(element, name).toUpperCase())
    .find((value) => value !== '');
  const merges = /^(?:true|y|yes|1)$/i.test(attribute(element, 'data-field-merge-flag')) || kind === 'merge';
  const source = attribute(element, 'data-field-merge-identifier') || attribute(element, 'name');
  return [
    ...(kind === 'date' || kind === 'time' ? [kind] : []),
    ...(unit === '' ? [] : [`units ${unit}`]),
    ...bounds,
    ...(action === undefined || action === 'NONE' || action === 'UNRESTRICTED'
      ? []
      : [`completion action ${commentWords(action)}`]),
    ...(hasAttribute(element, 'required') ? ['required'] : []),
    ...(merges ? [`merged from "${commentWords(source)}"`] : []),
  ];
}

interface Choice {
  readonly option: HtmlElement;
  readonly text: string;
  readonly isSelected: boolean;
}

/** The options of a list; those of a group are called by it. What only says that nothing is chosen is left out. */
function choicesOf(list: HtmlElement): readonly Choice[] {
  const known = readLists.get(list);
  if (known) return known;
  const choices = readChoices(list);
  readLists.set(list, choices);
  return choices;
}

/** A list may be of many fields, and is read once. */
const readLists = new WeakMap<HtmlElement, readonly Choice[]>();

function readChoices(list: HtmlElement): Choice[] {
  return [...elementsOf(list)].flatMap((option) => {
    if (option.name !== 'option') return [];
    const label = attribute(option, 'label');
    const shown = (label || wordsOf(option) || attribute(option, 'value')).trim();
    const isEmpty = option.attributes.get('value')?.trim() === '';
    if (!/[\p{L}\p{N}]/u.test(shown) || (isEmpty && /^(?:[-–—.(<*]|select|choose|please|bitte|ausw)/i.test(shown)))
      return [];
    const group = option.parent?.name === 'optgroup' ? attribute(option.parent, 'label') : '';
    const text = group === '' ? shown : `${group}, ${shown}`;
    return [{ option, text, isSelected: hasAttribute(option, 'selected') }];
  });
}

function chosenFrom(
  label: string,
  all: readonly Choice[],
  value: readonly string[],
  unit: string,
  notes: readonly string[],
  index: FormIndex,
): FormField {
  const choices = all.slice(0, mostChoices);
  const presets = value.length > 0 ? value : all.filter((one) => one.isSelected).map((one) => one.text);
  const coded = choices.flatMap(({ option, text }) =>
    codeNotes(option, index).map((code) => `"${commentWords(text)}": ${code}`),
  );
  return {
    text: fieldText({ label, options: choices.map(({ text }) => text), presets }),
    unit,
    notes: [...notes, ...coded],
    tooMany: all.length - choices.length,
  };
}

function textAreaText(element: HtmlElement): string {
  return element.children.map((child) => ('text' in child ? child.text : '')).join('');
}
