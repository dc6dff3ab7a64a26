/**
 * A DICOM file as a data set and its pixel data, still encoded. Parsing is dicom-parser's, element by element at the
 * top level, so that what was read before a fault is kept: files without preamble, without transfer syntax, or cut
 * short are read as far as they go.
 */
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { inflateRawSync } from 'node:zlib';
import dicomParser, { type ByteStream, type DataSet, type Element } from 'dicom-parser';
import { corrupt, notAnImage, tooLarge } from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import { explicitValue, isExplicitElement } from './elementEncoding.ts';
import { readPixelData, type PixelDataElement } from './pixelDataElement.ts';
import { TAG } from './tags.ts';
import {
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntax,
  type TransferSyntax,
} from './transferSyntaxes.ts';
import { vrAt } from './valueRepresentations.ts';

export interface DicomFile {
  /** Base name, for messages. */
  readonly name: string;
  /** What the offsets in `dataSet` and `pixelData` refer to: the file, or its inflated form. */
  readonly bytes: Uint8Array;
  readonly syntax: TransferSyntax;
  readonly meta: DataSet;
  readonly dataSet: DataSet;
  readonly pixelData: PixelDataElement | undefined;
  /** What a person must be told about the state of the file. */
  readonly notes: readonly ImageNote[];
}

/** dicom-parser declares `DataSet` as an interface but exports the class. */
const { DataSet: ParsedDataSet } = dicomParser as unknown as {
  DataSet: new (parser: ByteStream['byteArrayParser'], bytes: Uint8Array, elements: Record<string, Element>) => DataSet;
};

const PIXEL_TAGS: ReadonlySet<string> = new Set([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]);
/** 64-bit VRs of 2018 that dicom-parser 1.8 takes for short ones: without this an extended offset table derails it. */
const LONG_VRS: ReadonlySet<string> = new Set(['OV', 'SV', 'UV']);

/** zlib's own 16 KiB make many pieces of a data set, to be joined again. */
const INFLATE_CHUNK = 1 << 20;

export function readDicom(name: string, fileBytes: Uint8Array): DicomFile {
  const notes: ImageNote[] = [];
  const start = hasPreamble(fileBytes) ? 132 : 0;
  const { meta, end } = readMeta(fileBytes, start);
  const declared = meta.string(TAG.transferSyntaxUid);
  if (declared === undefined)
    notes.push(
      imageNote('syntaxUnsaid', 'The file does not say its transfer syntax; it was read as its first bytes suggest.'),
    );
  const syntax = transferSyntax(declared ?? guessSyntax(fileBytes, end));

  let bytes = fileBytes;
  let position = end;
  if (syntax.deflated) {
    bytes = inflate(name, fileBytes.subarray(end));
    position = 0;
  }
  const { dataSet, pixelData, complete, notes: found } = readElements(bytes, position, syntax);
  notes.push(...found);
  if (Object.keys(dataSet.elements).length === 0) throw emptyFile(name, meta, start);
  if (!complete) notes.push(imageNote('fileCut', 'The file is damaged or cut short; what could be read is shown.'));
  return { name, bytes, syntax, meta, dataSet, pixelData, notes };
}

function hasPreamble(bytes: Uint8Array): boolean {
  return bytes.length >= 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';
}

function emptyFile(name: string, meta: DataSet, start: number): Error {
  return Object.keys(meta.elements).length === 0 && start === 0
    ? notAnImage(name, 'not a DICOM file')
    : corrupt(name, 'it holds a DICOM header and nothing else');
}

/**
 * File meta information (PS3.10 section 7.1): the group 0002, always explicit VR little endian; its length field is not
 * trusted.
 */
function readMeta(bytes: Uint8Array, start: number): { meta: DataSet; end: number } {
  const stream = new dicomParser.ByteStream(dicomParser.littleEndianByteArrayParser, bytes, start);
  const elements: Record<string, Element> = {};
  let end = start;
  try {
    while (bytes[end] === 0x02 && bytes[end + 1] === 0x00) {
      const element = looksExplicit(bytes, end)
        ? dicomParser.readDicomElementExplicit(stream, stream.warnings)
        : dicomParser.readDicomElementImplicit(stream);
      elements[element.tag] = element;
      end = stream.position;
    }
  } catch {
    // A cut header: what was read before stands.
  }
  return { meta: new ParsedDataSet(dicomParser.littleEndianByteArrayParser, bytes, elements), end };
}

