/** A codec's WebAssembly file: beside the bundle, or in its package when run from the sources. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodecMissing } from './codecMissing.ts';

/** `specifier` as the package exports it, `fileName` as the build copies it to `dist/wasm`. Throws `CodecMissing`. */
export function readWasm(
  specifier: string,
  fileName = basename(specifier),
): { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  for (const find of [
    () => fileURLToPath(new URL(`wasm/${fileName}`, import.meta.url)),
    () => createRequire(import.meta.url).resolve(specifier),
  ]) {
    try {
      const path = find();
      return { path, bytes: new Uint8Array(readFileSync(path)) };
    } catch {
      // Not here: the next place, or the error below.
    }
  }
  throw new CodecMissing(fileName);
}
