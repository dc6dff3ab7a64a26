/**
 * The engine's process: llama.cpp may abort, hang or exhaust memory here without taking the editor along. Serves
 * `EngineChildContract`. stdout and stderr are llama.cpp's; contracts travel over IPC.
 */
import { serveRequests } from '../../supervise/serveRequests.ts';
import type { Handlers } from '../../supervise/serveRequests.ts';
import type { EngineChildContract } from '../childContract.ts';
import { engineErrors } from '../engineErrors.ts';
import { answerRequest } from './answerRequest.ts';
import { Caches } from './caches.ts';
import { FileHashes } from './fileHash.ts';
import { ImageEncoder } from './imageEncoder.ts';
import { loadModel } from './loadedModel.ts';
import type { LoadedModel } from './loadedModel.ts';

const caches = new Caches((line) => process.stderr.write(`[cache] ${line}\n`));
let current: { readonly loaded: LoadedModel; readonly encoder: ImageEncoder } | undefined;

/** Abort reaches native code through the flag; the parent sends one request at a time. */
async function withAbort<T>(
  signal: AbortSignal,
  work: (loaded: LoadedModel, encoder: ImageEncoder) => Promise<T>,
): Promise<T> {
  if (current === undefined) throw engineErrors.internal('no model is loaded');
  const { loaded, encoder } = current;
  const raise = (): void => loaded.abort.raise();
  loaded.abort.lower();
  signal.addEventListener('abort', raise, { once: true });
  try {
    if (signal.aborted) raise();
    return await work(loaded, encoder);
  } finally {
    signal.removeEventListener('abort', raise);
    encoder.save();
  }
}

const handlers: Handlers<EngineChildContract> = {
  async load(params, { signal, emit }) {
    caches.set(params.caches);
    const hashes = new FileHashes(params.knownHashes);
    const loaded = await loadModel(params, hashes, emit, signal);
    current = { loaded, encoder: new ImageEncoder(loaded, caches, params.options.projectorPrecision ?? 'file') };
    return { model: loaded.description, hashes: hashes.known() };
  },

  prepare: (request, { signal }) =>
    withAbort(signal, async (_, encoder) => {
      for (const image of request.images) await encoder.encode(image);
      signal.throwIfAborted();
      return request.images.map(({ sha256, width, height }) => ({
        sha256,
        width,
        height,
        tokens: encoder.tokensOf(sha256),
        cached: false,
      }));
    }),

  answer: (request, { signal, emit }) =>
    withAbort(signal, (loaded, encoder) => answerRequest(loaded, encoder, request, emit, signal)),

  imageFeatures: (image, { signal }) =>
    withAbort(signal, async (loaded, encoder) => {
      const encoded = await encoder.encode(image);
      if (encoded === null) throw new Error('stopped');
      const values = encoded.features();
      const width = loaded.vision?.featureWidth ?? 1;
      return { tokens: values.length / width, width, values };
    }),

  async setCaches(settings) {
    caches.set(settings);
    return undefined;
  },

  async clearCaches() {
    current?.encoder.dispose();
    await caches.settled();
    return undefined;
  },
};

serveRequests(handlers, {
  async onShutdown() {
    current?.encoder.save();
    await caches.settled();
  },
});
