import type { ViewImage } from '../../src/protocol/webview.ts';
import type { ImageView } from './viewControls.ts';

/** Milliseconds without a change, before a frame is asked for while the slider moves. */
const SETTLES = 150;

/** The frame and window that were asked for and are not shown yet: what the controls stand on. */
export class AskedView {
  readonly #post: (view: ImageView) => void;
  #view: ImageView | undefined;
  #posted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (view: ImageView) => void) {
    this.#post = post;
  }

  /** As asked for last, else as the image is. */
  of({ frame = 0, voi }: Pick<ViewImage, 'frame' | 'voi'>): ImageView {
    return this.#view ?? { frame, ...(voi === undefined ? {} : { voi }) };
  }

  /** `settled`: at once; else when it has not changed for a moment. */
  ask(view: ImageView, settled: boolean): void {
    this.#view = view;
    clearTimeout(this.#timer);
    const post = (): void => {
      if (keyOf(view) === this.#posted) return;
      this.#posted = keyOf(view);
      this.#post(view);
    };
    if (settled) post();
    else this.#timer = setTimeout(post, SETTLES);
  }

  /** The image has become what was asked for, or is still to. */
  settle({ frame = 0, voi }: Pick<ViewImage, 'frame' | 'voi'>): void {
    if (this.#view !== undefined && keyOf(this.#view) === keyOf({ frame, ...(voi === undefined ? {} : { voi }) }))
      this.forget();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#view = undefined;
    this.#posted = '';
  }
}

function keyOf({ frame, voi }: ImageView): string {
  if (voi === undefined) return String(frame);
  const how = voi.kind === 'lut' ? `LUT ${String(voi.index)}` : `window ${String(voi.center)} ${String(voi.width)}`;
  return `${String(frame)} ${how}`;
}
