import type { FrameImage } from '../../src/display/frameImage.ts';
import type { RoiShape, RoiStatistics } from '../../src/display/roiStatistics.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import { FrameRenderer } from './frameRenderer.ts';
import type { RegionLook } from './paintRegion.ts';
import type { FrameValues, FromRenderer, Layer, Shade, ToRenderer } from './renderProtocol.ts';

export interface RenderRequest {
  readonly pane: Pane;
  readonly layer: Layer;
  readonly image: FrameImage;
  readonly shade: Shade;
  readonly look: RegionLook;
}

export type Rendered = Extract<FromRenderer, { type: 'rendered' }>;

interface Work {
  readonly image: FrameImage;
  readonly pane: Pane;
  readonly message: ToRenderer;
  /** Undefined: it could not be done, or something newer has taken its place. */
  readonly settle: (answer: FromRenderer | undefined) => void;
}

/**
 * The renderer as the page has it. One piece of work is under way at a time; what waits is replaced by what is asked
 * later for the same place, so that a drag never runs behind the pointer.
 */
export class RenderClient {
  readonly #waiting = new Map<string, Work>();
  readonly #held = new Map<Pane, FrameImage>();
  readonly #renderer: Promise<{ readonly ask: Ask }>;
  #busy = false;

  constructor(workerUrl: string | undefined) {
    this.#renderer = startWorker(workerUrl).catch((error: unknown) => {
      console.warn('The render worker could not be started; pictures are made in the page itself.', error);
      const inPage = new FrameRenderer();
      return { ask: (message: ToRenderer) => inPage.answer(message) };
    });
  }

  /** The picture, or undefined when a newer request has taken the place of this one. Rejects when it cannot be made. */
  async render({ pane, layer, image, shade, look }: RenderRequest): Promise<Rendered | undefined> {
    const answer = await this.#enqueue(`${pane} ${layer}`, {
      pane,
      image,
      message: { type: 'render', pane, shade, look },
    });
    if (answer?.type === 'failed') throw new Error(answer.message);
    return answer?.type === 'rendered' ? answer : undefined;
  }

  /** Of a frame; undefined for colour and when a newer request has taken the place of this one. */
  async describe(pane: Pane, image: FrameImage): Promise<FrameValues | undefined> {
    const answer = await this.#enqueue(`${pane} describe`, { pane, image, message: { type: 'describe', pane } });
    return answer?.type === 'described' ? answer.values : undefined;
  }

  /**
   * Of a region, known by its index among those of the frame; undefined when a newer request for it has taken the place
   * of this one.
   */
  async statistics(
    pane: Pane,
    image: FrameImage,
    shape: RoiShape,
    index: number | 'export' | 'said',
  ): Promise<RoiStatistics | undefined> {
    const message: ToRenderer = { type: 'statistics', pane, shape };
    const answer = await this.#enqueue(`${pane} statistics ${String(index)}`, { pane, image, message });
    return answer?.type === 'counted' ? answer.statistics : undefined;
  }

  /** The pane is closed: its frame is held no longer. */
  release(pane: Pane): void {
    this.#held.delete(pane);
    void this.#renderer.then((renderer) => renderer.ask({ type: 'release', pane }));
  }

  #enqueue(place: string, work: Omit<Work, 'settle'>): Promise<FromRenderer | undefined> {
    return new Promise((resolve) => {
      this.#waiting.get(place)?.settle(undefined);
      this.#waiting.set(place, { ...work, settle: resolve });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    const [place, work] = this.#waiting.entries().next().value ?? [];
    if (this.#busy || place === undefined || work === undefined) return;
    this.#busy = true;
    this.#waiting.delete(place);
    const answer = await this.#perform(work).catch((error: unknown): FromRenderer => ({
      type: 'failed',
      message: String(error),
    }));
    this.#busy = false;
    work.settle(answer);
    void this.#next();
  }

  async #perform({ pane, image, message }: Work): Promise<FromRenderer | undefined> {
    const renderer = await this.#renderer;
    if (this.#held.get(pane) !== image) {
      this.#held.set(pane, image);
      void renderer.ask({ type: 'frame', pane, image });
    }
    return renderer.ask(message);
  }
}

/** A worker that has not started by then never will. */
const START_MS = 10_000;

function late(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('It did not start in time.'));
    }, ms);
  });
}

type Ask = (message: ToRenderer) => Promise<FromRenderer | undefined>;

/** A worker cannot be started across origins, as a view's files are: its source is fetched and started as a blob. */
async function startWorker(url: string | undefined): Promise<{ readonly ask: Ask }> {
  if (url === undefined) throw new Error('The page names no worker.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Its source could not be fetched (${String(response.status)}).`);
  const worker = new Worker(URL.createObjectURL(new Blob([await response.blob()], { type: 'text/javascript' })));
  const answer = (): Promise<FromRenderer> =>
    new Promise((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<FromRenderer>) => {
        resolve(event.data);
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
    });
  await Promise.race([answer(), late(START_MS)]);
  return {
    ask: (message) => {
      const expected = message.type === 'frame' || message.type === 'release' ? Promise.resolve(undefined) : answer();
      worker.postMessage(message);
      return expected;
    },
  };
}
