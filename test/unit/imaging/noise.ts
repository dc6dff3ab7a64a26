/**
 * Bytes that look random and are the same everywhere; `pillowGolden.py` makes the same ones. Every fourth is pushed to
 * black or white.
 */
export function noise(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const value = (state >> 16) & 255;
    bytes[i] = i % 4 === 0 ? (value > 127 ? 255 : 0) : value;
  }
  return bytes;
}
