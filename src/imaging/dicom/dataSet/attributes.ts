/** Typed, forgiving reads of attributes: a missing or malformed value is undefined or empty, never an exception. */
import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { vrAt } from './valueRepresentations.ts';
import { TAG } from './tags.ts';

/** VR US (or the unsigned reading of SS). */
export function unsigned16(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 2 ? undefined : dataSet.uint16(tag);
}

/** VR UL. */
export function unsigned32(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 4 ? undefined : dataSet.uint32(tag);
}

/** VR FD. */
export function double(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 8 ? undefined : dataSet.double(tag);
}

/** All values of a DS or IS attribute; empty when one of them is no number. */
export function decimals(dataSet: DataSet, tag: string): readonly number[] {
  const values = decimalOrGaps(dataSet, tag);
  return values.every((value) => value !== undefined) ? values : [];
}

/** All values of a DS or IS attribute, undefined for those that are empty or no number. */
export function decimalOrGaps(dataSet: DataSet, tag: string): readonly (number | undefined)[] {
  const text = dataSet.string(tag);
  return text === undefined || text.trim() === '' ? [] : text.split('\\').map(decimal);
}

/** With a decimal comma, too, which PS3.5 section 6.2 forbids and some programs write. */
function decimal(text: string): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text.replace(DECIMAL_COMMA, '$1.$2'));
  return Number.isFinite(value) ? value : undefined;
}

const DECIMAL_COMMA = /^([^.,]*),([^.,]*)$/u;

export function hasDecimalComma(dataSet: DataSet, tag: string): boolean {
  return (dataSet.string(tag) ?? '').split('\\').some((part) => DECIMAL_COMMA.test(part));
}

/** VR IS. Takes the leading digits of a malformed value, as other readers do. */
export function integer(dataSet: DataSet, tag: string): number | undefined {
  const value = Number.parseInt(dataSet.string(tag) ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

/**
 * VR CS. Only what the standard allows in a code string passes, so that free text in the wrong place goes no further.
 */
export function codeString(dataSet: DataSet, tag: string): string | undefined {
  const text = dataSet.string(tag)?.trim();
  return text !== undefined && /^[A-Z0-9_ ]{1,16}$/.test(text) ? text : undefined;
}

/** All values of a text attribute, trimmed; empty when it is missing. For the screen only. */
export function texts(dataSet: DataSet, tag: string): readonly string[] {
  return (dataSet.string(tag) ?? '').split('\\').map((part) => part.trim());
}

export function items(dataSet: DataSet, sequence: string): readonly DataSet[] {
  const element = dataSet.elements[sequence];
  if (element === undefined) return [];
  return (element.items ?? unknownItems(dataSet, element)).flatMap((item) =>
    item.dataSet === undefined ? [] : [item.dataSet],
  );
}

const FOLLOWED = new WeakMap<Element, readonly Element[]>();
const ITEM = [0xfe, 0xff, 0x00, 0xe0];

/**
 * The items of a sequence that was written as UN by a program that did not know it: in implicit VR little endian (PS3.5
 * section 6.2.2), or, by others, as it was. None where the value is no sequence.
 */
function unknownItems({ byteArray }: DataSet, element: Element): readonly Element[] {
  const known = FOLLOWED.get(element);
  if (known !== undefined) return known;
  const { dataOffset, length } = element;
  const isSequence = length >= 8 && ITEM.every((byte, i) => byteArray[dataOffset + i] === byte);
  const found = isSequence ? followed(byteArray, element) : [];
  FOLLOWED.set(element, found);
  return found;
}

function followed(bytes: Uint8Array, element: Element): readonly Element[] {
  const sequence: Element = { ...element };
  const stream = new dicomParser.ByteStream(dicomParser.littleEndianByteArrayParser, bytes, element.dataOffset);
  try {
    if (vrAt(bytes, element.dataOffset + 8) === undefined) dicomParser.readSequenceItemsImplicit(stream, sequence);
    else dicomParser.readSequenceItemsExplicit(stream, sequence, []);
    return sequence.items ?? [];
  } catch {
    // dicom-parser throws strings: it is no sequence after all.
    return [];
  }
}

/**
 * The data sets in which an attribute of a frame may stand, the most particular first: the functional group macro
 * `sequence` of the frame, the shared one (PS3.3 section C.7.6.16), then the data set itself.
 */
export function framePlaces(dataSet: DataSet, frame: number, sequence: string): readonly DataSet[] {
  const perFrame = items(dataSet, TAG.perFrameFunctionalGroupsSequence)[frame];
  const shared = items(dataSet, TAG.sharedFunctionalGroupsSequence)[0];
  return [perFrame, shared].flatMap((group) => (group === undefined ? [] : items(group, sequence))).concat(dataSet);
}
