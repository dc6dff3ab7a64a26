import type { Assistant } from '../../assistant/assistant.ts';
import { EngineError } from '../../protocol/engineError.ts';
import type { Engine, LoadOptions } from '../../protocol/engine.ts';
import type { Log } from '../messages/log.ts';

/** When the model comes into memory: as soon as a question is likely, or when one is put. */
export type LoadWhen = 'chatOpens' | 'firstQuestion';

export interface AutoLoadOptions {
  readonly assistant: Pick<Assistant, 'load'>;
  readonly engine: Pick<Engine, 'describe' | 'onDidChangeState'>;
  readonly settings: { load(): LoadOptions; loadWhen(): LoadWhen };
  readonly log: Log;
  /** Whether another program on this machine, such as another window, has the model in memory already. */
  readonly isLoadedElsewhere?: (options: LoadOptions) => Promise<boolean>;
}

/**
 * Loads the model before it is asked, where the settings say so and the machine has room for it. What goes wrong is
 * shown by the status item and told by the log: nobody has asked for anything yet, and the question will say it.
 */
export class AutoLoad {
  readonly #options: AutoLoadOptions;
  #loading: Promise<void> | undefined;
  /** Options that are not loaded without being asked for, as they are given: it failed, or a person unloaded them. */
  #refused: string | undefined;

  constructor(options: AutoLoadOptions) {
    this.#options = options;
    options.engine.onDidChangeState(({ kind }) => {
      if (kind === 'ready') this.#refused = undefined;
    });
  }

  /**
   * The chat has opened, an image has come or a question is being typed: the model will be wanted. Settles when it is
   * loaded, or will not be; never rejects.
   */
  async expectQuestion(): Promise<void> {
    const { engine, settings } = this.#options;
    if (engine.describe() !== undefined || settings.loadWhen() !== 'chatOpens') return;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  /** A person has unloaded the model: it stays so until it is asked. */
  rest(): void {
    this.#refused = JSON.stringify(this.#options.settings.load());
  }

  async #load(): Promise<void> {
    const { assistant, settings, log, isLoadedElsewhere } = this.#options;
    const options = settings.load();
    const key = JSON.stringify(options);
    if (key === this.#refused) return;
    try {
      if ((await isLoadedElsewhere?.(options)) === true) {
        log.info('Loading ahead: another window has the model in memory. It loads here with the first question.');
        return;
      }
      await assistant.load();
    } catch (error) {
      this.#refused = key;
      log.warn(`Loading ahead: ${error instanceof EngineError ? `engine: ${error.code}` : 'failed'}.`);
    }
  }
}
