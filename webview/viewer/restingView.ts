import type { Pane, ViewedFrame } from '../../src/protocol/viewer.ts';
import { sameViewed } from './modelViewLoader.ts';
import { type ViewerState, viewedIn } from './viewerModel.ts';

/** The host is told what is in front, and the editor what to keep, when one has rested so long, ms. */
const REST_MS = 150;

interface RestEvents {
  onRest(state: ViewerState): void;
  /** Only when it is something else than the last time. */
  onViewing(pane: Pane, viewed: ViewedFrame): void;
}

/** Notices when the view has come to rest. */
export class RestingView {
  readonly #events: RestEvents;
  #told: { readonly pane: Pane; readonly viewed: ViewedFrame } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: RestEvents) {
    this.#events = events;
  }

  /** It has moved; `state` is asked for when it rests. */
  moved(state: () => ViewerState): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#rest(state());
    }, REST_MS);
  }

  #rest(state: ViewerState): void {
    const { focus: pane } = state;
    const front = state[pane];
    if (front === undefined) return;
    this.#events.onRest(state);
    const viewed = viewedIn(front);
    if (this.#told?.pane === pane && sameViewed(this.#told.viewed, viewed)) return;
    this.#told = { pane, viewed };
    this.#events.onViewing(pane, viewed);
  }
}