function guessSyntax(bytes: Uint8Array, position: number): string {
  return looksExplicit(bytes, position) ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
}

/** Whether two capital letters, a VR, follow the tag at `position`. */
function looksExplicit(bytes: Uint8Array, position: number): boolean {
  return [bytes[position + 4], bytes[position + 5]].every((byte) => byte !== undefined && byte >= 0x41 && byte <= 0x5a);
}

function inflate(name: string, deflated: Uint8Array): Uint8Array {
  const limit = Math.min(Math.max(LIMITS.inflatedBytes, deflated.length * LIMITS.inflatedRatio), LIMITS.fileBytes);
  try {
    return inflateRawSync(deflated, { maxOutputLength: limit, chunkSize: INFLATE_CHUNK });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(name, `its data set inflates to more than ${Math.floor(limit / 2 ** 20)} MiB`);
    }
    throw corrupt(name, 'its deflated data set cannot be inflated');
  }
}

interface Elements {
  readonly dataSet: DataSet;
  readonly pixelData: PixelDataElement | undefined;
  /** Read to the pixel data, or to the end. */
  readonly complete: boolean;
  readonly notes: readonly ImageNote[];
}

const MIXED_ENCODINGS = imageNote(
  'decoderChose',
  'Some elements of the file are written otherwise than its transfer syntax says; they were read as they are.',
);
const SEQUENCE_DROPPED = imageNote(
  'decoderDropped',
  'A sequence of the file cannot be followed; what it says is left out.',
);

function readElements(bytes: Uint8Array, position: number, syntax: TransferSyntax): Elements {
  const { bigEndian } = syntax;
  const parser = bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
  const dataSet = new ParsedDataSet(parser, bytes, {});
  const place = { explicitVr: looksExplicit(bytes, position), bigEndian, end: bytes.length };
  const notes = new Set<ImageNote>();
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, position);
    // Fewer than 8 bytes are padding, no element.
    while (stream.position + 8 <= bytes.length) {
      const tag = tagAt(stream);
      const untilTag = PIXEL_TAGS.has(tag) ? tag : '';
      const explicit = isExplicitElement(bytes, stream.position, place);
      if (explicit !== place.explicitVr) notes.add(MIXED_ENCODINGS);
      const { element, isWhole } = explicit
        ? explicitElement(stream, tag, untilTag, bigEndian)
        : { element: dicomParser.readDicomElementImplicit(stream, untilTag), isWhole: true };
      if (!isWhole) notes.add(SEQUENCE_DROPPED);
      dataSet.elements[element.tag] = element;
      if (untilTag !== '')
        return { dataSet, pixelData: readPixelData(bytes, element), complete: true, notes: [...notes] };
    }
    return { dataSet, pixelData: undefined, complete: true, notes: [...notes] };
  } catch {
    // dicom-parser throws strings; a stack overflow by nested sequences ends here as well.
    return { dataSet, pixelData: undefined, complete: false, notes: [...notes] };
  }
}

/** A sequence that cannot be followed, but whose end is known, is left out rather than all that comes after it. */
function explicitElement(
  stream: ByteStream,
  tag: string,
  untilTag: string,
  bigEndian: boolean,
): { readonly element: Element; readonly isWhole: boolean } {
  const { position, byteArray } = stream;
  const long = longElement(stream, tag);
  if (long !== undefined) return { element: long, isWhole: true };
  try {
    return { element: dicomParser.readDicomElementExplicit(stream, stream.warnings, untilTag), isWhole: true };
  } catch (error) {
    const { start, length } = explicitValue(byteArray, position, bigEndian);
    if (vrAt(byteArray, position) !== 'SQ' || start + length > byteArray.length) throw error;
    stream.seek(start + length - stream.position);
    return { element: { tag, vr: 'SQ', length, dataOffset: start }, isWhole: false };
  }
}

function tagAt(stream: ByteStream): string {
  const tag = dicomParser.readTag(stream);
  stream.seek(-4);
  return tag;
}

function longElement(stream: ByteStream, tag: string): Element | undefined {
  const { byteArray, byteArrayParser, position } = stream;
  if (!LONG_VRS.has(String.fromCharCode(byteArray[position + 4] ?? 0, byteArray[position + 5] ?? 0))) return undefined;
  const length = byteArrayParser.readUint32(byteArray, position + 8);
  stream.seek(12 + length);
  return { tag, vr: 'OV', length, dataOffset: position + 12 };
}
