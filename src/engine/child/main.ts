/**
 * The engine's process: llama.cpp may abort, hang or exhaust memory here without taking the editor along. Serves
 * `EngineChildContract`. stdout and stderr are llama.cpp's; contracts travel over IPC.
 */
import { serveRequests } from '../../supervise/serveRequests.ts';
import type { Handlers } from '../../supervise/serveRequests.ts';
import type { EngineChildContract } from '../childContract.ts';
import { engineErrors } from '../engineErrors.ts';
import { addonAlone } from './addonAlone.ts';
import { answerMany } from './answerMany.ts';
import { answerRequest } from './answerRequest.ts';
import { Caches } from './caches.ts';
import { chooseRequest } from './chooseRequest.ts';
import { FileHashes } from '../../files/fileHashes.ts';
import type { EngineRoom } from './answerRun.ts';
import { ImageEncoder } from './imageEncoder.ts';
import { loadModel } from './loadedModel.ts';
import { nextTokenLogits } from './nextTokenLogits.ts';
import { PrefixCache } from './prefixCache.ts';
import { prepareImages } from './prepareImages.ts';
import { wantOfMemory } from './wantOfMemory.ts';

const caches = new Caches((line) => process.stderr.write(`[cache] ${line}\n`));
let room: EngineRoom | undefined;

/** Abort reaches native code through the flag; the parent sends one request at a time. */
async function withAbort<T>(signal: AbortSignal, work: (room: EngineRoom) => Promise<T>): Promise<T> {
  if (room === undefined) throw engineErrors.internal('no model is loaded');
  const { abort } = room.loaded;
  const raise = (): void => abort.raise();
  abort.lower();
  signal.addEventListener('abort', raise, { once: true });
  try {
    if (signal.aborted) raise();
    return await work(room);
  } catch (error) {
    throw signal.aborted ? error : wantOfMemory(error, room.loaded);
  } finally {
    signal.removeEventListener('abort', raise);
    room.encoder.save();
    room.prefixes.save();
  }
}

const handlers: Handlers<EngineChildContract> = {
  async load(params, { signal, emit }) {
    caches.set(params.caches);
    const hashes = new FileHashes(params.knownHashes);
    const loaded = await loadModel(params, hashes, emit, signal);
    const encoder = new ImageEncoder(loaded, caches, params.options.projectorPrecision ?? 'file');
    room = { loaded, encoder, prefixes: new PrefixCache(loaded, caches, params.options) };
    return { model: loaded.description, hashes: hashes.known() };
  },

  answer: (request, { signal, emit }) =>
    withAbort(signal, (current) => answerRequest({ ...current, emit, signal }, request)),

  choose: (request, { signal, emit }) =>
    withAbort(signal, async (current) => {
      const chosen = await chooseRequest({ ...current, emit, signal }, request);
      if (chosen === null) throw new Error('stopped');
      return chosen;
    }),

  answerMany: (requests, { signal, emit }) =>
    withAbort(signal, async (current) => {
      await answerMany(current, requests, emit, signal);
      if (signal.aborted) throw new Error('stopped');
      return undefined;
    }),

  prepare: (request, { signal, emit }) =>
    withAbort(signal, async (current) => {
      current.loaded.setBackground(true);
      try {
        const receipts = await prepareImages({ ...current, emit, signal }, request);
        if (receipts === null) throw new Error('stopped');
        return receipts;
      } finally {
        current.loaded.setBackground(false);
      }
    }),

  async hurry() {
    room?.loaded.setBackground(false);
    return undefined;
  },

  imageFeatures: (image, { signal }) =>
    withAbort(signal, async ({ encoder, loaded }) => {
      const encoded = await encoder.encode(image);
      if (encoded === null) throw new Error('stopped');
      const values = encoded.features();
      const width = loaded.vision?.featureWidth ?? 1;
      return { tokens: values.length / width, width, values };
    }),

  nextTokenLogits: (tokens, { signal }) => withAbort(signal, ({ loaded }) => nextTokenLogits(loaded, tokens)),

  async quantizeModel({ from, to, type, nativeFolder }, { emit }) {
    const addon = await addonAlone(nativeFolder);
    await addon.quantizeModel(from, to, type, (done, total) => emit({ done, total }));
    return undefined;
  },

  async quantizeProjector({ from, to, nativeFolder }) {
    const addon = await addonAlone(nativeFolder);
    await addon.quantizeProjector(from, to);
    return undefined;
  },

  async setCaches(settings) {
    caches.set(settings);
    return undefined;
  },

  async clearCaches() {
    room?.encoder.dispose();
    room?.prefixes.clear();
    await caches.settled();
    return undefined;
  },
};

serveRequests(handlers, {
  async onShutdown() {
    room?.encoder.save();
    room?.prefixes.save();
    await caches.settled();
  },
});
