/**
 * The reference for image features: CLIP's vision transformer and LLaVA's projector, written from their definitions
 * (Radford et al. 2021; Liu et al. 2023, `mlp2x_gelu`) in double precision, with a GGUF reader of its own. It shares no
 * code with the engine or llama.cpp.
 */
import { readFileSync } from 'node:fs';

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export interface GgufContent {
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** One row of features for each patch, row by row of the image. `rgb` has the projector's own size. */
export function referenceFeatures(projectorPath: string, rgb: Uint8Array): Float64Array[] {
  const { metadata, tensors } = readGguf(projectorPath);
  const size = metadata.get('clip.vision.image_size') as number;
  const patch = metadata.get('clip.vision.patch_size') as number;
  const epsilon = metadata.get('clip.vision.attention.layer_norm_epsilon') as number;
  const heads = metadata.get('clip.vision.attention.head_count') as number;
  // Converters store exactly the layers that are used; a file may name an earlier one.
  const layer =
    (metadata.get('clip.vision.feature_layer') as number[] | undefined)?.[0] ??
    (metadata.get('clip.vision.block_count') as number);
  const get = (name: string): Tensor => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`no tensor ${name}`);
    return tensor;
  };
  const norm = (rows: Float64Array[], name: string): Float64Array[] =>
    rows.map((row) => layerNorm(row, get(`${name}.weight`), get(`${name}.bias`), epsilon));
  const linear = (rows: Float64Array[], name: string): Float64Array[] =>
    rows.map((row) => affine(row, get(`${name}.weight`), tensors.get(`${name}.bias`)));

  const activation = metadata.get('clip.use_gelu') === true ? gelu : quickGelu;
  const positions = get('v.position_embd.weight');
  // The class token comes first: position 0.
  let rows: Float64Array[] = [
    get('v.class_embd').values,
    ...patchEmbeddings(rgb, size, patch, metadata, get('v.patch_embd.weight')),
  ].map((row, index) => row.map((value, axis) => value + (positions.values[index * row.length + axis] ?? 0)));
  rows = norm(rows, 'v.pre_ln');
  for (let index = 0; index < layer; index++) {
    const block = `v.blk.${index}.`;
    const normed = norm(rows, `${block}ln1`);
    const [q, k, v] = ['attn_q', 'attn_k', 'attn_v'].map((part) => linear(normed, block + part)) as [
      Float64Array[],
      Float64Array[],
      Float64Array[],
    ];
    rows = add(rows, linear(attention(q, k, v, heads), `${block}attn_out`));
    // Older converters swapped the names: the first of the two layers is the one that reads the encoder's width.
    const isSwapped = get(`${block}ffn_down.weight`).shape[0] === rows[0]?.length;
    const [first, second] = isSwapped ? ['ffn_down', 'ffn_up'] : ['ffn_up', 'ffn_down'];
    const hidden = linear(norm(rows, `${block}ln2`), `${block}${first}`).map((row) => row.map(activation));
    rows = add(rows, linear(hidden, `${block}${second}`));
  }
  if (tensors.has('v.post_ln.weight')) rows = norm(rows, 'v.post_ln');
  return linear(
    linear(rows.slice(1), 'mm.0').map((row) => row.map(gelu)),
    'mm.2',
  );
}

function patchEmbeddings(
  rgb: Uint8Array,
  size: number,
  patch: number,
  metadata: GgufContent['metadata'],
  kernel: Tensor,
): Float64Array[] {
  const mean = metadata.get('clip.vision.image_mean') as number[];
  const deviation = metadata.get('clip.vision.image_std') as number[];
  const width = kernel.shape[3] ?? 0;
  const embeddings: Float64Array[] = [];
  for (let top = 0; top < size; top += patch) {
    for (let left = 0; left < size; left += patch) {
      const row = new Float64Array(width);
      for (let channel = 0; channel < 3; channel++) {
        for (let y = 0; y < patch; y++) {
          for (let x = 0; x < patch; x++) {
            const pixel = (rgb[((top + y) * size + left + x) * 3 + channel] ?? 0) / 255;
            const value = (pixel - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
            for (let output = 0; output < width; output++) {
              const weight = kernel.values[((output * 3 + channel) * patch + y) * patch + x] ?? 0;
              row[output] = (row[output] ?? 0) + weight * value;
            }
          }
        }
      }
      embeddings.push(row);
    }
  }
  return embeddings;
}

function attention(q: Float64Array[], k: Float64Array[], v: Float64Array[], heads: number): Float64Array[] {
  const width = q[0]?.length ?? 0;
  const headWidth = width / heads;
  return q.map((query) => {
    const output = new Float64Array(width);
    for (let start = 0; start < width; start += headWidth) {
      const scores = k.map((key) => {
        let dot = 0;
        for (let axis = start; axis < start + headWidth; axis++) dot += (query[axis] ?? 0) * (key[axis] ?? 0);
        return dot / Math.sqrt(headWidth);
      });
      const highest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - highest));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      v.forEach((value, index) => {
        const share = (weights[index] ?? 0) / sum;
        for (let axis = start; axis < start + headWidth; axis++)
          output[axis] = (output[axis] ?? 0) + share * (value[axis] ?? 0);
      });
    }
    return output;
  });
}

