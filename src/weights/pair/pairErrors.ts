/** What can be wrong with files that are to be a model and its projector. */
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import type { EngineErrorCode } from '../../protocol/engine.ts';
import { EngineError } from '../../protocol/engineError.ts';

const error = (code: EngineErrorCode, message: string): EngineError => new EngineError({ code, message });

export const pairErrors = {
  projectorAsModel: (path: string) =>
    error(
      'projectorAsModel',
      t`${basename(path)} is an image projector (mmproj), not a language model. Set it as the projector, and choose the language model's GGUF file as the model.`,
    ),

  modelAsProjector: (path: string) =>
    error(
      'modelAsProjector',
      t`${basename(path)} is a language model, not an image projector. Choose the mmproj file that belongs to the model as the projector.`,
    ),

  widthMismatch: (modelPath: string, modelWidth: number, projectorPath: string, projectorWidth: number) =>
    error(
      'widthMismatch',
      t`The projector ${basename(projectorPath)} does not belong to the model ${basename(modelPath)}: it makes features of width ${projectorWidth}, the model reads ${modelWidth}. Choose the mmproj file that was made with this model.`,
    ),

  noVisionEncoder: (path: string) =>
    error(
      'noVisionEncoder',
      t`${basename(path)} holds no vision encoder, so it cannot read images. Choose an mmproj file with one.`,
    ),

  /** `why`: what is wrong with it and what to do, from its inspection. */
  wrongPair: (projectorPath: string, why: string) =>
    error('wrongPair', t`${basename(projectorPath)} would make the model answer fluently and wrongly. ${why}`),
};
