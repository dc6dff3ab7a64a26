/** Where a codec's WebAssembly file is: beside the bundle, or in its package when run from the sources. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `specifier` as the package exports it, `fileName` as the build copies it to `dist/wasm`. */
export function wasmFile(specifier: string, fileName = basename(specifier)): string {
  const bundled = fileURLToPath(new URL(`wasm/${fileName}`, import.meta.url));
  return existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(specifier);
}
