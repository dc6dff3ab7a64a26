/**
 * The imaging room as its callers have it: a queue in front of a supervised child process that decodes one image at a
 * time.
 */
import { t } from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { FrameImage } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import type { ImageSeries } from '../display/imageSeries.ts';
import type { TagRow } from '../display/tagTable.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import { ChildHungError, HandlerError } from '../supervise/childErrors.ts';
import { type CallOptions, SupervisedChild } from '../supervise/supervisedChild.ts';
import type { DeidentifiedOutcome, DeidentifyFileRequest } from './deidentify/deidentifyContract.ts';
import type { DecodeOptions, DisplayImage } from './decoding/displayImage.ts';
import type { Imaging } from './imaging.ts';
import { type FileSource, sourceName, type ImageSource } from './intake/imageSource.ts';
import type { StoredValues } from './samples/storedValues.ts';
import type { ImagingContract, Pixels } from './imagingContract.ts';
import {
  decoderDied,
  imagingDisposed,
  ImagingError,
  timeLimit,
  type ImagingErrorCode,
  type ImagingErrorData,
} from './intake/imagingErrors.ts';
import type { RgbImage } from './samples/rgbImage.ts';
import type { Study, StudyProgress } from './studies/study.ts';

export interface ImagingOptions {
  /** dist/imagingChild.mjs. */
  readonly childPath: string;
  /**
   * For one piece of work, the start of the child included; default 30 s, and more on a machine that is busy with other
   * things.
   */
  readonly timeLimitMs?: number;
  /** Heap of the child in MiB; default 1024. Pixels are outside the heap and bounded by `LIMITS`. */
  readonly heapMiB?: number;
  /** Without work for this long the child is ended; the next piece of work starts a new one. Default 60 s. */
  readonly idleMs?: number;
  /** Lines that the child wrote to stdout or stderr: noise of the decoders. They may hold file content. */
  readonly onLine?: (line: string) => void;
}

/** An abandoned piece of work may finish within this time, which is cheaper than a new child. */
const ABORT_GRACE_MS = 250;
/** The name in messages about an image that is already decoded. */
const decodedImage = (): string => t`The image`;

export function createImaging(options: ImagingOptions): Imaging {
  return new LocalImaging(options);
}

class LocalImaging implements Imaging {
  readonly #options: ImagingOptions;
  #child: SupervisedChild<ImagingContract> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;
  #decoded = 0;
  /** Pixels by what the child knows them by; it holds those that it decoded last. */
  readonly #ids = new WeakMap<Uint8Array, number>();

  constructor(options: ImagingOptions) {
    this.#options = options;
  }

  async decode(source: ImageSource, options: Partial<DecodeOptions> = {}, signal?: AbortSignal): Promise<DisplayImage> {
    const id = ++this.#decoded;
    const image = await this.#enqueue(sourceName(source), 'decode', { source, options: complete(options), id }, signal);
    this.#ids.set(image.rgb, id);
    return image;
  }

  header(source: ImageSource, signal?: AbortSignal): Promise<ImageHeader> {
    return this.#enqueue(sourceName(source), 'header', { source }, signal);
  }

  frame(source: ImageSource, frame: number, signal?: AbortSignal): Promise<FrameImage> {
    return this.#enqueue(sourceName(source), 'frame', { source, frame }, signal);
  }

  stored(source: ImageSource, frame: number, signal?: AbortSignal): Promise<StoredValues> {
    return this.#enqueue(sourceName(source), 'stored', { source, frame }, signal);
  }

  tags(source: ImageSource, signal?: AbortSignal): Promise<readonly TagRow[]> {
    return this.#enqueue(sourceName(source), 'tags', { source }, signal);
  }

  series(path: string, signal?: AbortSignal): Promise<ImageSeries> {
    // Reading headers is mostly waiting for the disk: the frames that are looked at meanwhile must not wait for it.
    const work = this.#counted(() => this.#perform(sourceName({ kind: 'file', path }), 'series', { path }, signal));
    return untilAborted(work, signal);
  }

