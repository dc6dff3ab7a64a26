/**
 * A model and its projector in this process, ready to answer. One per process: another pair gets a new process, so
 * nothing can linger.
 */
import { setImmediate } from 'node:timers/promises';
import { InsufficientMemoryError } from 'node-llama-cpp';
import type { Llama, LlamaGpuType, LlamaModel } from 'node-llama-cpp';
import type { LoadOptions, ModelDescription, Sampling } from '../../protocol/engine.ts';
import type { MemoryPlan } from '../../protocol/memoryPlan.ts';
import type { LoadEvent, LoadParams } from '../childContract.ts';
import type { PairDescription } from '../describePair.ts';
import { engineErrors } from '../engineErrors.ts';
import type { EngineError } from '../engineErrors.ts';
import { freeRam } from '../freeRam.ts';
import { saysOutOfMemory } from '../memoryDeath.ts';
import { planMemory } from '../memoryPlan.ts';
import { batchTokens, laneCount, mostOutputs } from '../workSpace.ts';
import type { FileHashes } from './fileHash.ts';
import { memoryMachine } from './freeMemory.ts';
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

/** LLaVA-Med's reference samples with Transformers' default. */
const topK = 50;

/** Rejects with an EngineError, or with the signal's reason. */
export async function loadModel(
  params: LoadParams,
  hashes: FileHashes,
  emit: (event: LoadEvent) => void,
  signal: AbortSignal,
): Promise<LoadedModel> {
  const { options } = params;
  // Read beside the loading of the weights: the same bytes come from the page cache.
  const hashing = Promise.all([
    hashes.hash(params.pair.model.path, signal),
    params.pair.projector && hashes.hash(params.pair.projector.path, signal),
  ]);
  hashing.catch(() => undefined);
  const errors: ErrorLog = [];
  const llama = await startLlama(options.gpu, params.pair, errors);
  const threads = chooseThreads(options.threads, params.pair, llama);
  // node-llama-cpp's own default is at least four, which is slow on a machine with fewer cores.
  llama.maxThreads = threads;
  emit({ kind: 'backend', backend: llama.gpu === false ? 'cpu' : llama.gpu });
  const addon = loadNativeAddon(params.nativeFolder, llama.gpu);
  logNative(addon, errors);
  chooseCpuBackend(addon, params.nativeFolder);
  const plan = planMemory(params.pair, options, await memoryMachine(llama, params.availableMemory));
  if (!plan.fits) throw engineErrors.notEnoughMemory(params.pair.model.path, plan);
  const pair: PlannedPair = { ...params.pair, contextSize: plan.contextSize, memory: plan };

  const model = await loadWeights(llama, pair, errors, signal, (fraction) =>
    emit({ kind: 'progress', progress: { stage: 'loadingModel', fraction } }),
  );
  assertInternals(model);
  const abort = new addon.AbortFlag();
  const pool = new addon.ThreadPool(threads);
  if (pair.projector !== undefined) emit({ kind: 'progress', progress: { stage: 'loadingProjector' } });
  const vision = await loadProjector(addon, model, pair, { abort, threads: pool, useGpu: llama.gpu !== false }, errors);
  signal.throwIfAborted();
  const context = await createContext(addon, model, pair, options, vision, { abort, threads: pool }, errors);
  const [sha256, projectorSha256] = await hashing;
  const planned = { ...pair, memory: withLayers(plan, model) };
  const description = describe(planned, llama.gpu, context.contextSize, sha256, projectorSha256);
  const [sequence, ...lanes] = Array.from({ length: 1 + laneCount }, (_, id) => new KvSequence(context, id));
  if (sequence === undefined) throw engineErrors.internal('a context has no sequences');
  const createSampler = ({ temperature, topP, seed }: Sampling): Sampler =>
    new addon.Sampler({ temperature, topP, topK, seed });
  return { description, model, context, sequence, lanes, vision, abort, createSampler };
}

