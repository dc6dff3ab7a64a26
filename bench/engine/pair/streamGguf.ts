/** A GGUF file of any size, written tensor by tensor through one buffer. */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import type { GgufField, TensorShape } from '../../../src/weights/gguf/ggufWriter.ts';
import { ggufHeader, paddingAfter } from '../../../src/weights/gguf/ggufWriter.ts';
import { q4RowWords } from './randomWeights.ts';

/** A tensor whose rows are made when they are written; a row is the first dimension. */
export interface StreamedTensor extends TensorShape {
  /** Fills `words` with row `row`: 32-bit tensors get two 16-bit words for each value, low word first. */
  readonly fillRow: (words: Uint16Array, row: number) => void;
}

const bufferBytes = 4 * 1024 * 1024;

/** The file appears under its name when it is whole. */
export function streamGguf(
  path: string,
  fields: Readonly<Record<string, GgufField>>,
  tensors: readonly StreamedTensor[],
): void {
  const partial = `${path}.partial`;
  const file = openSync(partial, 'w');
  try {
    writeAll(file, ggufHeader(fields, tensors));
    for (const tensor of tensors) {
      writeRows(file, tensor);
      writeAll(file, new Uint8Array(paddingAfter(tensor)));
    }
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
}

function writeRows(file: number, { shape, type, fillRow }: StreamedTensor): void {
  const [length = 1, ...outer] = shape;
  const rows = outer.reduce((product, size) => product * size, 1);
  const rowWords = type === 'q4_0' ? q4RowWords(length) : type === 'f16' ? length : 2 * length;
  const rowsAtOnce = Math.max(1, Math.min(rows, Math.floor(bufferBytes / (2 * rowWords))));
  const words = new Uint16Array(rowsAtOnce * rowWords);
  for (let first = 0; first < rows; first += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - first);
    for (let row = 0; row < count; row++) fillRow(words.subarray(row * rowWords, (row + 1) * rowWords), first + row);
    writeAll(file, new Uint8Array(words.buffer, 0, count * rowWords * 2));
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
