import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ModelPair } from '../../protocol/engine.ts';
import { readGgufHeader } from '../../weights/gguf/ggufHeader.ts';
import { isProjector } from '../../weights/pair/projectorInfo.ts';

/**
 * The pair that a GGUF file is a part of: the one in use, or the only other part that lies beside it. A projector that
 * lies alone is taken as the model, which its inspection then says.
 */
export async function pairOfFile(path: string, used: ModelPair): Promise<ModelPair> {
  if (path === used.modelPath || path === used.projectorPath) return used;
  const folder = dirname(path);
  const others = (await readdir(folder))
    .filter((name) => name.toLowerCase().endsWith('.gguf') && name !== basename(path))
    .map((name) => join(folder, name));
  const isProjector = await isProjectorFile(path);
  const fitting: string[] = [];
  for (const other of others) if ((await isProjectorFile(other)) !== isProjector) fitting.push(other);
  const only = fitting.length === 1 ? fitting[0] : undefined;
  if (!isProjector) return { modelPath: path, projectorPath: only };
  return only === undefined ? { modelPath: path, projectorPath: undefined } : { modelPath: only, projectorPath: path };
}

/** False for what cannot be read as well: that is told when it is inspected. */
export async function isProjectorFile(path: string): Promise<boolean> {
  const header = await readGgufHeader(path, 'model').catch(() => undefined);
  return header !== undefined && isProjector(header);
}
