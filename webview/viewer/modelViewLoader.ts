import type { FromViewer, ToViewer, ViewedFrame } from '../../src/protocol/viewer.ts';
import type { ModelPanelState } from './modelPanel.ts';
import type { Patch } from './patchGeometry.ts';
import { sameVoi } from './windowChoices.ts';

/** One has to rest so long with a window before the model's picture of it is asked for, ms. */
const REST_MS = 200;

/** Keeps the model's picture up with what is in front. Only the answer to the last question counts. */
export class ModelViewLoader {
  readonly #post: (message: Extract<FromViewer, { type: 'modelView' }>) => void;
  readonly #changed: () => void;
  #wanted: ViewedFrame | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: ModelPanelState = { view: undefined, isWaiting: false, failure: undefined, patch: undefined };

  constructor(post: (message: Extract<FromViewer, { type: 'modelView' }>) => void, changed: () => void) {
    this.#post = post;
    this.#changed = changed;
  }

  get state(): ModelPanelState {
    return this.#state;
  }

  /** Undefined: nobody looks at it. */
  want(viewed: ViewedFrame | undefined): void {
    if (
      viewed === undefined ? this.#wanted === undefined : this.#wanted !== undefined && sameViewed(viewed, this.#wanted)
    )
      return;
    const isFirst = this.#wanted === undefined;
    this.#wanted = viewed;
    clearTimeout(this.#timer);
    if (viewed === undefined) return;
    this.#state = { ...this.#state, isWaiting: true };
    this.#timer = setTimeout(
      () => {
        this.#post({ type: 'modelView', viewed });
      },
      isFirst ? 0 : REST_MS,
    );
  }

  /** The image is not what it was. */
  again(): void {
    const viewed = this.#wanted;
    this.#wanted = undefined;
    this.want(viewed);
  }

  receive(message: Extract<ToViewer, { type: 'modelView' | 'modelViewFailed' }>): void {
    if (this.#wanted === undefined || !sameViewed(message.viewed, this.#wanted)) return;
    const patch = undefined;
    this.#state =
      message.type === 'modelView'
        ? { view: message.view, isWaiting: false, failure: undefined, patch }
        : { view: undefined, isWaiting: false, failure: message.message, patch };
    this.#changed();
  }

  point(patch: Patch | undefined): void {
    this.#state = { ...this.#state, patch };
    this.#changed();
  }
}

export function sameViewed(one: ViewedFrame, other: ViewedFrame): boolean {
  return one.itemId === other.itemId && one.frame === other.frame && sameVoi(one.voi, other.voi);
}
