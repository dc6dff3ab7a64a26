/**
 * Writes small DICOM files byte by byte, in any of the uncompressed encodings, for tests that must not depend on files
 * from elsewhere.
 */
export type BuilderValue =
  | string
  | readonly number[]
  | Uint8Array
  | { readonly items: readonly (readonly BuilderElement[])[] }
  | { readonly fragments: readonly Uint8Array[]; readonly offsets?: readonly number[] };

/** Tag as 'ggggeeee', VR, value. Numbers are written as the VR says. */
export type BuilderElement = readonly [tag: string, vr: string, value: BuilderValue];

export interface BuilderOptions {
  readonly transferSyntax?: string;
  readonly explicit?: boolean;
  readonly bigEndian?: boolean;
  readonly preamble?: boolean;
  /** False leaves (0002,0010) out. */
  readonly declareSyntax?: boolean;
}

export const SYNTAX = {
  implicitLE: '1.2.840.10008.1.2',
  explicitLE: '1.2.840.10008.1.2.1',
  deflatedLE: '1.2.840.10008.1.2.1.99',
  explicitBE: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  rle: '1.2.840.10008.1.2.5',
} as const;

const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const UNDEFINED_LENGTH = 0xffffffff;

export function dicomFile(elements: readonly BuilderElement[], options: BuilderOptions = {}): Uint8Array {
  const transferSyntax = options.transferSyntax ?? SYNTAX.explicitLE;
  const explicit = options.explicit ?? transferSyntax !== SYNTAX.implicitLE;
  const bigEndian = options.bigEndian ?? transferSyntax === SYNTAX.explicitBE;
  const meta: BuilderElement[] =
    options.declareSyntax === false ? [['00020012', 'UI', '1.2.3']] : [['00020010', 'UI', transferSyntax]];
  return Buffer.concat([
    options.preamble === false ? Buffer.alloc(0) : Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
    encodeElements(meta, true, false),
    encodeElements(elements, explicit, bigEndian),
  ]);
}

export function encodeElements(elements: readonly BuilderElement[], explicit: boolean, bigEndian: boolean): Buffer {
  return Buffer.concat(elements.map((element) => encodeElement(element, explicit, bigEndian)));
}

function encodeElement([tag, vr, value]: BuilderElement, explicit: boolean, bigEndian: boolean): Buffer {
  const encapsulated = typeof value === 'object' && 'fragments' in value;
  const data = encodeValue(vr, value, explicit, bigEndian);
  const length = encapsulated ? UNDEFINED_LENGTH : data.length;
  const header = [
    number(parseInt(tag.slice(0, 4), 16), 2, bigEndian),
    number(parseInt(tag.slice(4), 16), 2, bigEndian),
  ];
  if (!explicit) header.push(number(length, 4, bigEndian));
  else if (LONG_VRS.has(vr)) header.push(Buffer.from(vr), Buffer.alloc(2), number(length, 4, bigEndian));
  else header.push(Buffer.from(vr), number(length, 2, bigEndian));
  return Buffer.concat([...header, data]);
}

function encodeValue(vr: string, value: BuilderValue, explicit: boolean, bigEndian: boolean): Buffer {
  if (typeof value === 'string')
    return Buffer.from(value.length % 2 === 0 ? value : value + (vr === 'UI' ? '\0' : ' '));
  if (value instanceof Uint8Array) return Buffer.concat([value, Buffer.alloc(value.length % 2)]);
  if ('items' in value) {
    return Buffer.concat(
      value.items.flatMap((elements) => {
        const content = encodeElements(elements, explicit, bigEndian);
        return [
          number(0xfffe, 2, bigEndian),
          number(0xe000, 2, bigEndian),
          number(content.length, 4, bigEndian),
          content,
        ];
      }),
    );
  }
  if ('fragments' in value) {
    const table = Buffer.concat((value.offsets ?? []).map((offset) => number(offset, 4, false)));
    return Buffer.concat([item(table), ...value.fragments.map(item), Buffer.from('feffdde000000000', 'hex')]);
  }
  const size = vr === 'UL' || vr === 'SL' ? 4 : 2;
  return Buffer.concat(value.map((each) => number(each, size, bigEndian)));
}

