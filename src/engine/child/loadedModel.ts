/**
 * A model and its projector in this process, ready to answer. One per process: another pair gets a new process, so
 * nothing can linger.
 */
import { setImmediate } from 'node:timers/promises';
import { InsufficientMemoryError } from 'node-llama-cpp';
import type { Llama, LlamaGpuType, LlamaModel } from 'node-llama-cpp';
import type { ModelDescription, Sampling } from '../../protocol/engine.ts';
import type { LoadEvent, LoadParams } from '../childContract.ts';
import { batchSize } from '../describePair.ts';
import type { PairDescription } from '../describePair.ts';
import { engineErrors } from '../engineErrors.ts';
import type { EngineError } from '../engineErrors.ts';
import type { FileHashes } from './fileHash.ts';
import { freeMemory } from './freeMemory.ts';
import { KvSequence } from './kvSequence.ts';
import { loadNativeAddon } from './nativeAddon.ts';
import type { AbortFlag, NativeAddon, NativeContext, Sampler, ThreadPool, Vision } from './nativeAddon.ts';
import { addonModel, assertInternals } from './nodeLlamaInternals.ts';
import { chooseCpuBackend, chooseThreads, logNative, startLlama } from './startLlama.ts';
import type { ErrorLog } from './startLlama.ts';

export interface LoadedModel {
  readonly description: ModelDescription;
  readonly model: LlamaModel;
  readonly context: NativeContext;
  /** The conversation's, and the start of what is answered together. */
  readonly sequence: KvSequence;
  /** For answers that are decoded together. */
  readonly lanes: readonly KvSequence[];
  readonly vision: Vision | undefined;
  readonly abort: AbortFlag;
  createSampler(sampling: Sampling): Sampler;
}

/** Answers decoded together: more gain little on a CPU, and each needs its room in the context. */
const laneCount = 8;

/** Tokens whose successors one batch can give: one a lane, or one answer's next tokens and their drafts. */
const mostOutputs = 16;

/** LLaVA-Med's reference samples with Transformers' default. */
const topK = 50;

/** Rejects with an EngineError, or with the signal's reason. */
export async function loadModel(
  params: LoadParams,
  hashes: FileHashes,
  emit: (event: LoadEvent) => void,
  signal: AbortSignal,
): Promise<LoadedModel> {
  const { options, pair } = params;
  // Read beside the loading of the weights: the same bytes come from the page cache.
  const hashing = Promise.all([
    hashes.hash(pair.model.path, signal),
    pair.projector && hashes.hash(pair.projector.path, signal),
  ]);
  hashing.catch(() => undefined);
  const errors: ErrorLog = [];
  const llama = await startLlama(options.gpu, pair, errors);
  const threads = chooseThreads(options.threads, pair, llama);
  // node-llama-cpp's own default is at least four, which is slow on a machine with fewer cores.
  llama.maxThreads = threads;
  emit({ kind: 'backend', backend: llama.gpu === false ? 'cpu' : llama.gpu });
  const addon = loadNativeAddon(params.nativeFolder, llama.gpu);
  logNative(addon, errors);
  chooseCpuBackend(addon, params.nativeFolder);
  const available = params.availableMemory ?? (await freeMemory(llama));
  if (pair.memory.total > available) throw engineErrors.notEnoughMemory(pair.model.path, pair.memory.total, available);

  const model = await loadWeights(llama, pair, errors, signal, (fraction) =>
    emit({ kind: 'progress', progress: { stage: 'loadingModel', fraction } }),
  );
  assertInternals(model);
  const abort = new addon.AbortFlag();
  const pool = new addon.ThreadPool(threads);
  if (pair.projector !== undefined) emit({ kind: 'progress', progress: { stage: 'loadingProjector' } });
  const vision = await loadProjector(addon, model, pair, { abort, threads: pool, useGpu: llama.gpu !== false }, errors);
  signal.throwIfAborted();
  const context = await createContext(addon, model, params, vision, { abort, threads: pool }, errors);
  const [sha256, projectorSha256] = await hashing;
  const description = describe(pair, llama.gpu, context.contextSize, sha256, projectorSha256);
  const [sequence, ...lanes] = Array.from({ length: 1 + laneCount }, (_, id) => new KvSequence(context, id));
  if (sequence === undefined) throw engineErrors.internal('a context has no sequences');
  const createSampler = ({ temperature, topP, seed }: Sampling): Sampler =>
    new addon.Sampler({ temperature, topP, topK, seed });
  return { description, model, context, sequence, lanes, vision, abort, createSampler };
}

