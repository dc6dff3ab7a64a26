/**
 * A sequence whose elements are not all written the same way, as dicom-parser's elements. It stands in where dicom-parser
 * loses its way: implicit elements among explicit ones, or a sequence of UN that is explicit inside.
 */
import dicomParser, { type Element } from 'dicom-parser';
import { ITEM, ITEM_END, SEQUENCE_END, UNDEFINED_LENGTH } from './delimiters.ts';
import { type ElementPlace, explicitValue, isExplicitElement } from './elementEncoding.ts';
import { ParsedDataSet } from './parsedDataSet.ts';
import { vrAt } from './valueRepresentations.ts';

const MAX_DEPTH = 64;

export interface ReadSequence {
  readonly items: Element[];
  /** Behind the sequence, its delimiter included. */
  readonly end: number;
}

/** `length` undefined: up to the delimiter. Throws an `Error` where it cannot be followed either. */
export function readMixedSequence(
  bytes: Uint8Array,
  start: number,
  length: number | undefined,
  place: ElementPlace,
): ReadSequence {
  return new MixedReader(bytes, place.bigEndian).sequence(start, length, place, 0);
}

class MixedReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #bigEndian: boolean;

  constructor(bytes: Uint8Array, bigEndian: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bigEndian = bigEndian;
  }

  sequence(start: number, length: number | undefined, place: ElementPlace, depth: number): ReadSequence {
    if (depth > MAX_DEPTH) throw new Error('nested too deep');
    const limit = length === undefined ? place.end : start + length;
    if (limit > place.end) throw new Error('longer than what holds it');
    const items: Element[] = [];
    let at = start;
    while (at < limit) {
      const tag = this.#tag(at);
      const claimed = this.#view.getUint32(at + 4, !this.#bigEndian);
      if (tag === SEQUENCE_END && length === undefined) return { items, end: at + 8 };
      if (tag !== ITEM) throw new Error('no item');
      const end = claimed === UNDEFINED_LENGTH ? limit : at + 8 + claimed;
      if (end > limit) throw new Error('an item is longer than its sequence');
      const read = this.#item(at + 8, { ...place, end }, claimed === UNDEFINED_LENGTH, depth + 1);
      items.push(read.item);
      at = read.end;
    }
    if (length === undefined) throw new Error('the sequence does not end');
    return { items, end: at };
  }

  #item(
    start: number,
    place: ElementPlace,
    isDelimited: boolean,
    depth: number,
  ): { readonly item: Element; readonly end: number } {
    const elements: Record<string, Element> = {};
    let at = start;
    while (at < place.end) {
      const tag = this.#tag(at);
      if (tag === ITEM_END && isDelimited) return { item: this.#asItem(start, at, elements), end: at + 8 };
      const [element, next] = this.#element(at, tag, place, depth);
      elements[element.tag] = element;
      at = next;
    }
    if (isDelimited) throw new Error('an item does not end');
    return { item: this.#asItem(start, at, elements), end: at };
  }

  #asItem(start: number, end: number, elements: Record<string, Element>): Element {
    const parser = this.#bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
    const dataSet = new ParsedDataSet(parser, this.#bytes, elements);
    return { tag: 'xfffee000', length: end - start, dataOffset: start, dataSet };
  }

  #element(at: number, tag: number, place: ElementPlace, depth: number): [Element, number] {
    const explicit = isExplicitElement(this.#bytes, at, place);
    const vr = explicit ? vrAt(this.#bytes, at) : undefined;
    if (explicit && vr === undefined) throw new Error('no value representation');
    const { start, length } = explicit
      ? explicitValue(this.#bytes, at, this.#bigEndian)
      : { start: at + 8, length: this.#view.getUint32(at + 4, !this.#bigEndian) };
    const name = `x${tag.toString(16).padStart(8, '0')}`;
    const header = { tag: name, dataOffset: start, length, ...(vr === undefined ? {} : { vr }) };
    const isSequence =
      vr === 'SQ' || length === UNDEFINED_LENGTH || (!explicit && length >= 8 && this.#tag(start) === ITEM);
    if (!isSequence) {
      if (start + length > place.end) throw new Error('an element is longer than its item');
      return [header, start + length];
    }
    const { items, end } = this.sequence(
      start,
      length === UNDEFINED_LENGTH ? undefined : length,
      { ...place, explicitVr: explicit && vr !== 'UN' },
      depth,
    );
    return [{ ...header, items }, end];
  }

  #tag(at: number): number {
    return this.#view.getUint16(at, !this.#bigEndian) * 0x10000 + this.#view.getUint16(at + 2, !this.#bigEndian);
  }
}
