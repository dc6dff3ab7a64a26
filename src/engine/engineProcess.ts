/**
 * The process that has the model: started and loaded when it is needed, loaded again when it died, ended when another
 * pair is wanted. What it is at is told as the engine's state.
 */
import { dirname, join } from 'node:path';
import type {
  EngineErrorCode,
  EngineProgress,
  EngineState,
  LoadOptions,
  LoadedElsewhere,
  ModelDescription,
  ModelPair,
} from '../protocol/engine.ts';
import { SupervisedChild } from '../supervise/supervisedChild.ts';
import { memoryOnly, sameCacheSettings } from './caches/cacheSettings.ts';
import type { CacheSettings } from './caches/cacheSettings.ts';
import { platformCacheFolder } from './caches/platformCacheFolder.ts';
import type { EngineChildContract, LoadEvent } from './childContract.ts';
import { describeBytes } from '../text/describeBytes.ts';
import { inspectPair } from '../weights/inspect/inspectPair.ts';
import { describePair } from '../weights/pair/describePair.ts';
import { pairErrors } from '../weights/pair/pairErrors.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import { engineErrors } from './engineErrors.ts';
import type { EngineError } from '../protocol/engineError.ts';
import { LoadedModels } from './loadedModels.ts';
import { MemoryGuard } from './memoryGuard.ts';
import { toEngineError } from './toEngineError.ts';

export interface EngineProcessOptions {
  /** The bundled `engine/child/main` (dist/engineChild.mjs). */
  readonly childPath: string;
  /** Folder with `<variant>/llava_vision.node`; default: `../build/native`, seen from `childPath`. */
  readonly nativeFolder?: string;
  /** llama.cpp's and the child's lines, for the log. */
  readonly log?: (line: string) => void;
  /** Deaths in a row, without an answer between, after which the child is not started again; default 5. */
  readonly maxDeaths?: number;
  /** A child whose event loop gives no sign of life for this long while it works is killed; default 30 s. */
  readonly stallMs?: number;
  /** How long Stop may take before the child is killed; default 5 s. */
  readonly stopLimitMs?: number;
  /** Where engines of this user tell each other what they have loaded; default: they do not. */
  readonly registryFolder?: string;
  /** Where projectors that were converted to 8 bits are kept; default: the platform's cache folder. */
  readonly projectorFolder?: string;
  /** Bytes to take as free memory instead of what the system says now. */
  readonly availableMemory?: () => number;
  /** Where and how much of what images became is kept, read anew for each request; default: in memory only. */
  readonly caches?: () => CacheSettings;
}

/** After which a load on a GPU is tried again without. */
const gpuFaults: readonly EngineErrorCode[] = [
  'loadFailed',
  'childDied',
  'childHung',
  'nativeMissing',
  'notEnoughMemory',
  'outOfMemory',
];
const deaths: readonly EngineErrorCode[] = ['childDied', 'childHung', 'outOfMemory'];

/**
 * JavaScript has little to do in the child: a small nursery and few of glibc's arenas leave the memory to the model, and
 * what is large (bytes) goes back to the system when it is freed.
 */
const leanProcess = {
  execArgv: ['--max-semi-space-size=1'],
  env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' },
};

