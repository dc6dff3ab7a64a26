/**
 * Bicubic resampling exactly as Pillow's `Image.resize(size, BICUBIC)` computes it for 8-bit RGB (libImaging/Resample.c): the filter is widened when
 * the image shrinks, weights are 22-bit fixed point, and columns are resampled before rows with rounding to 8 bits between. LLaVA-Med's image
 * processor is built on Pillow; sharp's bicubic differs by several grey levels.
 */

/** Rows of interleaved RGB, `width * 3` bytes each, asked for from top to bottom. Equal rows may be the same object: it is worked out once. */
export interface RowSource {
  readonly width: number;
  readonly height: number;
  row(y: number): Uint8Array;
}

/** Pillow's a: the slope of the cubic at 1. */
const A = -0.5;
const SUPPORT = 2;
const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);

/** Returns `width * height * 3` bytes. */
export function resampleBicubic(source: RowSource, width: number, height: number): Uint8Array {
  const columns = filterTaps(source.width, width);
  const narrow = new Uint8Array(source.height * width * 3);
  let previous: Uint8Array | undefined;
  for (let y = 0; y < source.height; y++) {
    const row = source.row(y);
    const at = y * width * 3;
    if (row === previous) narrow.copyWithin(at, at - width * 3, at);
    else resampleRow(row, columns, narrow.subarray(at, at + width * 3));
    previous = row;
  }
  return source.height === height ? narrow : resampleColumns(narrow, width, filterTaps(source.height, height));
}

/** For every output position: the first input position, and the fixed-point weights from there on. */
interface Tap {
  readonly first: number;
  readonly weights: Int32Array;
}

function filterTaps(inSize: number, outSize: number): readonly Tap[] {
  const scale = inSize / outSize;
  const filterScale = Math.max(scale, 1);
  const support = SUPPORT * filterScale;
  return Array.from({ length: outSize }, (_, out) => {
    const center = (out + 0.5) * scale;
    const first = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), inSize);
    const weights = Array.from({ length: end - first }, (_, i) => cubic((i + first - center + 0.5) * (1 / filterScale)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: Int32Array.from(weights, (weight) => toFixed(sum === 0 ? weight : weight / sum)) };
  });
}

function toFixed(weight: number): number {
  return Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION_BITS));
}

function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

function resampleRow(row: Uint8Array, taps: readonly Tap[], target: Uint8Array): void {
  if (row.length === target.length) {
    target.set(row);
    return;
  }
  taps.forEach(({ first, weights }, x) => {
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    for (let i = 0, at = first * 3; i < weights.length; i++, at += 3) {
      const weight = weights[i]!;
      red += row[at]! * weight;
      green += row[at + 1]! * weight;
      blue += row[at + 2]! * weight;
    }
    target[x * 3] = clip(red);
    target[x * 3 + 1] = clip(green);
    target[x * 3 + 2] = clip(blue);
  });
}

function resampleColumns(rows: Uint8Array, width: number, taps: readonly Tap[]): Uint8Array {
  const stride = width * 3;
  const target = new Uint8Array(taps.length * stride);
  taps.forEach(({ first, weights }, y) => {
    for (let x = 0; x < stride; x++) {
      let sum = HALF;
      for (let i = 0, at = first * stride + x; i < weights.length; i++, at += stride) sum += rows[at]! * weights[i]!;
      target[y * stride + x] = clip(sum);
    }
  });
  return target;
}

function clip(fixed: number): number {
  return Math.min(Math.max(fixed >> PRECISION_BITS, 0), 255);
}
