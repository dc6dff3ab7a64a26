/** The model pair of a shape: the demo model as it ships, or random weights, written once into the cache. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, cache } from '../../../scripts/paths.mjs';
import { step } from '../../../scripts/step.mjs';
import { demoPair } from '../../../src/assistant/demoPair.ts';
import { writeRandomModel } from './randomModel.ts';
import type { RandomModelOptions } from './randomModel.ts';
import { writeRandomProjector } from './randomProjector.ts';
import { modelShapes } from './shapes.ts';
import type { ShapeName } from './shapes.ts';

export interface BenchPair {
  readonly modelPath: string;
  readonly projectorPath: string;
}

/** Part of the files' names: raise it when the weights change. */
const version = 1;
const folder = join(cache, 'bench', 'models');

export async function benchPair(shape: ShapeName): Promise<BenchPair> {
  if (shape === 'demo') return demoPair(root);
  const { width } = modelShapes[shape];
  return {
    modelPath: await randomModel(shape),
    projectorPath: await written(`${shape}-mmproj`, (path) => writeRandomProjector(path, width)),
  };
}

/** A model of random weights; `variant` tells one that was made otherwise apart. */
export function randomModel(
  shape: Exclude<ShapeName, 'demo'>,
  variant = '',
  options: RandomModelOptions = {},
): Promise<string> {
  return written(shape + variant, (path) => writeRandomModel(path, modelShapes[shape], options));
}

async function written(name: string, write: (path: string) => void): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-v${String(version)}.gguf`);
  if (!existsSync(path)) await step(`Writing random weights: ${name} (once)`, () => write(path));
  return path;
}
