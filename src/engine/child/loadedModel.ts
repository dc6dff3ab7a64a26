/**
 * A model and its projector in this process, ready to answer. One per process: another pair gets a new process, so
 * nothing can linger.
 */
import { setImmediate } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import { InsufficientMemoryError } from 'node-llama-cpp';
import type { Llama, LlamaGpuType, LlamaModel } from 'node-llama-cpp';
import type { EightBitPart, LoadOptions, ModelDescription, Sampling } from '../../protocol/engine.ts';
import type { MemoryPlan } from '../../protocol/memoryPlan.ts';
import type { LoadEvent, LoadParams } from '../childContract.ts';
import type { PairDescription } from '../../weights/pair/describePair.ts';
import { pairErrors } from '../../weights/pair/pairErrors.ts';
import { engineErrors } from '../engineErrors.ts';
import type { EngineError } from '../../protocol/engineError.ts';
import type { FeatureCosine } from '../featureCosine.ts';
import { freeRam } from '../freeRam.ts';
import { saysOutOfMemory } from '../memoryDeath.ts';
import { planMemory } from '../memoryPlan.ts';
import { batchTokens, laneCount, mostOutputs } from '../workSpace.ts';
import { eightBitProjector } from './eightBitProjector.ts';
import type { EightBitProjector } from './eightBitProjector.ts';
import type { FileHashes } from '../../files/fileHashes.ts';
import { memoryMachine } from './freeMemory.ts';
import { KvSequence } from './kvSequence.ts';
import { loadNativeAddon } from './nativeAddon.ts';
import type { AbortFlag, NativeAddon, NativeContext, Sampler, ThreadPool, Vision } from './nativeAddon.ts';
import { addonModel, assertInternals } from './nodeLlamaInternals.ts';
import { probeFeatures } from './probeFeatures.ts';
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
  /** Whether native work that is started from now on runs at low priority. */
  setBackground(isBackground: boolean): void;
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
  const loading = { addon, model, pair, errors, on: { abort, threads: pool, useGpu: llama.gpu !== false } };
  const eightBit =
    options.projectorPrecision === 'q8_0' && pair.projector !== undefined
      ? await convertedProjector(loading, params.projectorFolder, (await hashing)[1] ?? '', emit, signal)
      : undefined;
  const vision =
    pair.projector === undefined ? undefined : await loadProjector(loading, eightBit?.path ?? pair.projector.path);
  signal.throwIfAborted();
  const context = await createContext(addon, model, pair, options, vision, { abort, threads: pool }, errors);
  const [sha256, projectorSha256] = await hashing;
  const planned = { ...pair, memory: withPrecision(withLayers(plan, model), eightBit?.cosine) };
  const inEightBits: readonly EightBitPart[] = [
    ...(eightBit === undefined ? [] : (['projector'] as const)),
    ...(options.cacheType === 'q8_0' ? (['kvCache'] as const) : []),
  ];
  const made = { contextSize: context.contextSize, sha256, projectorSha256, inEightBits };
  const description = describe(planned, llama.gpu, made);
  const [sequence, ...lanes] = Array.from({ length: 1 + laneCount }, (_, id) => new KvSequence(context, id));
  if (sequence === undefined) throw engineErrors.internal('a context has no sequences');
  const createSampler = ({ temperature, topP, seed }: Sampling): Sampler =>
    new addon.Sampler({ temperature, topP, topK, seed });
  const setBackground = (isBackground: boolean): void => addon.setBackground(isBackground);
  return { description, model, context, sequence, lanes, vision, abort, createSampler, setBackground };
}

/** A pair whose memory was planned. */
interface PlannedPair extends PairDescription {
  readonly memory: MemoryPlan;
}

/** What node-llama-cpp made of a GPU's memory. */
function withLayers(plan: MemoryPlan, model: LlamaModel): MemoryPlan {
  if (plan.weights !== 'gpu') return plan;
  const placed = t`${model.gpuLayers} of ${model.fileInsights.totalLayers} layers are on the GPU.`;
  return { ...plan, decisions: [...plan.decisions, placed] };
}

/** How far a projector in 8 bits sees what the file's own sees. */
function withPrecision(plan: MemoryPlan, cosine: FeatureCosine | undefined): MemoryPlan {
  if (cosine === undefined) return plan;
  const { mean, min } = cosine;
  const said = t`The projector works in 8 bits: the cosine of its features with the file's own is ${mean.toFixed(4)} on average, ${min.toFixed(4)} at worst.`;
  return { ...plan, decisions: [...plan.decisions, said] };
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

interface ProjectorLoading {
  readonly addon: NativeAddon;
  readonly model: LlamaModel;
  readonly pair: PlannedPair;
  readonly errors: ErrorLog;
  readonly on: { readonly abort: AbortFlag; readonly threads: ThreadPool; readonly useGpu: boolean };
}

/** The projector in 8 bits, made now where it was not before; undefined where it has nothing to convert. */
async function convertedProjector(
  loading: ProjectorLoading,
  folder: string,
  sha256: string,
  emit: (event: LoadEvent) => void,
  signal: AbortSignal,
): Promise<EightBitProjector | undefined> {
  const { addon, pair } = loading;
  if (pair.projector === undefined) return undefined;
  const { path, imageSize } = pair.projector;
  return eightBitProjector({
    ...{ addon, path, sha256, folder, signal },
    encode: async (file) => {
      const vision = await loadProjector(loading, file);
      try {
        return { values: await probeFeatures(vision, imageSize), width: vision.featureWidth };
      } finally {
        vision.dispose();
      }
    },
    onConverting: () => emit({ kind: 'progress', progress: { stage: 'convertingProjector' } }),
  });
}

/** `path`: of the pair's projector, or of that in 8 bits. */
async function loadProjector({ addon, model, pair, errors, on }: ProjectorLoading, path: string): Promise<Vision> {
  const { memory } = pair;
  try {
    return await addon.loadVision(addonModel(model), path, { ...on, flashAttention: true });
  } catch (error) {
    await linesToArrive();
    const mismatch = /mismatch between text model \(n_embd = (\d+)\) and mmproj \(n_embd = (\d+)\)/.exec(
      errors.join('\n'),
    );
    if (mismatch !== null)
      throw pairErrors.widthMismatch(pair.model.path, Number(mismatch[1]), path, Number(mismatch[2]));
    if (/unknown projector type|unsupported/i.test(errors.join('\n'))) {
      throw engineErrors.unsupportedArchitecture(path, pair.projector?.type ?? '', errors.join('\n'));
    }
    const detail = [String(error), ...errors].join('\n');
    if (saysOutOfMemory(detail)) throw engineErrors.outOfMemory(pair.model.path, memory, freeRam(), detail);
    throw engineErrors.loadFailed(path, detail);
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
  made: Pick<ModelDescription, 'contextSize' | 'sha256' | 'inEightBits'> & {
    readonly projectorSha256: string | undefined;
  },
): ModelDescription {
  const { name, fileName, architecture, parameters, fileType, trainedContextSize, isDemo } = model;
  const { contextSize, sha256, projectorSha256, inEightBits } = made;
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
      inEightBits,
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