  async study(
    source: FileSource,
    onProgress?: (progress: StudyProgress) => void,
    signal?: AbortSignal,
  ): Promise<Study> {
    // A large study takes as long as it takes: the limit is on the time without progress.
    const limitMs = this.#options.timeLimitMs ?? defaultTimeLimitMs();
    const stalled = new AbortController();
    const stall = setTimeout(() => stalled.abort(timeLimit(sourceName(source), limitMs / 1000)), limitMs);
    const either = signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]);
    const options = {
      timeoutMs: undefined,
      onEvent: (progress: StudyProgress): void => {
        stall.refresh();
        onProgress?.(progress);
      },
    };
    try {
      const work = this.#counted(() => this.#perform(sourceName(source), 'study', { source }, either, options));
      return await untilAborted(work, either);
    } finally {
      clearTimeout(stall);
    }
  }

  prepare(
    source: ImageSource,
    options: Partial<DecodeOptions>,
    preparation: ImagePreparation,
    signal?: AbortSignal,
  ): Promise<ModelImage> {
    return this.#enqueue(sourceName(source), 'prepare', { source, options: complete(options), preparation }, signal);
  }

  modelInput(image: DisplayImage, preparation: ImagePreparation, signal?: AbortSignal): Promise<ModelImage> {
    return this.#withPixels(image, (pixels) =>
      this.#enqueue(decodedImage(), 'modelInput', { image: pixels, preparation }, signal),
    );
  }

  thumbnail(image: RgbImage, maxSide: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#withPixels(image, (pixels) =>
      this.#enqueue(decodedImage(), 'thumbnail', { image: pixels, maxSide }, signal),
    );
  }

  async deidentify(
    request: Omit<DeidentifyFileRequest, 'partialPath'>,
    signal?: AbortSignal,
  ): Promise<DeidentifiedOutcome> {
    const partialPath = join(request.outDir, `.${randomUUID()}.partial`);
    try {
      return await this.#queued(
        sourceName({ kind: 'file', path: request.path }),
        'deidentify',
        { ...request, partialPath },
        signal,
      );
    } finally {
      // Where the child was killed it could not do so itself.
      await rm(partialPath, { force: true });
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#idle);
    await this.#child?.dispose();
  }

  /** Sends the pixels only when the child does not hold them. */
  async #withPixels<T>(image: RgbImage, work: (pixels: Pixels) => Promise<T | undefined>): Promise<T> {
    const held = this.#ids.get(image.rgb);
    const result = held === undefined ? undefined : await work({ held });
    if (result !== undefined) return result;
    return (await work(pixelsOf(image)))!;
  }

  #enqueue<M extends keyof ImagingContract>(
    name: string,
    method: M,
    params: ImagingContract[M]['params'],
    signal: AbortSignal | undefined,
  ): Promise<ImagingContract[M]['result']> {
    return untilAborted(this.#queued(name, method, params, signal), signal);
  }

  /** Settles when the work has ended, also after an abort. */
  #queued<M extends keyof ImagingContract>(
    name: string,
    method: M,
    params: ImagingContract[M]['params'],
    signal: AbortSignal | undefined,
  ): Promise<ImagingContract[M]['result']> {
    const work = this.#counted(() => this.#queue.then(() => this.#perform(name, method, params, signal)));
    this.#queue = work.catch(() => undefined);
    return work;
  }

  /** While anything runs the child is not idle. */
  #counted<T>(start: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#waiting++;
    const work = start();
    void work.then(this.#settled, this.#settled);
    return work;
  }

  readonly #settled = (): void => {
    this.#waiting--;
    if (this.#waiting > 0 || this.#disposed) return;
    this.#idle = setTimeout(() => {
      const child = this.#child;
      this.#child = undefined;
      void child?.dispose();
    }, this.#options.idleMs ?? 60_000);
    this.#idle.unref();
  };

  async #perform<M extends keyof ImagingContract>(
    name: string,
    method: M,
    params: ImagingContract[M]['params'],
    signal: AbortSignal | undefined,
    options: Pick<CallOptions<ImagingContract[M]['event']>, 'onEvent'> & { readonly timeoutMs?: undefined } = {},
  ): Promise<ImagingContract[M]['result']> {
    signal?.throwIfAborted();
    if (this.#disposed) throw imagingDisposed(name);
    const timeoutMs = this.#options.timeLimitMs ?? defaultTimeLimitMs();
    const limits = { signal, abortGraceMs: ABORT_GRACE_MS, ...('timeoutMs' in options ? {} : { timeoutMs }) };
    try {
      return await this.#startedChild().call(method, params, { ...limits, onEvent: options.onEvent });
    } catch (error) {
      signal?.throwIfAborted();
      throw this.#failure(name, error, timeoutMs);
    }
  }

  #failure(name: string, error: unknown, timeoutMs: number): ImagingError {
    if (this.#disposed) return imagingDisposed(name);
    if (error instanceof ChildHungError) return timeLimit(name, timeoutMs / 1000);
    return revived(error) ?? decoderDied(name);
  }

  #startedChild(): SupervisedChild<ImagingContract> {
    return (this.#child ??= new SupervisedChild<ImagingContract>({
      modulePath: this.#options.childPath,
      execArgv: [`--max-old-space-size=${this.#options.heapMiB ?? 1024}`],
      // A death is the file's doing, and each one needs a new request: no cap.
      maxDeaths: Number.POSITIVE_INFINITY,
      ...(this.#options.onLine === undefined ? {} : { onLine: this.#options.onLine }),
    }));
  }
}

/**
 * The clock runs for a child that waits for a processor, too: a sound image must not be given up because of that.
 * Windows knows no load.
 */
function defaultTimeLimitMs(): number {
  const waiting = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.round(30_000 * Math.min(Math.max(waiting, 1), 10));
}

function complete({ frame = 0, voi, region }: Partial<DecodeOptions>): DecodeOptions {
  return { frame, voi, region };
}

function pixelsOf({ width, height, rgb }: RgbImage): RgbImage {
  return { width, height, rgb };
}

/** The `ImagingError` that the child threw, if it was one. */
function revived(error: unknown): ImagingError | undefined {
  if (!(error instanceof HandlerError)) return undefined;
  const code: ImagingErrorCode | undefined = (error.data as Partial<ImagingErrorData> | undefined)?.imagingErrorCode;
  return code === undefined ? undefined : new ImagingError(code, error.message);
}

/** Rejects as soon as the signal fires, though the work may still be ending. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
