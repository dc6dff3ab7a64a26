/**
 * A safetensors file: its header is JSON behind 8 bytes of length, then the tensors' bytes
 * (https://github.com/huggingface/safetensors, "Format"). Row-major, little-endian.
 */
import type { FileHandle } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { NotRegularFile, openRegularFile } from '../../files/regularFile.ts';
import { checkpointErrors } from './checkpointErrors.ts';
import { floatBytes, type FloatType } from '../gguf/floatType.ts';

/** A tensor where it lies. */
export interface SourceTensor {
  readonly name: string;
  /** As PyTorch has it: the last dimension lies contiguous. */
  readonly shape: readonly number[];
  readonly type: FloatType;
  readonly path: string;
  /** From the start of the file. */
  readonly offset: number;
  readonly bytes: number;
}

export interface SafetensorsFile {
  readonly path: string;
  readonly fileBytes: number;
  /** In the order of their bytes. Tensors that are no floats are left out: none of them is a weight. */
  readonly tensors: readonly SourceTensor[];
}

const floatTypes: Readonly<Record<string, FloatType>> = { F32: 'f32', F16: 'f16', BF16: 'bf16' };
/** A header of a model of 100,000 tensors is smaller. */
const mostHeaderBytes = 100_000_000;

const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Entry = v.object({ dtype: v.string(), shape: v.array(Size), data_offsets: v.tuple([Size, Size]) });
const Header = v.record(v.string(), v.unknown());

/** Rejects with `sourceMissing` or `sourceUnreadable`. */
export async function readSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await openRegularFile(path).catch((error: unknown) => {
    throw checkpointErrors.unreadable(path, error instanceof NotRegularFile ? error.message : t`it is not there`);
  });
  try {
    const { size } = await file.stat();
    const { header, end } = await readHeader(file, path, size);
    return { path, fileBytes: size, tensors: tensorsOf(header, path, end, size) };
  } finally {
    await file.close();
  }
}

async function readHeader(
  file: FileHandle,
  path: string,
  size: number,
): Promise<{ header: Record<string, unknown>; end: number }> {
  const start = Buffer.alloc(8);
  if (size < 8) throw checkpointErrors.unreadable(path, t`it is no safetensors file`);
  await file.read(start, 0, 8, 0);
  const length = Number(start.readBigUInt64LE());
  if (length > mostHeaderBytes) throw checkpointErrors.unreadable(path, t`it is no safetensors file`);
  if (8 + length > size) throw checkpointErrors.truncated(path, size, 8 + length);
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, 8);
  try {
    return { header: v.parse(Header, JSON.parse(bytes.toString('utf8'))), end: 8 + length };
  } catch (error) {
    throw checkpointErrors.unreadable(path, t`its header is no JSON object`, error);
  }
}

function tensorsOf(header: Record<string, unknown>, path: string, start: number, size: number): SourceTensor[] {
  const tensors: SourceTensor[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const entry = v.safeParse(Entry, value);
    if (!entry.success) throw checkpointErrors.unreadable(path, t`its header describes ${name} in another way`);
    const {
      dtype,
      shape,
      data_offsets: [from, to],
    } = entry.output;
    if (start + to > size) throw checkpointErrors.truncated(path, size, start + to);
    const type = floatTypes[dtype];
    if (type === undefined) continue;
    const bytes = shape.reduce((product, length) => product * length, floatBytes[type]);
    if (to - from !== bytes)
      throw checkpointErrors.tensor(path, name, t`has ${to - from} bytes, and its shape needs ${bytes}`);
    tensors.push({ name, shape, type, path, offset: start + from, bytes });
  }
  tensors.sort((a, b) => a.offset - b.offset);
  const overlapping = tensors.find(({ offset }, i) => {
    const before = tensors[i - 1];
    return before !== undefined && offset < before.offset + before.bytes;
  });
  if (overlapping !== undefined) throw checkpointErrors.tensor(path, overlapping.name, t`begins within another`);
  return tensors;
}
