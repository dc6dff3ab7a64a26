/** The data types of NIfTI (`datatype` in nifti1.h): how a voxel lies in the file. */
import { t } from '@vscode/l10n';
import { corrupt, unsupportedPixelFormat } from '../intake/imagingErrors.ts';

type VoxelArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

export interface VoxelType {
  /** Samples of a voxel: 3 or 4 are colours of a byte each. */
  readonly samples: 1 | 3 | 4;
  /** Of a sample. */
  readonly bytes: 1 | 2 | 4 | 8;
  /** Samples over little-endian bytes that are aligned to their size. */
  readonly view: (buffer: ArrayBufferLike, byteOffset: number, length: number) => VoxelArray;
}

const TYPES: Readonly<Record<number, VoxelType>> = {
  2: { samples: 1, bytes: 1, view: (...at) => new Uint8Array(...at) },
  4: { samples: 1, bytes: 2, view: (...at) => new Int16Array(...at) },
  8: { samples: 1, bytes: 4, view: (...at) => new Int32Array(...at) },
  16: { samples: 1, bytes: 4, view: (...at) => new Float32Array(...at) },
  64: { samples: 1, bytes: 8, view: (...at) => new Float64Array(...at) },
  128: { samples: 3, bytes: 1, view: (...at) => new Uint8Array(...at) },
  256: { samples: 1, bytes: 1, view: (...at) => new Int8Array(...at) },
  512: { samples: 1, bytes: 2, view: (...at) => new Uint16Array(...at) },
  768: { samples: 1, bytes: 4, view: (...at) => new Uint32Array(...at) },
  1024: { samples: 1, bytes: 8, view: (...at) => new BigInt64Array(...at) },
  1280: { samples: 1, bytes: 8, view: (...at) => new BigUint64Array(...at) },
  2304: { samples: 4, bytes: 1, view: (...at) => new Uint8Array(...at) },
};

/** What no picture can be made of here. */
const refusedTypes = (): Readonly<Record<number, string>> => ({
  1: t`voxels of one bit`,
  32: t`complex voxels (64 bits)`,
  1536: t`voxels of 128-bit floats`,
  1792: t`complex voxels (128 bits)`,
  2048: t`complex voxels (256 bits)`,
});

/** Throws an `ImagingError` for a type that is refused or unknown. */
export function voxelType(name: string, code: number): VoxelType {
  const type = TYPES[code];
  if (type !== undefined) return type;
  const refused = refusedTypes()[code];
  if (refused !== undefined) throw unsupportedPixelFormat(name, refused);
  throw corrupt(name, t`its header names a data type that NIfTI does not have (${String(code)})`);
}
