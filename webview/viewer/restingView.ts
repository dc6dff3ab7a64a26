import type { Pane, ViewedFrame } from '../../src/protocol/viewer.ts';
import { sameViewed } from './modelViewLoader.ts';
import { type ViewerState, viewedIn } from './viewerModel.ts';

/** The host is told what is in front at most so often, the editor what to keep when one has rested so long, ms. */
const REST_MS = 150;

interface RestEvents {
  onRest(state: ViewerState): void;
  /** Only when it is something else than the last time. */
  onViewing(pane: Pane, viewed: ViewedFrame): void;
}

/** Notices what is in front, and when the view has come to rest. */
export class RestingView {
  readonly #events: RestEvents;
  #told: { readonly pane: Pane; readonly viewed: ViewedFrame } | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(events: RestEvents) {
    this.#events = events;
  }

  /** It has moved; `state` is asked for later. A loop that plays never rests, and is told of all the same. */
  moved(state: () => ViewerState): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const now = state();
      if (now[now.focus] !== undefined) this.#events.onRest(now);
    }, REST_MS);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tell(state());
    }, REST_MS);
  }

  #tell(state: ViewerState): void {
    const { focus: pane } = state;
    const front = state[pane];
    if (front === undefined) return;
    const viewed = viewedIn(front);
    if (this.#told?.pane === pane && sameViewed(this.#told.viewed, viewed)) return;
    this.#told = { pane, viewed };
    this.#events.onViewing(pane, viewed);
  }
}
