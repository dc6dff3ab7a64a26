/** PackBits (TIFF 6.0 section 9): runs and literal bytes. Returns how much of `target` was filled. */
export function unpackPackBits(bytes: Uint8Array, target: Uint8Array): number {
  let at = 0;
  let from = 0;
  while (from < bytes.length && at < target.length) {
    const control = bytes[from++]!;
    if (control < 128) {
      const literal = bytes.subarray(from, from + control + 1).subarray(0, target.length - at);
      target.set(literal, at);
      at += literal.length;
      from += control + 1;
    } else if (control > 128) {
      const end = Math.min(at + 257 - control, target.length);
      target.fill(bytes[from++] ?? 0, at, end);
      at = end;
    }
  }
  return at;
}
