/**
 * A data set as a tree of all its elements with their bytes, nested ones included, so that nothing in a file goes
 * unseen (PS3.5 section 7). Unlike `readDicom`, which looks for a picture and forgives, this follows the encoding to
 * the letter and says where it breaks.
 */
import { t } from '@vscode/l10n';
import type { DataDictionary } from './dataDictionary.ts';
import { ITEM, ITEM_END, SEQUENCE_END, UNDEFINED_LENGTH } from './delimiters.ts';
import { explicitValue, isExplicitElement } from './elementEncoding.ts';
import { LONG_VRS, vrAt } from './valueRepresentations.ts';

export type TreeElement =
  | { readonly kind: 'value'; readonly tag: number; readonly vr: string; readonly value: Uint8Array }
  | {
      readonly kind: 'sequence';
      readonly tag: number;
      readonly vr: string;
      readonly items: readonly (readonly TreeElement[])[];
    }
  /** Encapsulated data; the first fragment is the Basic Offset Table. */
  | {
      readonly kind: 'fragments';
      readonly tag: number;
      readonly vr: string;
      readonly fragments: readonly Uint8Array[];
    };

export interface Encoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

export interface ElementTree {
  readonly elements: readonly TreeElement[];
  /** What is wrong where reading ended early, as a clause; undefined when every byte was accounted for. */
  readonly fault: string | undefined;
}

const MAX_DEPTH = 64;
/** UN of undefined length is an implicit VR little endian sequence, whatever the file is (PS3.5 section 6.2.2). */
const UNKNOWN_SEQUENCE: Encoding = { explicitVr: false, bigEndian: false };

/** One for all fragments without a byte: a view of its own for each of millions would cost seconds. */
const NOTHING = new Uint8Array(0);

/** The elements between `start` and `end`, as far as they can be followed. Never throws. */
export function readElementTree(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding,
  dictionary: DataDictionary,
): ElementTree {
  const reader = new ElementReader(bytes, dictionary);
  const elements: TreeElement[] = [];
  try {
    reader.readInto(elements, start, end, encoding, 0, undefined);
    return { elements, fault: undefined };
  } catch (error) {
    if (error instanceof Fault) return { elements, fault: error.message };
    throw error;
  }
}

class Fault extends Error {}

class ElementReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #dictionary: DataDictionary;

  constructor(bytes: Uint8Array, dictionary: DataDictionary) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#dictionary = dictionary;
  }

  /** Up to `end`, or to the delimiter `until`. Returns where it stopped, the delimiter included. */
  readInto(
    elements: TreeElement[],
    start: number,
    end: number,
    encoding: Encoding,
    depth: number,
    until: number | undefined,
  ): number {
    if (depth > MAX_DEPTH) throw new Fault(t`its sequences are nested more than ${MAX_DEPTH} deep`);
    let at = start;
    while (at < end) {
      if (at + 8 > end) throw new Fault(t`an element is cut short`);
      const tag = this.#tag(at, encoding.bigEndian);
      if (tag === until) return at + 8;
      at = this.#readElement(elements, tag, at, end, encoding, depth);
    }
    if (until !== undefined) throw new Fault(t`a sequence does not end`);
    return at;
  }

  #readElement(
    elements: TreeElement[],
    tag: number,
    at: number,
    end: number,
    encoding: Encoding,
    depth: number,
  ): number {
    if (tag >>> 16 === 0xfffe) throw new Fault(t`a delimiter stands where an element should`);
    const { vr, length, start } = this.#header(tag, at, end, encoding);
    const isSequence = vr === 'SQ' || (length === UNDEFINED_LENGTH && vr === 'UN');
    if (length === UNDEFINED_LENGTH && !isSequence) {
      const fragments: Uint8Array[] = [];
      elements.push({ kind: 'fragments', tag, vr, fragments });
      return this.#readFragments(fragments, start, end);
    }
    if (length !== UNDEFINED_LENGTH && start + length > end)
      throw new Fault(t`an element is longer than what holds it`);
    const within = vr === 'UN' ? UNKNOWN_SEQUENCE : encoding;
    if (isSequence) {
      const items: TreeElement[][] = [];
      elements.push({ kind: 'sequence', tag, vr, items });
      return this.#readItems(
        items,
        start,
        length === UNDEFINED_LENGTH ? undefined : start + length,
        end,
        within,
        depth,
      );
    }
    const value = this.#bytes.subarray(start, start + length);
    elements.push(this.#unknownSequence(tag, vr, start, length, depth) ?? { kind: 'value', tag, vr, value });
    return start + length;
  }

  #header(
    tag: number,
    at: number,
    end: number,
    { explicitVr, bigEndian }: Encoding,
  ): { vr: string; length: number; start: number } {
    if (!isExplicitElement(this.#bytes, at, { explicitVr, bigEndian, end })) {
      const length = this.#view.getUint32(at + 4, !bigEndian);
      return { vr: this.#implicitVr(tag, length), length, start: at + 8 };
    }
    const vr = vrAt(this.#bytes, at);
    if (vr === undefined) throw new Fault(t`an element has no known value representation`);
    if (LONG_VRS.has(vr) && at + 12 > end) throw new Fault(t`an element is cut short`);
    return { vr, ...explicitValue(this.#bytes, at, bigEndian) };
  }

  #implicitVr(tag: number, length: number): string {
    const known = this.#dictionary(tag)?.vr;
    if (known !== undefined) return known;
    if (tag % 0x10000 === 0) return 'UL';
    return length === UNDEFINED_LENGTH ? 'SQ' : 'UN';
  }

  /**
   * A sequence that was written as UN by a program that did not know it, or stands as an unknown attribute in an
   * implicit file.
   */
  #unknownSequence(tag: number, vr: string, start: number, length: number, depth: number): TreeElement | undefined {
    if (vr !== 'UN' || length < 8 || this.#tag(start, false) !== ITEM) return undefined;
    const items: TreeElement[][] = [];
    try {
      this.#readItems(items, start, start + length, start + length, UNKNOWN_SEQUENCE, depth);
      return { kind: 'sequence', tag, vr, items };
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  }

  /** `sequenceEnd` undefined: up to the delimiter. */
  #readItems(
    items: TreeElement[][],
    start: number,
    sequenceEnd: number | undefined,
    end: number,
    encoding: Encoding,
    depth: number,
  ): number {
    const limit = sequenceEnd ?? end;
    let at = start;
    while (at < limit) {
      if (at + 8 > limit) throw new Fault(t`a sequence is cut short`);
      const tag = this.#tag(at, encoding.bigEndian);
      const length = this.#view.getUint32(at + 4, !encoding.bigEndian);
      if (tag === SEQUENCE_END && sequenceEnd === undefined) return at + 8;
      if (tag !== ITEM) throw new Fault(t`a sequence holds something else than items`);
      const item: TreeElement[] = [];
      items.push(item);
      const from = at + 8;
      if (length !== UNDEFINED_LENGTH && from + length > limit) throw new Fault(t`an item is longer than its sequence`);
      at =
        length === UNDEFINED_LENGTH
          ? this.readInto(item, from, limit, encoding, depth + 1, ITEM_END)
          : this.readInto(item, from, from + length, encoding, depth + 1, undefined);
    }
    if (sequenceEnd === undefined) throw new Fault(t`a sequence does not end`);
    return at;
  }

  /** Always little endian (PS3.5 section A.4). */
  #readFragments(fragments: Uint8Array[], start: number, end: number): number {
    for (let at = start; at + 8 <= end;) {
      const tag = this.#tag(at, false);
      const length = this.#view.getUint32(at + 4, true);
      if (tag === SEQUENCE_END) return at + 8;
      if (tag !== ITEM || length === UNDEFINED_LENGTH || at + 8 + length > end)
        throw new Fault(t`its encapsulated data are cut short`);
      fragments.push(length === 0 ? NOTHING : this.#bytes.subarray(at + 8, at + 8 + length));
      at += 8 + length;
    }
    throw new Fault(t`its encapsulated data do not end`);
  }

  #tag(at: number, bigEndian: boolean): number {
    return this.#view.getUint16(at, !bigEndian) * 0x10000 + this.#view.getUint16(at + 2, !bigEndian);
  }
}
