import type { Size } from '../reading/statements/measurement.ts';

/** The same size, as far as it was written: one of several dimensions, or their mean, may stand for all. */
export function agrees(one: readonly Size[], other: readonly Size[]): boolean {
  if (one.length === 1 && other.length > 1) return [...other, meanOf(other)].some((size) => isSame(one[0], size));
  if (other.length === 1 && one.length > 1) return agrees(other, one);
  if (one.length !== other.length) return one.every((size) => other.some((found) => isSame(size, found)));
  const [a, b] = [bySize(one), bySize(other)];
  return a.every((size, index) => isSame(size, b[index]));
}

function isSame(one: Size | undefined, other: Size | undefined): boolean {
  if (!one || !other) return false;
  return Math.abs(one.mm - other.mm) <= Math.max(one.stepMm, other.stepMm) / 2 + 1e-6;
}

function meanOf(sizes: readonly Size[]): Size {
  return {
    mm: sizes.reduce((sum, { mm }) => sum + mm, 0) / sizes.length,
    stepMm: Math.max(1, ...sizes.map(({ stepMm }) => stepMm)),
  };
}

function bySize(sizes: readonly Size[]): Size[] {
  return [...sizes].sort((a, b) => a.mm - b.mm);
}
