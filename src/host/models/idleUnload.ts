import * as vscode from 'vscode';
import type { Engine } from '../../protocol/engine.ts';
import type { Log } from '../messages/log.ts';
import type { ModelQueue } from './modelQueue.ts';

const MINUTE_MS = 60_000;
/** Timers count no further. */
const LONGEST_MS = 2 ** 31 - 1;

export interface IdleUnloadOptions {
  readonly engine: Pick<Engine, 'describe' | 'onDidChangeState' | 'unload'>;
  readonly modelQueue: Pick<ModelQueue, 'isResting' | 'onDidChange'>;
  readonly log: Log;
  /** How long a model may stay loaded while nothing is asked of it; 0: for good. Read anew each time. */
  readonly idleMs: () => number;
}

/** Unloads the model when nothing has been asked of it for some time, and knows that it did. */
export class IdleUnload implements vscode.Disposable {
  readonly #options: IdleUnloadOptions;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #unloadedAfterMs: number | undefined;

  constructor(options: IdleUnloadOptions) {
    this.#options = options;
    const onState = options.engine.onDidChangeState(({ kind }) => {
      if (kind !== 'idle') this.#unloadedAfterMs = undefined;
      this.#restart();
    });
    this.#subscriptions = vscode.Disposable.from(
      new vscode.Disposable(() => {
        onState.dispose();
      }),
      options.modelQueue.onDidChange(() => {
        this.#restart();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('llavaMed.engine')) this.#restart();
      }),
    );
  }

  /** How long nothing had been asked when the model was unloaded for it; undefined where it was not. */
  get unloadedAfterMs(): number | undefined {
    return this.#unloadedAfterMs;
  }

  /** Begins to count anew. */
  #restart(): void {
    clearTimeout(this.#timer);
    const { engine, modelQueue, idleMs } = this.#options;
    const limit = idleMs();
    if (limit <= 0 || engine.describe() === undefined || !modelQueue.isResting) return;
    this.#timer = setTimeout(
      () => {
        void this.#unload(limit);
      },
      Math.min(limit, LONGEST_MS),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  async #unload(afterMs: number): Promise<void> {
    const { engine, log } = this.#options;
    log.info(`The model is unloaded: nothing was asked of it for ${minutes(afterMs)} min.`);
    // before its state says so: whoever hears of that asks why
    this.#unloadedAfterMs = afterMs;
    await engine.unload().catch((error: unknown) => {
      this.#unloadedAfterMs = undefined;
      log.warn(`The model was not unloaded: ${error instanceof Error ? error.name : typeof error}.`);
    });
  }
}

/** "30", as the setting has it. */
export function minutes(ms: number): string {
  return String(Number((ms / MINUTE_MS).toFixed(1)));
}