function layerNorm(row: Float64Array, weight: Tensor, bias: Tensor, epsilon: number): Float64Array {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  return row.map(
    (value, axis) =>
      ((value - mean) / Math.sqrt(variance + epsilon)) * (weight.values[axis] ?? 1) + (bias.values[axis] ?? 0),
  );
}

function affine(row: Float64Array, { shape, values }: Tensor, bias: Tensor | undefined): Float64Array {
  const inputs = row.length;
  return Float64Array.from({ length: shape[1] ?? 0 }, (_, output) => {
    let sum = bias?.values[output] ?? 0;
    for (let input = 0; input < inputs; input++) sum += (row[input] ?? 0) * (values[output * inputs + input] ?? 0);
    return sum;
  });
}

function add(a: Float64Array[], b: Float64Array[]): Float64Array[] {
  return a.map((row, index) => row.map((value, axis) => value + (b[index]?.[axis] ?? 0)));
}

/** CLIP's own activation. */
function quickGelu(x: number): number {
  return x / (1 + Math.exp(-1.702 * x));
}

/** The exact one: x Φ(x). */
function gelu(x: number): number {
  return 0.5 * x * (1 + erf(x / Math.SQRT2));
}

/** Maclaurin series, to double precision where the projector's values lie; beyond 5 erf is 1 to 12 digits. */
function erf(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function readGguf(path: string): GgufContent {
  const file = readFileSync(path);
  let at = 0;
  const uint32 = (): number => file.readUInt32LE((at += 4) - 4);
  const uint64 = (): number => Number(file.readBigUInt64LE((at += 8) - 8));
  const string = (): string => {
    const length = uint64();
    return file.toString('utf8', at, (at += length));
  };
  const value = (type: number): unknown => {
    if (type === 8) return string();
    if (type === 9) {
      const inner = uint32();
      return Array.from({ length: uint64() }, () => value(inner));
    }
    if (type === 4) return uint32();
    if (type === 5) return file.readInt32LE((at += 4) - 4);
    if (type === 6) return file.readFloatLE((at += 4) - 4);
    if (type === 7) return file.readUInt8((at += 1) - 1) !== 0;
    if (type === 10) return uint64();
    throw new Error(`value type ${type}`);
  };
  at = 8;
  const tensorCount = uint64();
  const metadata = new Map<string, unknown>();
  for (let left = uint64(); left > 0; left--) {
    const key = string();
    metadata.set(key, value(uint32()));
  }
  const listed = Array.from({ length: tensorCount }, () => {
    const name = string();
    const shape = Array.from({ length: uint32() }, uint64);
    return { name, shape, type: uint32(), offset: uint64() };
  });
  const alignment = (metadata.get('general.alignment') as number | undefined) ?? 32;
  const start = Math.ceil(at / alignment) * alignment;
  const tensors = listed.map(({ name, shape, type, offset }): [string, Tensor] => {
    const count = shape.reduce((product, length) => product * length, 1);
    return [name, { shape, values: decodeTensor(file.subarray(start + offset), type, count) }];
  });
  return { metadata, tensors: new Map(tensors) };
}

function decodeTensor(bytes: Buffer, type: number, count: number): Float64Array {
  if (type === 0) return Float64Array.from({ length: count }, (_, index) => bytes.readFloatLE(index * 4));
  if (type === 1) return Float64Array.from({ length: count }, (_, index) => half(bytes.readUInt16LE(index * 2)));
  // Q8_0: blocks of 32 signed bytes behind their common scale.
  if (type === 8) {
    return Float64Array.from({ length: count }, (_, index) => {
      const block = Math.floor(index / 32) * 34;
      return half(bytes.readUInt16LE(block)) * bytes.readInt8(block + 2 + (index % 32));
    });
  }
  throw new Error(`tensor type ${type}`);
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
