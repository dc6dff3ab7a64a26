/** What PS3.6 says of an attribute: by dcmjs' data dictionary, loaded when it is first needed (it is large). */

export interface DictionaryEntry {
  /** e.g. `PatientName`. */
  readonly keyword: string;
  /** Where the dictionary allows several, the one that describes the bytes: `US` for US or SS, `OW` for OB or OW. */
  readonly vr: string;
  /** e.g. `1-n`. */
  readonly multiplicity: string | undefined;
  readonly retired: boolean;
}

/** `tag` is the attribute's number, group in the upper half. Undefined for private and unknown attributes. */
export type DataDictionary = (tag: number) => DictionaryEntry | undefined;

/** dcmjs' shorthand for attributes whose VR depends on others. */
const AMBIGUOUS_VRS: Readonly<Record<string, string>> = { xs: 'US', ox: 'OW', lt: 'OW', up: 'UL' };
const RETIRED = 'RETIRED_';

let loading: Promise<DataDictionary> | undefined;

export function loadDataDictionary(): Promise<DataDictionary> {
  return (loading ??= readDictionary());
}

async function readDictionary(): Promise<DataDictionary> {
  const { dictionary } = await import('dcmjs/dictionary');
  return (tag) => {
    if ((tag >>> 16) % 2 === 1) return undefined;
    const entry = dictionary[key(tag)] ?? dictionary[repeatingKey(tag)];
    if (entry?.vr === undefined || !/^[A-Z]{2}$/.test(AMBIGUOUS_VRS[entry.vr] ?? entry.vr)) return undefined;
    const retired = entry.name.startsWith(RETIRED);
    return {
      keyword: retired ? entry.name.slice(RETIRED.length) : entry.name,
      vr: AMBIGUOUS_VRS[entry.vr] ?? entry.vr,
      multiplicity: entry.vm,
      retired,
    };
  };
}

function key(tag: number): string {
  return `(${hex4(tag >>> 16)},${hex4(tag & 0xffff)})`;
}

/** Curves, overlays and variable pixel data repeat by group, Source Image IDs by element. */
function repeatingKey(tag: number): string {
  const group = tag >>> 16;
  if ((tag & 0xffffff00) >>> 0 === 0x00203100) return '(0020,3100-31FF)';
  const range = { 0x50: '5000-50FF', 0x60: '6000-60FF', 0x7f: '7F00-7FFF' }[group >>> 8];
  return `(${range ?? hex4(group)},${hex4(tag & 0xffff)})`;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
