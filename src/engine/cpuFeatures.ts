/**
 * Which weights llama.cpp's CPU backend lays out anew when it loads them, for its faster kernels (`REPACK` and `AMX`
 * buffers; ggml-cpu/repack.cpp `ggml_repack_get_optimal_repack_type`, ggml-cpu/amx/amx.cpp). A mapped file then stays in
 * memory beside them.
 */
import { readFileSync } from 'node:fs';

export interface CpuFeatures {
  readonly avx2: boolean;
  readonly avx512: boolean;
  readonly amx: boolean;
  /** NEON with dot products, and with 8-bit matrix products. */
  readonly dotProduct: boolean;
  readonly matrixInt8: boolean;
}

/** GGUF's numbers of the tensor types. */
const F16 = 1;
const Q4_0 = 2;
const Q4_1 = 3;
const Q8_0 = 8;
const Q2_K = 10;
const Q4_K = 12;
const Q5_K = 13;
const Q6_K = 14;
const IQ4_NL = 20;
const IQ4_XS = 23;
const MXFP4 = 39;

/** The types whose matrices are laid out anew. */
export function repackedTypes({ avx2, avx512, amx, dotProduct, matrixInt8 }: CpuFeatures): ReadonlySet<number> {
  return new Set([
    ...(avx2 ? [Q4_0, Q4_K, IQ4_NL, MXFP4] : []),
    ...(avx512 ? [Q2_K] : []),
    ...(amx ? [F16, Q4_0, Q4_1, Q8_0, Q4_K, Q5_K, Q6_K, IQ4_XS] : []),
    ...(dotProduct || matrixInt8 ? [Q4_0, Q4_K, Q5_K, Q6_K, Q8_0, IQ4_NL, MXFP4] : []),
  ]);
}

/** From `llama.systemInfo`: what the backend that was loaded says of itself, e.g. "CPU : AVX2 = 1 | REPACK = 1 | ". */
export function featuresOfBackend(systemInfo: string): CpuFeatures {
  const has = (name: string): boolean => new RegExp(`\\b${name} = 1\\b`).test(systemInfo);
  const repacks = has('REPACK');
  return {
    avx2: repacks && has('AVX2'),
    avx512: repacks && has('AVX512'),
    amx: has('AMX_INT8'),
    dotProduct: repacks && has('DOTPROD'),
    matrixInt8: repacks && has('MATMUL_INT8'),
  };
}

/** Before a backend is loaded: what the system says, or what nearly every processor of the kind has. */
export function featuresOfMachine(): CpuFeatures {
  const flags = processorFlags();
  const has = (name: string, otherwise: boolean): boolean => flags?.has(name) ?? otherwise;
  const isArm = process.arch === 'arm64';
  const isIntel = process.arch === 'x64';
  return {
    avx2: isIntel && has('avx2', true),
    avx512: isIntel && has('avx512f', false),
    amx: isIntel && has('amx_int8', false),
    dotProduct: isArm && has('asimddp', true),
    matrixInt8: isArm && has('i8mm', false),
  };
}

/** Linux only. */
function processorFlags(): ReadonlySet<string> | undefined {
  try {
    const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
    return line === undefined ? undefined : new Set(line.trim().split(/\s+/));
  } catch {
    return undefined;
  }
}