function item(bytes: Uint8Array): Buffer {
  const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
  return Buffer.concat([Buffer.from('feff00e0', 'hex'), number(padded.length, 4, false), padded]);
}

function number(value: number, size: 2 | 4, bigEndian: boolean): Buffer {
  const buffer = Buffer.alloc(size);
  const unsigned = value < 0 ? value + 2 ** (size * 8) : value;
  if (bigEndian) buffer.writeUIntBE(unsigned, 0, size);
  else buffer.writeUIntLE(unsigned, 0, size);
  return buffer;
}

export interface ImageAttributes {
  readonly rows: number;
  readonly columns: number;
  readonly allocated?: number;
  readonly stored?: number;
  readonly high?: number;
  readonly signed?: boolean;
  readonly photometric?: string;
  readonly samples?: number;
  readonly planar?: boolean;
  readonly frames?: number;
  /** More elements; they are sorted in. */
  readonly more?: readonly BuilderElement[];
}

/** The elements of an image with its pixel data, in tag order. */
export function imageElements(attributes: ImageAttributes, pixels: BuilderElement): BuilderElement[] {
  const { rows, columns, allocated = 8, samples = 1 } = attributes;
  const stored = attributes.stored ?? allocated;
  const elements: BuilderElement[] = [
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00080018', 'UI', '1.2.826.0.1.3680043.9.1'],
    ['00080060', 'CS', 'OT'],
    ['00280002', 'US', [samples]],
    ['00280004', 'CS', attributes.photometric ?? (samples === 3 ? 'RGB' : 'MONOCHROME2')],
    ['00280006', 'US', [attributes.planar === true ? 1 : 0]],
    ['00280008', 'IS', String(attributes.frames ?? 1)],
    ['00280010', 'US', [rows]],
    ['00280011', 'US', [columns]],
    ['00280100', 'US', [allocated]],
    ['00280101', 'US', [stored]],
    ['00280102', 'US', [attributes.high ?? stored - 1]],
    ['00280103', 'US', [attributes.signed === true ? 1 : 0]],
    ...(attributes.more ?? []),
  ];
  const byTag = new Map(elements.map((element) => [element[0], element]));
  return [...byTag.values()].sort(([a], [b]) => a.localeCompare(b)).concat([pixels]);
}

/** Pixel Data as bytes (OB) or 16-bit words (OW, written in the file's byte order). */
export function pixelBytes(bytes: readonly number[] | Uint8Array): BuilderElement {
  return ['7fe00010', 'OB', Uint8Array.from(bytes)];
}

export function pixelWords(words: readonly number[]): BuilderElement {
  return ['7fe00010', 'OW', words];
}

/** Encodes each plane of bytes with PackBits and puts the RLE header before them (PS3.5 Annex G). */
export function rleFrame(planes: readonly (readonly number[])[]): Uint8Array {
  const segments = planes.map((plane) => {
    const packed: number[] = [];
    for (let at = 0; at < plane.length;) {
      let run = 1;
      while (run < 128 && plane[at + run] === plane[at]) run++;
      if (run > 1) packed.push(257 - run, plane[at]!);
      else packed.push(0, plane[at]!);
      at += run;
    }
    return Buffer.from(packed.length % 2 === 0 ? packed : [...packed, 128]);
  });
  const header = Buffer.alloc(64);
  header.writeUInt32LE(segments.length, 0);
  let offset = 64;
  segments.forEach((segment, i) => {
    header.writeUInt32LE(offset, 4 + i * 4);
    offset += segment.length;
  });
  return Buffer.concat([header, ...segments]);
}
