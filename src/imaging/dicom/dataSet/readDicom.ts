/**
 * A DICOM file as a data set and its pixel data, still encoded. Parsing is dicom-parser's, element by element at the
 * top level, so that what was read before a fault is kept: files without preamble, without transfer syntax, or cut
 * short are read as far as they go.
 */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { inflateRawSync } from 'node:zlib';
import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { corrupt, notAnImage, tooLarge } from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import { ParsedDataSet } from './parsedDataSet.ts';
import type { PixelDataElement } from './pixelDataElement.ts';
import { hasPreamble, PREAMBLE_BYTES } from './preamble.ts';
import { readElements } from './readElements.ts';
import { TAG } from './tags.ts';
import {
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntax,
  type TransferSyntax,
} from './transferSyntaxes.ts';
import { looksExplicit } from './valueRepresentations.ts';

export interface DicomFile {
  /** Base name, for messages. */
  readonly name: string;
  /** What the offsets in `dataSet` and `pixelData` refer to: the file, or its inflated form. */
  readonly bytes: Uint8Array;
  /** As the data set is written. */
  readonly syntax: TransferSyntax;
  /** It is written as the file says. */
  readonly isAsSaid: boolean;
  readonly meta: DataSet;
  readonly dataSet: DataSet;
  readonly pixelData: PixelDataElement | undefined;
  /** What a person must be told about the state of the file. */
  readonly notes: readonly ImageNote[];
}

/** zlib's own 16 KiB make many pieces of a data set, to be joined again. */
const INFLATE_CHUNK = 1 << 20;

export function readDicom(name: string, fileBytes: Uint8Array): DicomFile {
  const notes: ImageNote[] = [];
  const start = hasPreamble(fileBytes) ? PREAMBLE_BYTES : 0;
  const { meta, end } = readMeta(fileBytes, start);
  const declared = meta.string(TAG.transferSyntaxUid);
  if (declared === undefined)
    notes.push(
      imageNote('syntaxUnsaid', t`The file does not say its transfer syntax; it was read as its first bytes suggest.`),
    );
  const said = transferSyntax(declared ?? guessSyntax(fileBytes, end));
  const syntax = asWritten(said, fileBytes, end);
  if (syntax !== said)
    notes.push(
      imageNote('decoderChose', t`The data set is not encoded as the file says; it was read as its first bytes show.`),
    );

  let bytes = fileBytes;
  let position = end;
  if (syntax.deflated) {
    bytes = inflate(name, fileBytes.subarray(end));
    position = 0;
  }
  const { dataSet, pixelData, complete, notes: found } = readElements(bytes, position, syntax.bigEndian);
  notes.push(...found);
  if (Object.keys(dataSet.elements).length === 0) throw emptyFile(name, meta, start);
  if (!complete) notes.push(imageNote('fileCut', t`The file is damaged or cut short; what could be read is shown.`));
  return { name, bytes, syntax, isAsSaid: syntax === said, meta, dataSet, pixelData, notes };
}

function emptyFile(name: string, meta: DataSet, start: number): Error {
  return Object.keys(meta.elements).length === 0 && start === 0
    ? notAnImage(name, 'notDicom')
    : corrupt(name, t`it holds a DICOM header and nothing else`);
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

/**
 * The first element has a group of 8 or little more: so its bytes show their order, and whether the data set is deflated
 * at all.
 */
function asWritten(said: TransferSyntax, bytes: Uint8Array, position: number): TransferSyntax {
  const isLittle = bytes[position + 1] === 0 && bytes[position] === 8;
  const isBig = bytes[position] === 0 && bytes[position + 1] === 8;
  if (said.deflated) return isLittle && looksExplicit(bytes, position) ? { ...said, deflated: false } : said;
  if (said.bigEndian ? !isLittle : !isBig) return said;
  return { ...said, bigEndian: !said.bigEndian, bigEndianPixels: !said.bigEndian };
}

function guessSyntax(bytes: Uint8Array, position: number): string {
  return looksExplicit(bytes, position) ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
}

function inflate(name: string, deflated: Uint8Array): Uint8Array {
  const limit = Math.min(Math.max(LIMITS.inflatedBytes, deflated.length * LIMITS.inflatedRatio), LIMITS.fileBytes);
  try {
    return inflateRawSync(deflated, { maxOutputLength: limit, chunkSize: INFLATE_CHUNK });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(name, t`its data set inflates to more than ${Math.floor(limit / 2 ** 20)} MiB`);
    }
    throw corrupt(name, t`its deflated data set cannot be inflated`);
  }
}
