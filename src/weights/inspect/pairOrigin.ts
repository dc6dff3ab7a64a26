/** Where a pair comes from, as far as its files say. */
import { t } from '@vscode/l10n';
import type { ModelPair } from '../../protocol/engine.ts';
import { readGgufHeader } from '../gguf/ggufHeader.ts';
import { number, text } from '../pair/modelInfo.ts';
import { readProjectorInfo } from '../pair/projectorInfo.ts';
import { knownTower } from './knownTower.ts';
import { featureLayer } from './projectorFindings.ts';

export interface PairOrigin {
  readonly license: string | undefined;
  /** An address, as text. */
  readonly source: string | undefined;
  readonly convertedBy: string | undefined;
  /** Tokens of the longest example that it was trained on. */
  readonly trainedLength: number | undefined;
  /** The vision tower by its published name, and how much of it is run. */
  readonly tower: string | undefined;
}

/** Rejects with what reading the files rejects with. */
export async function readPairOrigin({ modelPath, projectorPath }: ModelPair): Promise<PairOrigin> {
  const model = await readGgufHeader(modelPath, 'model');
  return {
    license: text(model, 'general.license'),
    source: text(model, 'general.source.url') ?? text(model, 'general.url'),
    convertedBy: text(model, 'llava_med.converted_by') ?? text(model, 'general.quantized_by'),
    trainedLength: number(model, 'llava_med.trained_length'),
    tower: projectorPath === undefined ? undefined : await towerText(projectorPath),
  };
}

async function towerText(path: string): Promise<string | undefined> {
  const { encoderWidth, feedForward, patchSize, layers, type } = await readProjectorInfo(path);
  const tower = type === 'mlp' ? knownTower(encoderWidth, feedForward, patchSize) : undefined;
  if (tower === undefined) return undefined;
  const run = featureLayer(await readGgufHeader(path, 'projector')) ?? layers;
  return t`${tower.name}, ${run} of its ${tower.depth} layers`;
}
