/** The header of a GGUF file (version 3; ggml/docs/gguf.md), for files whose tensors' bytes are written after it. */

export type GgufField =
  | { readonly type: 'uint32' | 'int32' | 'float32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'int32s' | 'float32s'; readonly value: readonly number[] };

export type GgufFields = Readonly<Record<string, GgufField>>;

/** A tensor as the header names it. The first dimension lies contiguous; for `q4_0` it is a multiple of 32. */
export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: keyof typeof tensorTypes;
}

/** ggml's number of a type, and the bytes of a block of weights. */
const tensorTypes = {
  f32: { id: 0, block: 1, bytes: 4 },
  f16: { id: 1, block: 1, bytes: 2 },
  q4_0: { id: 2, block: 32, bytes: 18 },
  bf16: { id: 30, block: 1, bytes: 2 },
} as const;

/** Where data begins, and each tensor. */
const alignment = 32;

/** Everything before the tensors' data, which follows in the same order, each tensor with its `paddingAfter`. */
export function ggufHeader(fields: GgufFields, tensors: readonly TensorShape[]): Buffer {
  const entries = Object.entries(fields);
  const header: Buffer[] = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, field] of entries) header.push(entryBytes(key, field));
  let offset = 0;
  for (const tensor of tensors) {
    const { name, shape, type } = tensor;
    header.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(tensorTypes[type].id), uint64(offset));
    offset += tensorBytes(tensor) + paddingAfter(tensor);
  }
  return padded(Buffer.concat(header));
}

export function tensorBytes({ shape, type }: TensorShape): number {
  const { block, bytes } = tensorTypes[type];
  return (shape.reduce((product, size) => product * size, 1) / block) * bytes;
}

/** Bytes of zero behind a tensor's data. */
export function paddingAfter(tensor: TensorShape): number {
  return (alignment - (tensorBytes(tensor) % alignment)) % alignment;
}

/** A metadata entry, its key included. */
export function entryBytes(key: string, field: GgufField): Buffer {
  return Buffer.concat([text(key), fieldBytes(field)]);
}

function fieldBytes(field: GgufField): Buffer {
  switch (field.type) {
    case 'uint32':
      return Buffer.concat([uint32(4), uint32(field.value)]);
    case 'int32':
      return Buffer.concat([uint32(5), int32(field.value)]);
    case 'float32':
      return Buffer.concat([uint32(6), float32(field.value)]);
    case 'bool':
      return Buffer.concat([uint32(7), Buffer.from([field.value ? 1 : 0])]);
    case 'string':
      return Buffer.concat([uint32(8), text(field.value)]);
    case 'strings':
      return Buffer.concat([uint32(9), uint32(8), uint64(field.value.length), ...field.value.map(text)]);
    case 'int32s':
      return Buffer.concat([uint32(9), uint32(5), uint64(field.value.length), ...field.value.map(int32)]);
    case 'float32s':
      return Buffer.concat([uint32(9), uint32(6), uint64(field.value.length), ...field.value.map(float32)]);
  }
}

/** Up to where the next tensor may begin. */
export function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}
