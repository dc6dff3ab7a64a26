/** Entry of the converting process: reading, hashing and computing for minutes, beside the editor. */
import { Quantizer } from '../../engine/quantizer.ts';
import { serveRequests, type Handlers } from '../../supervise/serveRequests.ts';
import { convertCheckpoint } from '../../weights/convert/convertCheckpoint.ts';
import { checkPair } from '../checkPair.ts';
import type { ConversionContract } from '../conversionContract.ts';

/** Progress that is told, at most this often. */
const tellEveryMs = 100;

// Ctrl-C reaches every process of a terminal: the one that asked decides, and what is half written is taken away.
process.on('SIGINT', () => undefined);

/** Settles when nothing half written is left. */
let running: Promise<unknown> = Promise.resolve();

const handlers: Handlers<ConversionContract> = {
  async convert({ request, checks, engineChildPath, nativeFolder }, { signal, emit }) {
    const log = (line: string): void => void process.stderr.write(`${line}\n`);
    const quantizer = new Quantizer({ childPath: engineChildPath, nativeFolder, log });
    let lastTold = 0;
    const converted = convertCheckpoint(
      request,
      {
        quantizeModel: (...args) => quantizer.quantizeModel(...args),
        quantizeProjector: (...args) => quantizer.quantizeProjector(...args),
        check: checks
          ? (plan, pair, onProgress, stop) =>
              checkPair(
                { plan, pair, request, engine: { childPath: engineChildPath, nativeFolder, log } },
                onProgress,
                stop,
              )
          : undefined,
      },
      {
        onProgress(progress) {
          const now = performance.now();
          if (now - lastTold < tellEveryMs && progress.done < progress.total) return;
          lastTold = now;
          emit(progress);
        },
      },
      signal,
    );
    running = converted.catch(() => undefined);
    return converted;
  },
};

serveRequests(handlers, {
  async onShutdown() {
    await running;
  },
});
