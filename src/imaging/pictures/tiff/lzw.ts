/**
 * LZW as TIFF has it (TIFF 6.0 section 13): codes of 9 to 12 bits, the highest bit first, each size left one code
 * early. Ends with the end code, with the bytes, or when `target` is full, and returns how much of it was filled; what
 * is no LZW ends it too.
 */
const CLEAR = 256;
const END = 257;
const FIRST = 258;
const LONGEST = 12;
const MOST = 1 << LONGEST;

export function unpackLzw(bytes: Uint8Array, target: Uint8Array): number {
  // A code's string is that of an earlier code and one byte; where it was last written it can be copied from.
  const startOf = new Uint32Array(MOST);
  const lengthOf = new Uint32Array(MOST);
  let next = FIRST;
  let size = 9;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  let previous = -1;
  let previousLength = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfffff;
    heldBits += 8;
    if (heldBits < size) continue;
    heldBits -= size;
    const code = (held >>> heldBits) & ((1 << size) - 1);
    if (code === END || at >= target.length) return at;
    if (code === CLEAR) {
      next = FIRST;
      size = 9;
      previous = -1;
      continue;
    }
    if (code > next || (previous < 0 && code > END)) return at;
    const start = at;
    const isByte = code < CLEAR;
    const length = isByte ? 1 : code === next ? previousLength + 1 : lengthOf[code]!;
    if (isByte) target[at] = code;
    else {
      const from = code === next ? previous : startOf[code]!;
      // The string may run into itself: byte after byte.
      for (let i = 0; i < length && at + i < target.length; i++) target[at + i] = target[from + i]!;
    }
    at = Math.min(at + length, target.length);
    if (previous >= 0 && next < MOST) {
      startOf[next] = previous;
      lengthOf[next] = previousLength + 1;
      next++;
      if (next + 1 >= 1 << size && size < LONGEST) size++;
    }
    previous = start;
    previousLength = length;
  }
  return at;
}