async function loadWeights(
  llama: Llama,
  pair: PairDescription,
  errors: ErrorLog,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<LlamaModel> {
  try {
    return await llama.loadModel({
      modelPath: pair.model.path,
      loadSignal: signal,
      // On a CPU our own estimate has decided already; memory-mapped weights may even exceed what is free.
      ignoreMemorySafetyChecks: llama.gpu === false,
      ...(llama.gpu === false ? {} : { gpuLayers: { fitContext: { contextSize: pair.contextSize } } }),
      onLoadProgress: onProgress,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw await loadError(error, errors, pair.model.path, pair.model.architecture, pair, llama);
  }
}

async function loadProjector(
  addon: NativeAddon,
  model: LlamaModel,
  { projector, model: { path } }: PairDescription,
  options: { readonly abort: AbortFlag; readonly threads: ThreadPool; readonly useGpu: boolean },
  errors: ErrorLog,
): Promise<Vision | undefined> {
  if (projector === undefined) return undefined;
  try {
    return await addon.loadVision(addonModel(model), projector.path, { ...options, flashAttention: options.useGpu });
  } catch (error) {
    await linesToArrive();
    const mismatch = /mismatch between text model \(n_embd = (\d+)\) and mmproj \(n_embd = (\d+)\)/.exec(
      errors.join('\n'),
    );
    if (mismatch !== null)
      throw engineErrors.widthMismatch(path, Number(mismatch[1]), projector.path, Number(mismatch[2]));
    if (/unknown projector type|unsupported/i.test(errors.join('\n'))) {
      throw engineErrors.unsupportedArchitecture(projector.path, projector.type, errors.join('\n'));
    }
    throw engineErrors.loadFailed(projector.path, [String(error), ...errors].join('\n'));
  }
}

async function createContext(
  addon: NativeAddon,
  model: LlamaModel,
  { options, pair }: LoadParams,
  vision: Vision | undefined,
  shared: { readonly abort: AbortFlag; readonly threads: ThreadPool },
  errors: ErrorLog,
): Promise<NativeContext> {
  // A whole image in one batch: the faster way to read it, and the only one for families whose image tokens attend to
  // each other.
  const imageBatch = vision?.usesNonCausal === true ? 4 * batchSize : (pair.projector?.tokensPerImage ?? 0) + 64;
  try {
    return await addon.createContext(addonModel(model), {
      ...shared,
      contextSize: pair.contextSize,
      batchSize: Math.min(pair.contextSize, Math.max(batchSize, imageBatch)),
      sequences: 1 + laneCount,
      outputs: mostOutputs,
      cacheType: options.cacheType ?? 'f16',
      flashAttention: true,
    });
  } catch (error) {
    await linesToArrive();
    const detail = [String(error), ...errors].join('\n');
    if (/cache type .* does not divide/.test(detail)) throw engineErrors.cacheTypeUnfit(pair.model.path, detail);
    throw engineErrors.loadFailed(pair.model.path, detail);
  }
}

/** llama.cpp's lines come from its threads, by the event loop: the failure that they explain may overtake them. */
const linesToArrive = (): Promise<void> => setImmediate();

async function loadError(
  error: unknown,
  errors: ErrorLog,
  path: string,
  architecture: string,
  pair: PairDescription,
  llama: Llama,
): Promise<EngineError> {
  await linesToArrive();
  const detail = [String(error), ...errors].join('\n');
  if (error instanceof InsufficientMemoryError)
    return engineErrors.notEnoughMemory(path, pair.memory.total, await freeMemory(llama));
  if (/unknown (model )?architecture/i.test(detail))
    return engineErrors.unsupportedArchitecture(path, architecture, detail);
  return engineErrors.loadFailed(path, detail);
}

function describe(
  { model, projector, template }: PairDescription,
  gpu: LlamaGpuType,
  contextSize: number,
  sha256: string,
  projectorSha256: string | undefined,
): ModelDescription {
  const { name, fileName, architecture, parameters, fileType, trainedContextSize, isDemo } = model;
  return {
    ...{
      name,
      fileName,
      sha256,
      architecture,
      parameters,
      fileType,
      contextSize,
      trainedContextSize,
      template,
      isDemo,
    },
    backend: gpu === false ? 'cpu' : gpu,
    projector: projector && {
      fileName: projector.fileName,
      sha256: projectorSha256 ?? '',
      type: projector.type,
      imageSize: projector.imageSize,
      patchSize: projector.patchSize,
      tokensPerImage: projector.tokensPerImage,
      preparation: projector.preparation,
    },
  };
}
