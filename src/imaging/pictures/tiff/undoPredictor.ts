/** Differences to the pixel on the left back into samples: TIFF 6.0 section 14, and Adobe's predictor for floats. */
type Numbers = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** `row` holds whole numbers of the samples' size, without a sign; `samples` of them are a pixel. In place. */
export function undoHorizontal(row: Numbers, samples: number): void {
  // The sums wrap at the size of a sample, as the differences did.
  if (row instanceof BigUint64Array) for (let i = samples; i < row.length; i++) row[i] = row[i]! + row[i - samples]!;
  else for (let i = samples; i < row.length; i++) row[i] = row[i]! + row[i - samples]!;
}

/**
 * `row` holds the bytes of floats, all highest ones first, then all that follow those, each as the difference to the
 * pixel on the left. Becomes little-endian floats of `size` bytes. In place.
 */
export function undoFloatingPoint(row: Uint8Array, samples: number, size: number): void {
  undoHorizontal(row, samples);
  const planes = row.slice();
  const count = row.length / size;
  for (let i = 0; i < count; i++)
    for (let byte = 0; byte < size; byte++) row[i * size + byte] = planes[(size - 1 - byte) * count + i]!;
}
