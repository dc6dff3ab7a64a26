/** Writes plain TIFF files (TIFF 6.0 section 2), of the depths and sample formats that no library at hand writes. */

export interface TiffFacts {
  readonly columns: number;
  readonly rows: number;
  readonly bits: 1 | 8 | 16 | 32 | 64;
  /** SampleFormat: 1 unsigned, 2 signed, 3 float. */
  readonly format: 1 | 2 | 3;
  readonly samples?: number;
  readonly bigEndian?: boolean;
  readonly pages?: number;
}

const SHORT = 3;
const LONG = 4;

/** `pixels` are the bytes of one page as they stand in the file; each page has the same. */
export function tiffFile(facts: TiffFacts, pixels: Uint8Array): Uint8Array {
  const { columns, rows, bits, format, samples = 1, bigEndian = false, pages = 1 } = facts;
  const number = (value: number, size: 2 | 4): Buffer => {
    const bytes = Buffer.alloc(size);
    if (bigEndian) bytes.writeUIntBE(value, 0, size);
    else bytes.writeUIntLE(value, 0, size);
    return bytes;
  };
  const entry = (tag: number, type: number, value: number): Buffer => {
    const padded = type === SHORT ? Buffer.concat([number(value, 2), Buffer.alloc(2)]) : number(value, 4);
    return Buffer.concat([number(tag, 2), number(type, 2), number(1, 4), padded]);
  };
  const parts: Buffer[] = [Buffer.from(bigEndian ? 'MM' : 'II'), number(42, 2), number(8, 4)];
  let at = 8;
  for (let page = 0; page < pages; page++) {
    const count = 11;
    const dataAt = at + 2 + 12 * count + 4;
    const next = page + 1 < pages ? dataAt + pixels.length + (pixels.length % 2) : 0;
    parts.push(
      number(count, 2),
      entry(256, LONG, columns),
      entry(257, LONG, rows),
      // One value stands for all samples where it must be in the entry itself.
      entry(258, SHORT, bits),
      entry(259, SHORT, 1),
      entry(262, SHORT, samples === 3 ? 2 : 1),
      entry(273, LONG, dataAt),
      entry(277, SHORT, samples),
      entry(278, LONG, rows),
      entry(279, LONG, pixels.length),
      entry(284, SHORT, 1),
      entry(339, SHORT, format),
      number(next, 4),
      Buffer.from(pixels),
      Buffer.alloc(pixels.length % 2),
    );
    at = next;
  }
  return Buffer.concat(parts);
}
