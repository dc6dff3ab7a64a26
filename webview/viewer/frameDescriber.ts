import type { FrameImage } from '../../src/display/frameImage.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { RenderClient } from './renderClient.ts';
import type { FrameValues } from './renderProtocol.ts';

/** A frame is looked into when one has stayed with it for so long, ms: leafing through must not wait for it. */
const SETTLED_MS = 200;

/** Knows what the values of the frame in front are, a moment after it has come to be there. */
export class FrameDescriber {
  readonly #pane: Pane;
  readonly #renderer: RenderClient;
  readonly #changed: () => void;
  #described: { readonly image: FrameImage; readonly values: FrameValues | undefined } | undefined;
  #front: FrameImage | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pane: Pane, renderer: RenderClient, changed: () => void) {
    this.#pane = pane;
    this.#renderer = renderer;
    this.#changed = changed;
  }

  /** Undefined for colour, and until they are known. */
  of(image: FrameImage | undefined): FrameValues | undefined {
    return this.#described?.image === image ? this.#described?.values : undefined;
  }

  look(image: FrameImage): void {
    if (this.#front === image) return;
    this.#front = image;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.now(image);
    }, SETTLED_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Without the moment. Undefined for colour, and when another frame is in front by then. */
  async now(image: FrameImage): Promise<FrameValues | undefined> {
    const known = this.of(image);
    if (known !== undefined) return known;
    this.#front = image;
    clearTimeout(this.#timer);
    const values = await this.#renderer.describe(this.#pane, image);
    if (this.#front !== image) return undefined;
    // A newer question has got the answer.
    if (values !== undefined) this.#described = { image, values };
    this.#changed();
    return this.of(image);
  }
}
