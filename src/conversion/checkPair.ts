/**
 * Whether a converted pair computes what its checkpoint does: the features of an image that is made up, and what the
 * language model would say after a few tokens, beside a reference that reads the checkpoint itself.
 */
import { createHash } from 'node:crypto';
import { t } from '@vscode/l10n';
import { featureCosine } from '../engine/featureCosine.ts';
import { LocalEngine, type LocalEngineOptions } from '../engine/localEngine.ts';
import { EngineError } from '../protocol/engineError.ts';
import type { ModelImage, ModelPair } from '../protocol/engine.ts';
import type { ModelType, ProjectorType } from '../protocol/conversion.ts';
import { PIECE_TYPE } from '../weights/checkpoint/sentencePiece.ts';
import { conversionErrors } from '../weights/convert/conversionErrors.ts';
import type { ConversionPlan, ConversionRequest } from '../weights/convert/conversionPlan.ts';
import { clipFeatures } from './reference/clipFeatures.ts';
import { llamaLogits } from './reference/llamaLogits.ts';
import { SourceWeights } from './reference/sourceWeights.ts';

export interface PairCheck {
  readonly plan: ConversionPlan;
  readonly pair: ModelPair;
  readonly request: Pick<ConversionRequest, 'modelType' | 'projectorType'>;
  readonly engine: Pick<LocalEngineOptions, 'childPath' | 'log'> & { readonly nativeFolder: string | undefined };
}

/**
 * Cosines that a sound conversion stays above. A wrong order of rows falls below any of them; what 8, 5 and 4 bits cost is
 * within, with random weights too, which suffer more than trained ones.
 */
const featureLimits: Readonly<Record<ProjectorType, number>> = { f16: 0.9995, q8_0: 0.998 };
const logitLimits: Readonly<Record<ModelType, number>> = {
  f16: 0.9995,
  bf16: 0.999,
  q8_0: 0.998,
  q5_k_m: 0.85,
  q4_k_m: 0.7,
};

/** Tokens of the prompt, and of the image and the class token where they are multiplied. */
const promptTokens = 9;

/** What was found, in sentences; rejects with `checkFailed`, an EngineError, or the signal's reason. */
export async function checkPair(
  { plan, pair, request, engine: { nativeFolder, ...options } }: PairCheck,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const engine = new LocalEngine({ ...options, ...(nativeFolder === undefined ? {} : { nativeFolder }) });
  try {
    await engine.load({ pair, gpu: 'cpu', contextSize: 1024, threads: 0 }, signal);
    const image = madeUpImage(plan.tower.config.imageSize);
    const prompt = madeUpPrompt(plan);
    const features = await engine.imageFeatures(image, signal);
    const logits = await engine.nextTokenLogits(prompt, signal);
    await engine.unload();
    const reference = await referenceOf(plan, image.rgb, prompt, onProgress, signal);
    const seen = featureCosine(features.values, reference.features, features.width);
    const said = featureCosine(logits, reference.logits, logits.length).mean;
    const figures = t`cosine of the image's features ${seen.mean.toFixed(5)} (at worst ${seen.min.toFixed(5)}), of what is said next ${said.toFixed(5)}`;
    if (!(seen.mean >= featureLimits[request.projectorType] && said >= logitLimits[request.modelType]))
      throw conversionErrors.checkFailed(figures);
    return [t`Checked against the checkpoint itself: ${figures}.`];
  } catch (error) {
    if (error instanceof EngineError && (error.code === 'notEnoughMemory' || error.code === 'outOfMemory'))
      return [t`The result was not checked: ${error.message}`];
    throw error;
  } finally {
    await engine.dispose();
  }
}

async function referenceOf(
  plan: ConversionPlan,
  rgb: Uint8Array,
  prompt: readonly number[],
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ features: Float32Array; logits: Float32Array }> {
  const { checkpoint, tower, towerLayers, model, projector } = plan;
  const patches = Math.floor(tower.config.imageSize / tower.config.patchSize) ** 2;
  const values = (tensors: readonly { readonly shape: readonly number[] }[]): number =>
    tensors.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const total = values(projector.tensors) * (patches + 1) + values(model.tensors) * prompt.length;
  let done = 0;
  const weightsOf = (tensors: typeof tower.tensors): SourceWeights =>
    new SourceWeights(
      checkpoint.folder,
      tensors,
      (products) => onProgress(Math.min((done += products), total), total),
      signal,
    );
  const parts = { tower: weightsOf(tower.tensors), projector: weightsOf(checkpoint.parts.projector) };
  const features = await clipFeatures(parts, tower.config, towerLayers, rgb);
  const logits = await llamaLogits(weightsOf(checkpoint.parts.text), checkpoint.config.text, prompt);
  onProgress(total, total);
  return { features, logits };
}

/** Smooth shapes with noise on them, the same on every machine. */
function madeUpImage(size: number): ModelImage {
  const rgb = new Uint8Array(size * size * 3);
  let state = 1;
  for (let i = 0; i < rgb.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const pixel = Math.floor(i / 3);
    const [x, y] = [(pixel % size) / size, Math.floor(pixel / size) / size];
    const shape = 0.5 + 0.3 * Math.sin(9 * x + 4 * y + (i % 3)) * Math.cos(7 * y - 3 * x * y);
    rgb[i] = Math.round(255 * Math.min(Math.max(shape + 0.2 * (state / 2 ** 32 - 0.5), 0), 1));
  }
  return { sha256: createHash('sha256').update(rgb).digest('hex'), width: size, height: size, rgb };
}

/** The start of a text, and pieces from all over the vocabulary. */
function madeUpPrompt({ vocabulary }: ConversionPlan): number[] {
  const pieces = [...vocabulary.types.keys()].filter((id) => vocabulary.types[id] === PIECE_TYPE.normal);
  const step = Math.max(1, Math.floor(pieces.length / promptTokens));
  const chosen = Array.from({ length: promptTokens - 1 }, (_, i) => pieces[(i * step) % pieces.length] ?? 0);
  return [vocabulary.bosId, ...chosen];
}
