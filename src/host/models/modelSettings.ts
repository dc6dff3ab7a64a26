import * as vscode from 'vscode';
import type { AssistantSettings } from '../../assistant/assistant.ts';
import { type CacheSettings, defaultCacheSizes } from '../../engine/caches/cacheSettings.ts';
import type {
  CacheType,
  GpuChoice,
  LoadOptions,
  ModelPair,
  ProjectorPrecision,
  Sampling,
} from '../../protocol/engine.ts';
import type { ChatParameters } from '../../conversation/chatParameters.ts';
import type { LoadWhen } from './autoLoad.ts';

const MB = 1e6;

/** When the model reads images before they are asked about. */
export type PrepareImages = 'always' | 'onMains' | 'never';

/**
 * The user's settings as the assistant needs them, read anew at each request. No model path set: the demo model that
 * ships with us.
 */
export class ModelSettings implements AssistantSettings {
  readonly #demo: ModelPair;
  /** Of what images became for the model, in all windows; whether it is used is a setting. */
  readonly cacheFolder: string;

  constructor(demo: ModelPair, cacheFolder: string) {
    this.#demo = demo;
    this.cacheFolder = cacheFolder;
  }

  /** True when no model of the user's own is set. */
  get usesDemo(): boolean {
    return read<string>('model.path', '') === '';
  }

  load(): LoadOptions {
    return {
      pair: this.#pair(),
      gpu: read<GpuChoice>('engine.gpu', 'auto'),
      contextSize: read('engine.contextSize', 0),
      threads: read('engine.threads', 0),
      cacheType: read<CacheType>('engine.cacheType', 'f16'),
      projectorPrecision: read<ProjectorPrecision>('engine.projectorPrecision', 'file'),
    };
  }

  prepareImages(): PrepareImages {
    return read<PrepareImages>('engine.prepareImages', 'onMains');
  }

  loadWhen(): LoadWhen {
    return read<LoadWhen>('engine.loadWhen', 'chatOpens');
  }

  /** Without a question for so long the model is unloaded; 0: never. */
  unloadAfterMs(): number {
    return read('engine.unloadAfterMinutes', 30) * 60_000;
  }

  sampling(): Sampling {
    return {
      temperature: read('answer.temperature', 0.2),
      topP: read('answer.topP', 0.7),
      maxTokens: read('answer.maxTokens', 512),
      seed: read('answer.seed', 0),
    };
  }

  /** Stores them for the user; what is missing stays as it is. A random seed is no setting. */
  async saveSampling({ temperature, topP, maxTokens, seed }: ChatParameters): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('llavaMed');
    const values = { temperature, topP, maxTokens, seed: seed === 'random' ? undefined : seed };
    for (const [name, value] of Object.entries(values))
      if (value !== undefined) await configuration.update(`answer.${name}`, value, vscode.ConfigurationTarget.Global);
  }

  caches(): CacheSettings {
    const { featureBytes, stateBytes, memoryStateBytes } = defaultCacheSizes;
    return {
      folder: read<boolean>('cache.onDisk', true) ? this.cacheFolder : undefined,
      featureBytes: read('cache.imageFeaturesMB', featureBytes / MB) * MB,
      stateBytes: read('cache.readImagesMB', stateBytes / MB) * MB,
      memoryStateBytes: read('cache.readImagesInMemoryMB', memoryStateBytes / MB) * MB,
    };
  }

  /** Stores the pair for the user (not the workspace); undefined goes back to the demo model. */
  async choose(pair: ModelPair | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('llavaMed');
    const target = vscode.ConfigurationTarget.Global;
    await configuration.update('model.projectorPath', pair?.projectorPath, target);
    await configuration.update('model.path', pair?.modelPath, target);
  }

  #pair(): ModelPair {
    const modelPath = read('model.path', '').trim();
    if (modelPath === '') return this.#demo;
    const projectorPath = read('model.projectorPath', '').trim();
    return {
      modelPath: expandHome(modelPath),
      projectorPath: projectorPath === '' ? undefined : expandHome(projectorPath),
    };
  }
}

function read<T>(key: string, fallback: T): T {
  return vscode.workspace.getConfiguration('llavaMed').get<T>(key, fallback);
}

function expandHome(path: string): string {
  const home = process.env['HOME'] ?? process.env['USERPROFILE'];
  return home !== undefined && /^~[\\/]/u.test(path) ? home + path.slice(1) : path;
}
