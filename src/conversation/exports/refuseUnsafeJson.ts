import { t } from '@vscode/l10n';
import { IMPORT_BOUNDS } from './importBounds.ts';
import { importErrors } from './importErrors.ts';

const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly name: string;
  readonly parent: Place | undefined;
}

/**
 * Looks at a value of JSON before anything walks into it by calling itself: too deep, members that name a prototype,
 * and numbers beyond what JSON can write again (1e999 is read as infinity). Throws an `ImportError`.
 */
export function refuseUnsafeJson(value: unknown, file: string): void {
  const open: Place[] = [{ value, depth: 0, name: '', parent: undefined }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (typeof place.value === 'number' && !Number.isFinite(place.value))
      throw importErrors.endless(file, fieldOf(place));
    if (typeof place.value !== 'object' || place.value === null) continue;
    if (place.depth >= IMPORT_BOUNDS.depth) throw importErrors.tooDeep(file, fieldOf(place), IMPORT_BOUNDS.depth);
    for (const [name, member] of Object.entries(place.value)) {
      const next: Place = { value: member, depth: place.depth + 1, name, parent: place };
      if (!Array.isArray(place.value) && PROTOTYPE_KEYS.has(name)) throw importErrors.prototype(file, fieldOf(next));
      if (typeof member === 'object' || typeof member === 'number') open.push(next);
    }
  }
}

/** Of a deep one the end, which is where to look. */
function fieldOf(place: Place): string {
  const names: string[] = [];
  let at = place;
  while (at.parent !== undefined && names.length < 12) {
    names.unshift(at.name);
    at = at.parent;
  }
  return names.join('.') || t`the whole`;
}
