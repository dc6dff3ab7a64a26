/** Walks a data set and treats every element of it, in sequences as deep as they go. */
import type { DataDictionary } from '../dicom/dataSet/dataDictionary.ts';
import type { TreeElement } from '../dicom/dataSet/elementTree.ts';
import { profileEntry } from './basicProfile.ts';
import { cleanDescriptor } from './cleanDescriptor.ts';
import type { TreatmentCounts } from './deidentifyContract.ts';
import type { DeidentifyOptions } from './deidentifyOptions.ts';
import { asciiValue, dummyValue } from './dummyValue.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { shiftDates } from './shiftDates.ts';
import { byAction, treatment, type Treatment } from './treatment.ts';

export interface DeidentifyContext {
  readonly options: DeidentifyOptions;
  readonly pseudonyms: Pseudonyms;
  readonly dictionary: DataDictionary;
  /**
   * Of the file: the bytes of sequences that hide in UN elements are little endian and could not be written into it.
   */
  readonly bigEndian: boolean;
  readonly patientId: string;
  readonly counts: TreatmentCounts;
}

const KEPT_PATTERNS: Readonly<Record<string, RegExp>> = {
  DA: /^[\d.\\ ]*$/,
  TM: /^[\d.:\\ ]*$/,
  DT: /^[\d.+\-\\ ]*$/,
  UI: /^[\d.\\]*$/,
};
const PATIENT_ID = 0x00100020;
const PIXEL_DATA = 0x7fe00010;

export function noTreatments(): TreatmentCounts {
  return { remove: 0, removePrivate: 0, removeUnknown: 0, empty: 0, replace: 0, mapUids: 0, shiftDates: 0, clean: 0 };
}

export function deidentifyElements(elements: readonly TreeElement[], context: DeidentifyContext): TreeElement[] {
  return elements.flatMap((element) => treated(element, chosen(element, context), context));
}

function chosen(element: TreeElement, { dictionary, options, bigEndian }: DeidentifyContext): Treatment {
  const entry = dictionary(element.tag);
  const choice = treatment(element.tag, entry, options);
  if (choice === 'remove' || choice === 'removePrivate' || choice === 'removeUnknown' || choice === 'empty')
    return choice;
  // Bytes that are not what the attribute is said to be cannot be judged.
  const fits = {
    value: entry?.vr !== 'SQ' || (element.kind === 'value' && element.value.length === 0),
    sequence: entry?.vr === 'SQ' && !(bigEndian && element.vr === 'UN'),
    fragments: element.tag === PIXEL_DATA,
  }[element.kind];
  return fits ? choice : 'removeUnknown';
}

function treated(element: TreeElement, choice: Treatment, context: DeidentifyContext): TreeElement[] {
  const { counts, dictionary } = context;
  if (choice !== 'keep') counts[choice]++;
  const { tag } = element;
  switch (choice) {
    case 'remove':
    case 'removePrivate':
    case 'removeUnknown':
      return [];
    case 'empty':
      return [{ kind: 'value', tag, vr: knownVr(element, dictionary), value: new Uint8Array(0) }];
    case 'keep':
      if (element.kind === 'sequence')
        return [{ ...element, items: element.items.map((item) => deidentifyElements(item, context)) }];
      return isWhatItSays(element, context) ? [element] : treated(element, fallback(tag), context);
    case 'replace':
      return [replaced(element, context)];
    case 'mapUids':
      return [withText(element, context, mapUids(element, context))];
    case 'shiftDates':
      return shifted(element, context);
    case 'clean':
      return cleaned(element, context);
  }
}

/** A kept date, time or UID is one: words in its place would be kept with it. */
function isWhatItSays(element: TreeElement, { dictionary }: DeidentifyContext): boolean {
  const pattern = KEPT_PATTERNS[dictionary(element.tag)?.vr ?? ''];
  return pattern === undefined || pattern.test(textOf(element));
}

function shifted(element: TreeElement, context: DeidentifyContext): TreeElement[] {
  const text = shiftDates(textOf(element), context.pseudonyms.dateShift(context.patientId));
  if (text !== undefined) return [withText(element, context, text)];
  context.counts.shiftDates--;
  return treated(element, fallback(element.tag), context);
}

function cleaned(element: TreeElement, context: DeidentifyContext): TreeElement[] {
  const text = element.kind === 'value' ? cleanDescriptor(element.value) : undefined;
  if (text !== undefined) return [withText(element, context, cutFor(knownVr(element, context.dictionary), text))];
  context.counts.clean--;
  return treated(element, fallback(element.tag), context);
}

/** What happens to a value that is not what the treatment takes it for: what would happen without the option. */
function fallback(tag: number): Treatment {
  const profile = profileEntry(tag);
  return profile === undefined ? 'replace' : byAction(profile.action);
}

function cutFor(vr: string, text: string): string {
  return vr === 'SH' ? text.slice(0, 16).trim() : text;
}

function replaced(element: TreeElement, context: DeidentifyContext): TreeElement {
  const { tag } = element;
  if (element.kind === 'sequence') return { ...element, items: element.items.map((item) => dummies(item, context)) };
  const vr = knownVr(element, context.dictionary);
  if (vr === 'UI') return withText(element, context, mapUids(element, context));
  if (tag === PATIENT_ID && textOf(element) !== '')
    return withText(element, context, context.pseudonyms.patientId(textOf(element)));
  return {
    kind: 'value',
    tag,
    vr,
    value: element.kind === 'value' ? dummyValue(vr, element.value) : new Uint8Array(0),
  };
}

/** The elements of an item with nothing left of their values. */
function dummies(elements: readonly TreeElement[], context: DeidentifyContext): TreeElement[] {
  return elements.flatMap((element) => {
    const choice = chosen(element, context);
    const isKept =
      choice !== 'remove' && choice !== 'removePrivate' && choice !== 'removeUnknown' && choice !== 'empty';
    return treated(element, isKept ? 'replace' : choice, context);
  });
}

function mapUids(element: TreeElement, { pseudonyms }: DeidentifyContext): string {
  return textOf(element)
    .split('\\')
    .map((uid) => pseudonyms.uid(uid.trim()))
    .join('\\');
}

function withText(element: TreeElement, { dictionary }: DeidentifyContext, text: string): TreeElement {
  const vr = knownVr(element, dictionary);
  return { kind: 'value', tag: element.tag, vr, value: asciiValue(text, vr) };
}

/** The VR that the file gives, or the dictionary's where the file does not know. */
function knownVr({ tag, vr }: TreeElement, dictionary: DataDictionary): string {
  return vr === 'UN' ? (dictionary(tag)?.vr ?? 'UN') : vr;
}

/** ASCII values only: UIDs, dates and identifiers. */
export function textOf(element: TreeElement): string {
  return element.kind === 'value'
    ? Buffer.from(element.value)
        .toString('latin1')
        .replace(/[\0 ]+$/, '')
    : '';
}
