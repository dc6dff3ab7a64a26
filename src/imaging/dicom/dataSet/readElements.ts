/**
 * The elements of a data set at its top level, one after the other, up to the pixel data: what was read before a fault is
 * kept.
 */
import { t } from '@vscode/l10n';
import dicomParser, { type ByteStream, type DataSet, type Element } from 'dicom-parser';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { UNDEFINED_LENGTH } from './delimiters.ts';
import { type ElementPlace, explicitValue, isExplicitElement } from './elementEncoding.ts';
import { readMixedSequence } from './mixedSequence.ts';
import { ParsedDataSet } from './parsedDataSet.ts';
import { readPixelData, type PixelDataElement } from './pixelDataElement.ts';
import { TAG } from './tags.ts';
import { isVr, looksExplicit, vrAt } from './valueRepresentations.ts';

const PIXEL_TAGS: ReadonlySet<string> = new Set([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]);
/** 64-bit VRs of 2018 that dicom-parser 1.8 takes for short ones: without this an extended offset table derails it. */
const SIXTY_FOUR_BIT_VRS: ReadonlySet<string> = new Set(['OV', 'SV', 'UV']);

export interface Elements {
  readonly dataSet: DataSet;
  readonly pixelData: PixelDataElement | undefined;
  /** Read to the pixel data, or to the end. */
  readonly complete: boolean;
  readonly notes: readonly ImageNote[];
}

/** Elements in another encoding than the file's; a sequence that was left out. */
type Oddity = 'mixed' | 'dropped';

function noteOf(oddity: Oddity): ImageNote {
  return oddity === 'mixed'
    ? imageNote(
        'decoderChose',
        t`Some elements of the file are written otherwise than its transfer syntax says; they were read as they are.`,
      )
    : imageNote('decoderDropped', t`A sequence of the file cannot be followed; what it says is left out.`);
}

export function readElements(bytes: Uint8Array, position: number, bigEndian: boolean): Elements {
  const parser = bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
  const dataSet = new ParsedDataSet(parser, bytes, {});
  const place = { explicitVr: looksExplicit(bytes, position), bigEndian, end: bytes.length };
  const oddities = new Set<Oddity>();
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, position);
    // Fewer than 8 bytes are padding, no element.
    while (stream.position + 8 <= bytes.length) {
      const tag = tagAt(stream);
      const untilTag = PIXEL_TAGS.has(tag) ? tag : '';
      const explicit = isExplicitElement(bytes, stream.position, place);
      if (explicit !== place.explicitVr) oddities.add('mixed');
      const { element, found } = explicit
        ? explicitElement(stream, tag, untilTag, place)
        : { element: dicomParser.readDicomElementImplicit(stream, untilTag), found: 'asSaid' as const };
      if (found !== 'asSaid') oddities.add(found);
      dataSet.elements[element.tag] = element;
      if (untilTag !== '')
        return { dataSet, pixelData: readPixelData(bytes, element), complete: true, notes: [...oddities].map(noteOf) };
    }
    return { dataSet, pixelData: undefined, complete: true, notes: [...oddities].map(noteOf) };
  } catch {
    // dicom-parser throws strings; a stack overflow by nested sequences ends here as well.
    return { dataSet, pixelData: undefined, complete: false, notes: [...oddities].map(noteOf) };
  }
}

interface ReadElement {
  readonly element: Element;
  readonly found: 'asSaid' | Oddity;
}

/**
 * A sequence in which dicom-parser loses its way is read by its own word, element by element; where that fails, too, and
 * its end is known, it is left out rather than all that comes after it.
 */
function explicitElement(stream: ByteStream, tag: string, untilTag: string, place: ElementPlace): ReadElement {
  const { position, byteArray } = stream;
  const long = longElement(stream, tag);
  if (long !== undefined) return { element: long, found: 'asSaid' };
  const vr = vrAt(byteArray, position);
  if (untilTag !== '' || (vr !== 'SQ' && vr !== 'UN'))
    return { element: dicomParser.readDicomElementExplicit(stream, stream.warnings, untilTag), found: 'asSaid' };
  const { start, length: claimed } = explicitValue(byteArray, position, place.bigEndian);
  const length = claimed === UNDEFINED_LENGTH ? undefined : claimed;
  const read = (): Element | undefined => {
    try {
      const element = dicomParser.readDicomElementExplicit(stream, stream.warnings);
      const isInPlace = length === undefined || stream.position === start + length;
      return isInPlace && hasKnownVrs(element) ? element : undefined;
    } catch {
      return undefined;
    }
  };
  // PS3.5 section 6.2.2 wants UN of undefined length to be implicit inside; some writers leave it as it was.
  const isExplicitInside = vr === 'UN' && length === undefined && vrAt(byteArray, start + 8) !== undefined;
  const element = isExplicitInside ? undefined : read();
  if (element !== undefined) return { element, found: 'asSaid' };
  try {
    const { items, end } = readMixedSequence(byteArray, start, length, place);
    stream.seek(end - stream.position);
    return { element: { tag, vr, length: end - start, dataOffset: start, items }, found: 'mixed' };
  } catch (error) {
    if (length === undefined || start + length > byteArray.length) throw error;
    stream.seek(start + length - stream.position);
    return { element: { tag, vr, length, dataOffset: start }, found: 'dropped' };
  }
}

/** Of explicit elements within: what has none of the standard's VRs was not written as the file says. */
function hasKnownVrs({ items = [] }: Element): boolean {
  return items.every(({ dataSet }) =>
    Object.values(dataSet?.elements ?? {}).every(
      (element) => isDelimiter(element) || ((element.vr === undefined || isVr(element.vr)) && hasKnownVrs(element)),
    ),
  );
}

/** dicom-parser keeps the end of an item among its elements. */
function isDelimiter({ tag }: Element): boolean {
  return tag.startsWith('xfffe');
}

function tagAt(stream: ByteStream): string {
  const tag = dicomParser.readTag(stream);
  stream.seek(-4);
  return tag;
}

function longElement(stream: ByteStream, tag: string): Element | undefined {
  const { byteArray, byteArrayParser, position } = stream;
  if (!SIXTY_FOUR_BIT_VRS.has(String.fromCharCode(byteArray[position + 4] ?? 0, byteArray[position + 5] ?? 0)))
    return undefined;
  const length = byteArrayParser.readUint32(byteArray, position + 8);
  stream.seek(12 + length);
  return { tag, vr: 'OV', length, dataOffset: position + 12 };
}