export class EngineProcess {
  readonly #options: EngineProcessOptions;
  readonly #listeners = new Set<(state: EngineState) => void>();
  #state: EngineState = { kind: 'idle' };
  #wanted: LoadOptions | undefined;
  #child: SupervisedChild<EngineChildContract> | undefined;
  /** The process that has the model; another one has to load it first. */
  #loadedPid: number | undefined;
  #hashes: Readonly<Record<string, string>> = {};
  /** As the child that is loaded has them. */
  #caches: CacheSettings | undefined;
  readonly #memory: MemoryGuard;
  readonly #registry: LoadedModels | undefined;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
    this.#registry = options.registryFolder === undefined ? undefined : new LoadedModels(options.registryFolder);
    this.#memory = new MemoryGuard(options.availableMemory);
  }

  get state(): EngineState {
    return this.#state;
  }

  /** The process id; undefined when none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isLoaded(): boolean {
    return this.#loadedPid !== undefined && this.#child?.pid === this.#loadedPid;
  }

  onDidChangeState(listener: (state: EngineState) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** The model that `options` ask for, where it is loaded. */
  loaded(options: LoadOptions): ModelDescription | undefined {
    return this.#state.kind === 'ready' && this.isLoaded && sameOptions(options, this.#wanted)
      ? this.#state.model
      : undefined;
  }

  /** From now on this is what `ensureLoaded` loads. */
  async want(options: LoadOptions): Promise<void> {
    if (sameOptions(options, this.#wanted)) return;
    await this.#endChild();
    this.#wanted = options;
  }

  async ensureLoaded(signal: AbortSignal, onProgress?: (progress: EngineProgress) => void): Promise<ModelDescription> {
    if (this.#state.kind === 'ready' && this.isLoaded) {
      await this.#tellCaches(signal);
      return this.#state.model;
    }
    if (this.#wanted === undefined) throw engineErrors.internal('answer() was called before load()');
    const report = (progress: EngineProgress): void => {
      this.#setState({ kind: 'loading', progress });
      onProgress?.(progress);
    };
    report({ stage: 'starting' });
    try {
      // A wrong file is found out from its header, before a process is started for it.
      const pair = await describePair(this.#wanted.pair, this.#wanted.contextSize);
      const doubts = await doubtsAbout(this.#wanted.pair);
      this.#memory.planAhead(pair, this.#wanted);
      const loadedElsewhere = await this.elsewhere(this.#wanted.pair);
      const loaded = await this.#loadWithFallback(this.#wanted, pair, report, signal);
      const model = { ...loaded, doubts, ...(loadedElsewhere === undefined ? {} : { loadedElsewhere }) };
      this.#memory.loaded(model.memory);
      await this.#enterRegistry(this.#wanted.pair, model);
      this.#setState({ kind: 'ready', model });
      return model;
    } catch (error) {
      this.#setState(signal.aborted ? { kind: 'idle' } : { kind: 'failed', error: toEngineError(error).data });
      throw error;
    }
  }

  /** Other processes of this user that hold the pair. */
  async elsewhere(pair: ModelPair): Promise<LoadedElsewhere | undefined> {
    return this.#registry?.elsewhere(pair, this.pid);
  }

  async #enterRegistry(pair: ModelPair, { memory, loadedElsewhere }: ModelDescription): Promise<void> {
    if (loadedElsewhere !== undefined) {
      const bytes = describeBytes(loadedElsewhere.bytes);
      this.#options.log?.(`Another window or program has the same model in memory: ${bytes} there.`);
    }
    if (this.#loadedPid !== undefined) await this.#registry?.enter(this.#loadedPid, pair, memory.needsBytes);
  }

  async #tellCaches(signal: AbortSignal): Promise<void> {
    const caches = this.#options.caches?.() ?? memoryOnly;
    if (sameCacheSettings(caches, this.#caches)) return;
    await this.call('setCaches', caches, signal);
    this.#caches = caches;
  }

  /**
   * `auto` means a GPU only if it works: when loading on it fails for no fault of the files, a new child does without.
   */
  async #loadWithFallback(
    options: LoadOptions,
    pair: PairDescription,
    report: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<ModelDescription> {
    let backend: ModelDescription['backend'] | undefined;
    const onEvent = (event: LoadEvent): void => {
      if (event.kind === 'progress') report(event.progress);
      else this.#memory.backend = backend = event.backend;
    };
    try {
      return await this.#loadIn(options, pair, onEvent, signal);
    } catch (error) {
      const isGpuFault = gpuFaults.includes(toEngineError(error).code);
      if (options.gpu !== 'auto' || backend === 'cpu' || backend === undefined || !isGpuFault || signal.aborted)
        throw error;
      this.#options.log?.(`Loading with ${backend} failed, trying the CPU: ${toEngineError(error).code}`);
      await this.#endChild();
      return this.#loadIn({ ...options, gpu: 'cpu' }, pair, onEvent, signal);
    }
  }

  async #loadIn(
    options: LoadOptions,
    pair: PairDescription,
    onEvent: (event: LoadEvent) => void,
    signal: AbortSignal,
  ): Promise<ModelDescription> {
    const {
      childPath,
      nativeFolder = join(dirname(childPath), '..', 'build', 'native'),
      availableMemory,
      projectorFolder = join(platformCacheFolder('llava-med'), 'projectors'),
    } = this.#options;
    this.#loadedPid = undefined;
    const caches = this.#options.caches?.() ?? memoryOnly;
    const params = {
      options,
      pair,
      nativeFolder,
      availableMemory: availableMemory?.(),
      knownHashes: this.#hashes,
      caches,
      projectorFolder,
    };
    try {
      const { model, hashes } = await this.call('load', params, signal, onEvent);
      this.#hashes = hashes;
      this.#loadedPid = this.#child?.pid;
      this.#caches = caches;
      return model;
    } catch (error) {
      // A process that failed to load may hold half a model. One that died keeps its supervisor, which counts.
      if (this.#child?.pid !== undefined) await this.#endChild();
      throw error;
    }
  }

  /** Ends the process; nobody is told of states any more when it is for good. */
  async end(forGood = false): Promise<void> {
    await this.#endChild();
    this.#setState({ kind: 'idle' });
    if (forGood) this.#listeners.clear();
  }

  async #endChild(): Promise<void> {
    const { pid } = this;
    await this.#child?.dispose();
    this.#child = undefined;
    // One that died without a word is found out by whoever reads next.
    if (pid !== undefined) await this.#registry?.leave(pid);
  }

  /** Somebody waits for what is being prepared. */
  hurry(): void {
    // Where that fails, the process has died, and who waits hears of it.
    this.#child?.call('hurry', undefined).catch(() => undefined);
  }

  async call<M extends keyof EngineChildContract>(
    method: M,
    params: EngineChildContract[M]['params'],
    signal: AbortSignal,
    onEvent?: (event: EngineChildContract[M]['event']) => void,
  ): Promise<EngineChildContract[M]['result']> {
    const { childPath, log, maxDeaths = 5, stallMs = 30_000, stopLimitMs = 5_000 } = this.#options;
    this.#child ??= new SupervisedChild<EngineChildContract>({
      modulePath: childPath,
      ...leanProcess,
      maxDeaths,
      stallMs,
      ...(log === undefined ? {} : { onLine: log }),
    });
    const child = this.#child;
    try {
      return await this.#memory.watch(() =>
        child.call(method, params, { signal, onEvent, abortGraceMs: stopLimitMs, provesHealth: method !== 'load' }),
      );
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const engineError: EngineError = toEngineError(error);
      if (deaths.includes(engineError.code)) this.#setState({ kind: 'failed', error: engineError.data });
      if (engineError.code === 'outOfMemory') {
        this.#memory.ranOut();
        // Not the process's fault: once there is memory it may be started again. One that lives on gives back what it has.
        child.forgetDeaths();
        if (child.pid !== undefined) await this.#endChild();
      }
      throw engineError;
    }
  }

  #setState(state: EngineState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** What makes the pair suspicious, in sentences. Rejects with `wrongPair` where it would answer wrongly. */
async function doubtsAbout(pair: ModelPair): Promise<readonly string[]> {
  const { verdict, findings } = await inspectPair(pair);
  // That there is no projector is known to whoever chose none.
  if (verdict !== 'wrong') return findings.filter(({ code }) => code !== 'noProjector').map(({ message }) => message);
  const worst = findings.find((finding) => finding.verdict === 'wrong');
  const isOfModel = worst?.code === 'otherRopeBase' || pair.projectorPath === undefined;
  throw pairErrors.wrongPair(
    isOfModel ? pair.modelPath : pair.projectorPath,
    `${worst?.message ?? ''} ${worst?.remedy ?? ''}`,
  );
}

function sameOptions(a: LoadOptions, b: LoadOptions | undefined): boolean {
  const { modelPath, projectorPath } = a.pair;
  const isSamePair = b?.pair.modelPath === modelPath && b.pair.projectorPath === projectorPath;
  return (
    isSamePair &&
    b.gpu === a.gpu &&
    b.contextSize === a.contextSize &&
    b.threads === a.threads &&
    b.cacheType === a.cacheType &&
    b.projectorPrecision === a.projectorPrecision
  );
}