/** A pair whose memory was planned. */
interface PlannedPair extends PairDescription {
  readonly memory: MemoryPlan;
}

/** What node-llama-cpp made of a GPU's memory. */
function withLayers(plan: MemoryPlan, model: LlamaModel): MemoryPlan {
  if (plan.weights !== 'gpu') return plan;
  const placed = `${model.gpuLayers} of ${model.fileInsights.totalLayers} layers are on the GPU.`;
  return { ...plan, decisions: [...plan.decisions, placed] };
}

async function loadWeights(
  llama: Llama,
  pair: PlannedPair,
  errors: ErrorLog,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<LlamaModel> {
  try {
    return await llama.loadModel({
      modelPath: pair.model.path,
      loadSignal: signal,
      // On a CPU our own plan has decided already; mapped weights may even exceed what is free.
      ignoreMemorySafetyChecks: llama.gpu === false,
      ...(llama.gpu === false
        ? { useMmap: pair.memory.weights === 'mapped' }
        : { gpuLayers: { fitContext: { contextSize: pair.contextSize } } }),
      onLoadProgress: onProgress,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw await loadError(error, errors, pair);
  }
}

async function loadProjector(
  addon: NativeAddon,
  model: LlamaModel,
  { projector, model: { path }, memory }: PlannedPair,
  options: { readonly abort: AbortFlag; readonly threads: ThreadPool; readonly useGpu: boolean },
  errors: ErrorLog,
): Promise<Vision | undefined> {
  if (projector === undefined) return undefined;
  try {
    return await addon.loadVision(addonModel(model), projector.path, { ...options, flashAttention: true });
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
    const detail = [String(error), ...errors].join('\n');
    if (saysOutOfMemory(detail)) throw engineErrors.outOfMemory(path, memory, freeRam(), detail);
    throw engineErrors.loadFailed(projector.path, detail);
  }
}

async function createContext(
  addon: NativeAddon,
  model: LlamaModel,
  pair: PlannedPair,
  { cacheType }: LoadOptions,
  vision: Vision | undefined,
  shared: { readonly abort: AbortFlag; readonly threads: ThreadPool },
  errors: ErrorLog,
): Promise<NativeContext> {
  const { contextSize } = pair;
  const batch = batchTokens(contextSize, pair.projector?.tokensPerImage ?? 0);
  try {
    return await addon.createContext(addonModel(model), {
      ...shared,
      contextSize,
      // Families whose image tokens attend to each other need a whole image in one batch.
      batchSize: vision?.usesNonCausal === true ? Math.min(contextSize, 4 * batch) : batch,
      sequences: 1 + laneCount,
      outputs: mostOutputs,
      cacheType: cacheType ?? 'f16',
      flashAttention: true,
    });
  } catch (error) {
    const failure = await loadError(error, errors, pair);
    if (/cache type .* does not divide/.test(failure.detail ?? ''))
      throw engineErrors.cacheTypeUnfit(pair.model.path, failure.detail);
    throw failure;
  }
}

/** llama.cpp's lines come from its threads, by the event loop: the failure that they explain may overtake them. */
const linesToArrive = (): Promise<void> => setImmediate();

async function loadError(
  error: unknown,
  errors: ErrorLog,
  { model: { path, architecture }, memory }: PlannedPair,
): Promise<EngineError> {
  await linesToArrive();
  const detail = [String(error), ...errors].join('\n');
  if (error instanceof InsufficientMemoryError) return engineErrors.notEnoughMemory(path, memory);
  if (saysOutOfMemory(detail)) return engineErrors.outOfMemory(path, memory, freeRam(), detail);
  if (/unknown (model )?architecture/i.test(detail))
    return engineErrors.unsupportedArchitecture(path, architecture, detail);
  return engineErrors.loadFailed(path, detail);
}

function describe(
  { model, projector, template, memory }: PlannedPair,
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
      memory,
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
