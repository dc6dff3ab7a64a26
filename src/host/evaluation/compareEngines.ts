import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import { createLocalServices, type LocalServices } from '../../assistant/localServices.ts';
import type { Engine, ModelPair } from '../../protocol/engine.ts';
import type { Log } from '../messages/log.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import { idOf } from './compareModelChoices.ts';

export interface CompareEngineServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly settings: ModelSettings;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
}

/** What answers for one model. */
export interface Answering {
  readonly assistant: Assistant;
  readonly engine: Engine;
}

/**
 * Who answers for which model: the window's own engine for the model in use, and one more for every other. Only one
 * model is in memory at a time, so that each has the whole machine and their speeds can be compared.
 */
export class CompareEngines {
  readonly #services: CompareEngineServices;
  #other: LocalServices | undefined;
  #pair: ModelPair | undefined;

  constructor(services: CompareEngineServices) {
    this.#services = services;
  }

  /**
   * The other model is unloaded first, where one is loaded; `onUnload` when that was the window's own. Rejects with the
   * signal's reason.
   */
  async for(pair: ModelPair, signal: AbortSignal, onUnload: () => void): Promise<Answering> {
    const { assistant, engine, settings } = this.#services;
    if (idOf(pair) === idOf(settings.load().pair)) {
      await unloaded(this.#other?.engine, signal);
      return { assistant, engine };
    }
    if (engine.describe() !== undefined) onUnload();
    await unloaded(engine, signal);
    this.#pair = pair;
    this.#other ??= this.#create();
    return this.#other;
  }

  /** Frees what is not the window's own. */
  async rest(): Promise<void> {
    await this.#other?.engine.unload();
  }

  async dispose(): Promise<void> {
    await this.#other?.dispose();
    this.#other = undefined;
  }

  #create(): LocalServices {
    const { extensionUri, log, settings } = this.#services;
    return createLocalServices({
      distDir: join(extensionUri.fsPath, 'dist'),
      log: (line) => {
        log.debug(line);
      },
      settings: {
        load: () => ({ ...settings.load(), pair: this.#pair ?? settings.load().pair }),
        sampling: () => settings.sampling(),
      },
      caches: () => settings.caches(),
    });
  }
}

/** Unloading waits for what the engine does; a person who stops does not wait for that. */
async function unloaded(engine: Engine | undefined, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (engine?.describe() === undefined) return;
  const left = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  await Promise.race([engine.unload(), left]);
}
