/**
 * Text of a data set by its Specific Character Set (0008,0005): PS3.3 section C.12.1.1.2, decoded by what the platform
 * knows of encodings.
 */

/** Defined terms without code extensions → WHATWG encodings. */
const SINGLE: Readonly<Record<string, string>> = {
  'ISO_IR 6': 'windows-1252',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Escape sequences of PS3.3 Tables C.12-3 and C.12-4, without the escape, → WHATWG encodings. */
const ESCAPES: readonly (readonly [sequence: string, encoding: string])[] = [
  ['(B', 'windows-1252'],
  ['-A', 'iso-8859-1'],
  ['-B', 'iso-8859-2'],
  ['-C', 'iso-8859-3'],
  ['-D', 'iso-8859-4'],
  ['-L', 'iso-8859-5'],
  ['-G', 'iso-8859-6'],
  ['-F', 'iso-8859-7'],
  ['-H', 'iso-8859-8'],
  ['-M', 'iso-8859-9'],
  ['-b', 'iso-8859-15'],
  ['-T', 'windows-874'],
  ['(J', 'shift_jis'],
  [')I', 'shift_jis'],
  ['$)C', 'euc-kr'],
  ['$)A', 'gbk'],
];
/**
 * JIS X 0208 and 0212: two bytes of seven bits each, which the platform decodes together with their escape sequence.
 */
const JIS_ESCAPES = ['$B', '$@', '$(D'];
const ESCAPE = 0x1b;

export type TextReader = (bytes: Uint8Array) => string;

/** `value`: of the attribute (0008,0005), undefined where it is missing. */
export function textReader(value: string | undefined): TextReader {
  const terms = (value ?? '').split('\\').map((term) => term.trim());
  const first = (terms[0] ?? '').replace(/^ISO 2022 IR /, 'ISO_IR ');
  const initial = SINGLE[first] ?? 'windows-1252';
  // Terms that stand alone know no escapes (PS3.5 section 6.1.2.5.4).
  const extended = terms.some((term) => term.startsWith('ISO 2022'));
  return (bytes) => (extended && bytes.includes(ESCAPE) ? readExtended(bytes, initial) : decode(bytes, initial));
}

function readExtended(bytes: Uint8Array, initial: string): string {
  let text = '';
  let encoding = initial;
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== ESCAPE) continue;
    text += decode(bytes.subarray(from, at), encoding);
    if (at === bytes.length) break;
    const sequence = String.fromCharCode(...bytes.subarray(at + 1, at + 4));
    const known = ESCAPES.find(([start]) => sequence.startsWith(start));
    const jis = JIS_ESCAPES.find((start) => sequence.startsWith(start));
    // iso-2022-jp needs its escape before the characters; the others are set apart from them.
    encoding = jis === undefined ? (known?.[1] ?? initial) : 'iso-2022-jp';
    from = jis === undefined ? at + 1 + (known?.[0].length ?? 0) : at;
  }
  return text;
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
