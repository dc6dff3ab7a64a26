/** A value as a person reads it, by its VR (PS3.5 section 6.2). */
import { t } from '@vscode/l10n';
import type { TextReader } from '../dicom/dataSet/characterSets.ts';

type Read = (view: DataView, at: number, littleEndian: boolean) => string;

const BINARY: Readonly<Record<string, readonly [bytes: number, read: Read]>> = {
  US: [2, (view, at, le) => String(view.getUint16(at, le))],
  SS: [2, (view, at, le) => String(view.getInt16(at, le))],
  UL: [4, (view, at, le) => String(view.getUint32(at, le))],
  SL: [4, (view, at, le) => String(view.getInt32(at, le))],
  UV: [8, (view, at, le) => String(view.getBigUint64(at, le))],
  SV: [8, (view, at, le) => String(view.getBigInt64(at, le))],
  FL: [4, (view, at, le) => String(Number(view.getFloat32(at, le).toPrecision(7)))],
  FD: [8, (view, at, le) => String(view.getFloat64(at, le))],
  AT: [4, (view, at, le) => `(${hex4(view.getUint16(at, le))},${hex4(view.getUint16(at + 2, le))})`],
};
/** VRs in whose text a backslash is no separator. */
const WHOLE_TEXT: ReadonlySet<string> = new Set(['LT', 'ST', 'UT', 'UR']);
/** VRs of the default repertoire. */
const ASCII: ReadonlySet<string> = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);
const TEXT: ReadonlySet<string> = new Set([...ASCII, 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const LONGEST = 1000;
const AGES: Readonly<Record<string, (count: number) => string>> = {
  D: (count) => t`${count} days`,
  W: (count) => t`${count} weeks`,
  M: (count) => t`${count} months`,
  Y: (count) => t`${count} years`,
};

export function tagValueText(vr: string, value: Uint8Array, bigEndian: boolean, readText: TextReader): string {
  const binary = BINARY[vr];
  if (binary !== undefined) return shorten(numbers(value, ...binary, bigEndian));
  if (TEXT.has(vr)) return shorten(textValue(vr, value, readText));
  if (vr === 'UN' && value.length > 0 && value.every((byte) => byte === 0 || (byte >= 0x20 && byte < 0x7f)))
    return shorten(latin1(trimmed(value)));
  return byteCount(value.length);
}

export function byteCount(bytes: number): string {
  return bytes === 1 ? t`1 byte` : t`${bytes.toLocaleString('en')} bytes`;
}

function numbers(value: Uint8Array, bytes: number, read: Read, bigEndian: boolean): string {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const count = Math.floor(value.length / bytes);
  // No more than can be shown are read: a lookup table has thousands.
  return Array.from({ length: Math.min(count, LONGEST) }, (_, i) => read(view, i * bytes, !bigEndian)).join(' \\ ');
}

function textValue(vr: string, value: Uint8Array, readText: TextReader): string {
  const bytes = trimmed(value.subarray(0, LONGEST * 8));
  const text = ASCII.has(vr) ? latin1(bytes) : readText(bytes);
  if (WHOLE_TEXT.has(vr)) return printable(text);
  return text
    .split('\\')
    .map((each) => readable(vr, printable(each.trim())))
    .join(' \\ ');
}

function readable(vr: string, text: string): string {
  switch (vr) {
    case 'PN':
      return text
        .split('=')
        .filter((group) => group !== '')
        .map(personName)
        .join(' = ');
    case 'DA':
      return date(text) ?? text;
    case 'TM':
      return time(text) ?? text;
    case 'DT': {
      const parts = /^(\d{8})(\d{2,6}(?:\.\d{1,6})?)([+-]\d{4})?$/.exec(text);
      return parts === null
        ? (date(text) ?? text)
        : [date(parts[1]!), time(parts[2]!), parts[3]].filter(Boolean).join(' ');
    }
    case 'AS': {
      const age = /^(\d{3})([DWMY])$/.exec(text);
      return age === null ? text : AGES[age[2]!]!(Number(age[1]));
    }
    default:
      return text;
  }
}

/** family^given^middle^prefix^suffix (PS3.5 section 6.2.1). */
function personName(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map((part) => part.trim());
  const first = [prefix, given, middle].filter((part) => part !== '').join(' ');
  return [family, first, suffix].filter((part) => part !== '').join(', ');
}

function date(text: string): string | undefined {
  const parts = /^(\d{4})[.]?(\d\d)[.]?(\d\d)$/.exec(text);
  return parts === null ? undefined : `${parts[1]!}-${parts[2]!}-${parts[3]!}`;
}

function time(text: string): string | undefined {
  const parts = /^(\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d{1,6})?))?)?$/.exec(text);
  return parts?.slice(1).filter(Boolean).join(':');
}

/** Without the padding: spaces, and nulls as some programs write them. */
function trimmed(value: Uint8Array): Uint8Array {
  let end = value.length;
  while (end > 0 && (value[end - 1] === 0x20 || value[end - 1] === 0)) end--;
  return value.subarray(0, end);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Line breaks stay; other control characters could break a table. */
function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b-\x1f\x7f]/g, '\ufffd');
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
