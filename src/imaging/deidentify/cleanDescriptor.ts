import { DESCRIPTOR_WORDS } from './descriptorWords.ts';

/**
 * A slice thickness or a field strength tells of the technique; any other number might be a date or a medical record.
 */
const MEASURE = /^\d{1,2}(?:\.\d{1,2})?(?:mm|cm|t)$/;
const ESCAPE = 0x1b;

/** What may stay of a description: its words out of the closed list, in capitals. Undefined when nothing is left. */
export function cleanDescriptor(value: Uint8Array): string | undefined {
  // With code extensions, letters may be parts of other characters (PS3.5 section 6.1.2.5).
  if (value.includes(ESCAPE)) return undefined;
  const words = Buffer.from(value)
    .toString('latin1')
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .map((word) => word.replace(/^\.+|\.+$/g, ''));
  const kept = words.filter((word) => DESCRIPTOR_WORDS.has(word) || MEASURE.test(word));
  return kept.length === 0 ? undefined : kept.join(' ').toUpperCase().slice(0, 64).trim();
}
