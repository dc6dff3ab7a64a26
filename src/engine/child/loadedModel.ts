/**
 * A model and its projector in this process, ready to answer. One per process: another pair gets a new process, so
 * nothing can linger.
 */
import { setImmediate } from 'node:timers/promises';
import { InsufficientMemoryError } from 'node-llama-cpp';
import type { Llama, LlamaContextSequence, LlamaGpuType, LlamaModel } from 'node-llama-cpp';
import type { ModelDescription } from '../../protocol/engine.ts';
import type { LoadEvent, LoadParams } from '../childContract.ts';
import { batchSize } from '../describePair.ts';
import type { PairDescription } from '../describePair.ts';
import { engineErrors } from '../engineErrors.ts';
import type { EngineError } from '../engineErrors.ts';
import type { FileHashes } from './fileHash.ts';
import { freeMemory } from './freeMemory.ts';
import { loadNativeAddon } from './nativeAddon.ts';
import type { AbortFlag, NativeAddon, Vision } from './nativeAddon.ts';
import { addonContext, addonModel, assertInternals } from './nodeLlamaInternals.ts';
import { chooseCpuBackend, chooseThreads, logNative, startLlama } from './startLlama.ts';
import type { ErrorLog } from './startLlama.ts';

export interface LoadedModel {
  readonly description: ModelDescription;
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly vision: Vision | undefined;
  readonly abort: AbortFlag;
  readonly threads: number;
}

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
  const abort = new addon.AbortFlag();
  if (pair.projector !== undefined) emit({ kind: 'progress', progress: { stage: 'loadingProjector' } });
  const vision = await loadProjector(addon, model, pair, { abort, threads, useGpu: llama.gpu !== false }, errors);
  signal.throwIfAborted();
  const sequence = await createSequence(llama, model, pair, vision, threads);
  assertInternals(sequence);
  abort.attach(addonContext(sequence.context));
  const [sha256, projectorSha256] = await hashing;
  const description = describe(pair, llama.gpu, sequence.context.contextSize, sha256, projectorSha256);
  return { description, model, sequence, vision, abort, threads };
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
  options: { readonly abort: AbortFlag; readonly threads: number; readonly useGpu: boolean },
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

async function createSequence(
  llama: Llama,
  model: LlamaModel,
  pair: PairDescription,
  vision: Vision | undefined,
  threads: number,
): Promise<LlamaContextSequence> {
  try {
    const context = await model.createContext({
      contextSize: pair.contextSize,
      sequences: 1,
      // Families whose image tokens attend to each other need a whole image in one batch.
      batchSize: Math.min(pair.contextSize, vision?.usesNonCausal === true ? 4 * batchSize : batchSize),
      threads,
      // Sliding-window models keep everything, so that a conversation can be cut back to any point.
      swaFullCache: true,
      failedCreationRemedy: false,
      ignoreMemorySafetyChecks: llama.gpu === false,
    });
    return context.getSequence();
  } catch (error) {
    throw await loadError(error, [], pair.model.path, pair.model.architecture, pair, llama);
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
