/**
 * What PNG's chunk sBIT says of the bits that its samples had before they were stored (PNG specification, section
 * 11.3.2.7): of the deepest colour; undefined where there is no such chunk before the pixels.
 */
export function significantBits(png: Uint8Array): number | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'IDAT' || type === 'IEND') return undefined;
    if (type === 'sBIT') {
      // The last of two or four is the opacity's.
      const colours = png.subarray(at + 8, at + 8 + (length > 2 ? 3 : 1));
      return colours.length === 0 ? undefined : Math.max(...colours);
    }
    at += 12 + length;
  }
  return undefined;
}
