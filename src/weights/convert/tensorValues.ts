/** The bytes of a planned tensor out of those of its source, a stretch of whole heads or values at a time. */
import { t } from '@vscode/l10n';
import { checkpointErrors } from '../checkpoint/checkpointErrors.ts';
import { convertFloats, floatBytes } from '../gguf/floatType.ts';
import type { PlannedTensor } from './plannedTensor.ts';

/** Bytes of the source that have to be handed over together: a head's rows, or one value. */
export function unitBytes({ source, wovenRows }: PlannedTensor): number {
  const value = floatBytes[source.type];
  return wovenRows === undefined ? value : wovenRows * (source.shape[1] ?? 1) * value;
}

/** `stretch`: a multiple of `unitBytes`. Throws `tensorUnfit` where a value is beyond what 16 bits hold. */
export function valuesOf(tensor: PlannedTensor, stretch: Uint8Array): Uint8Array {
  const { source, type, wovenRows } = tensor;
  const rowBytes = (source.shape[1] ?? 1) * floatBytes[source.type];
  const ordered = wovenRows === undefined ? stretch : woven(stretch, wovenRows, rowBytes);
  const values = convertFloats(ordered, source.type, type);
  if (type === 'f16' && hasInfinite(values))
    throw checkpointErrors.tensor(source.path, source.name, t`has values that 16-bit floats do not hold`);
  return values;
}

/** Of each `rows` rows the first half and the second half, alternating. */
function woven(bytes: Uint8Array, rows: number, rowBytes: number): Uint8Array {
  const target = new Uint8Array(bytes.length);
  const half = rows / 2;
  for (let head = 0; head < bytes.length; head += rows * rowBytes)
    for (let row = 0; row < rows; row++) {
      const from = head + ((row % 2) * half + (row >> 1)) * rowBytes;
      target.set(bytes.subarray(from, from + rowBytes), head + row * rowBytes);
    }
  return target;
}

function hasInfinite(halves: Uint8Array): boolean {
  const words = new Uint16Array(halves.buffer, halves.byteOffset, halves.length / 2);
  for (let i = 0; i < words.length; i++) if ((words[i]! & 0x7c00) === 0x7c00) return true;
  return false;
}
