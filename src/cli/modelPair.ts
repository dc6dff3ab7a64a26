import { resolve } from 'node:path';
import { demoPair } from '../assistant/demoPair.ts';
import type { ModelPair } from '../protocol/engine.ts';
import type { ModelOptions } from './sharedOptions.ts';

/** The chosen model, else the demo model. Paths count from the working folder. */
export async function modelPair(
  { modelPath, projectorPath }: Pick<ModelOptions, 'modelPath' | 'projectorPath'>,
  packageRoot: string,
): Promise<ModelPair> {
  if (modelPath !== undefined) {
    return {
      modelPath: resolve(modelPath),
      projectorPath: projectorPath === undefined ? undefined : resolve(projectorPath),
    };
  }
  try {
    return await demoPair(packageRoot);
  } catch {
    throw new Error(
      'The demo model is not in this installation (models/demo). Name a model with --model and --mmproj.',
    );
  }
}
