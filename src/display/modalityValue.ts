/** Stored value → modality value, e.g. Hounsfield units (PS3.3 section C.11.1). */
import type { LookupTable, ModalityTransform } from './frameImage.ts';

export function modalityValue(transform: ModalityTransform): (stored: number) => number {
  if (transform.kind === 'table') {
    const { table } = transform;
    return (stored) => lookUp(table, stored);
  }
  const { slope, intercept } = transform;
  return (stored) => stored * slope + intercept;
}

/** Inputs beyond either end of the table map to the entry at that end (PS3.3 section C.11.1.1). */
export function lookUp({ first, entries }: LookupTable, input: number): number {
  const index = Math.min(Math.max(Math.round(input) - first, 0), entries.length - 1);
  return entries[index]!;
}
