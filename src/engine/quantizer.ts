/** llama.cpp's own quantising of GGUF files. Each is done by a process of its own, since only its end stops it. */
import { dirname, join } from 'node:path';
import { SupervisedChild } from '../supervise/supervisedChild.ts';
import type { QuantizedType } from '../protocol/conversion.ts';
import type { EngineChildContract } from './childContract.ts';
import { toEngineError } from './toEngineError.ts';

export interface QuantizerOptions {
  /** The bundled `engine/child/main` (dist/engineChild.mjs). */
  readonly childPath: string;
  /** Folder with `<variant>/llava_vision.node`; default: `../build/native`, seen from `childPath`. */
  readonly nativeFolder?: string | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** How long a process may go on after Stop: it cannot hear of it. */
const stopLimitMs = 100;

export class Quantizer {
  readonly #options: QuantizerOptions;
  readonly #nativeFolder: string;

  constructor(options: QuantizerOptions) {
    this.#options = options;
    this.#nativeFolder = options.nativeFolder ?? join(dirname(options.childPath), '..', 'build', 'native');
  }

  /** `onProgress` is told of tensors. Rejects with an EngineError or the signal's reason; `to` is incomplete then. */
  async quantizeModel(
    from: string,
    to: string,
    type: QuantizedType,
    onProgress: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const params = { from, to, type, nativeFolder: this.#nativeFolder };
    await this.#alone((child) =>
      child.call('quantizeModel', params, {
        signal,
        abortGraceMs: stopLimitMs,
        onEvent: ({ done, total }) => onProgress(done, total),
      }),
    );
  }

  /** Its large matrices in 8 bits (Q8_0). As `quantizeModel`. */
  async quantizeProjector(from: string, to: string, signal?: AbortSignal): Promise<void> {
    const params = { from, to, nativeFolder: this.#nativeFolder };
    await this.#alone((child) => child.call('quantizeProjector', params, { signal, abortGraceMs: stopLimitMs }));
  }

  async #alone(work: (child: SupervisedChild<EngineChildContract>) => Promise<unknown>): Promise<void> {
    const { childPath, log } = this.#options;
    const child = new SupervisedChild<EngineChildContract>({
      modulePath: childPath,
      ...(log === undefined ? {} : { onLine: log }),
    });
    try {
      await work(child);
    } catch (error) {
      throw error instanceof Error && error.name === 'AbortError' ? error : toEngineError(error);
    } finally {
      await child.dispose();
    }
  }
}
