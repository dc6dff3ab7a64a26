import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelPair } from '../protocol/engine.ts';

interface DemoManifest {
  readonly model: { readonly file: string };
  readonly projector: { readonly file: string };
}

/**
 * The demo model that ships in `models/demo`, as its manifest names it. `packageRoot` is the folder of package.json.
 */
export async function demoPair(packageRoot: string): Promise<ModelPair & { readonly projectorPath: string }> {
  const folder = join(packageRoot, 'models', 'demo');
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as DemoManifest;
  return { modelPath: join(folder, manifest.model.file), projectorPath: join(folder, manifest.projector.file) };
}
