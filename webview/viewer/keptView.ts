import type { Pane, ToViewer } from '../../src/protocol/viewer.ts';
import { positionOf } from './stackPosition.ts';
import { type KeptPane, type ViewMemory, fromMemory } from './viewMemory.ts';
import { type ViewerState, initialState, opened, stackGrew } from './viewerModel.ts';

/** What was seen before a reload, until it is seen again. */
export class KeptView {
  readonly #kept: ViewMemory | undefined;
  readonly #toTakeUp: Record<Pane, KeptPane | undefined>;
  readonly #openedAt: Record<Pane, number | undefined> = { left: undefined, right: undefined };

  /** `remembered`: as the editor has kept it. */
  constructor(remembered: unknown) {
    this.#kept = fromMemory(remembered);
    this.#toTakeUp = { left: this.#kept?.left, right: this.#kept?.right };
  }

  /** Before a stack has come. */
  get initialState(): ViewerState {
    return { ...initialState, ...this.#kept, left: undefined, right: undefined, focus: 'left' };
  }

  /**
   * A stack has come or grown. What was seen before is taken up again: at once, or when the stack has grown to hold it
   * and nobody has gone elsewhere since.
   */
  withStack(
    before: ViewerState,
    { type, pane, stack }: Extract<ToViewer, { type: 'opened' | 'stackGrew' }>,
  ): ViewerState {
    const kept = this.#toTakeUp[pane];
    const isThere = kept !== undefined && positionOf(stack, kept.place) !== undefined;
    const isUntouched = before[pane] === undefined || this.#isWhereItOpened(before, pane);
    let state: ViewerState;
    if (kept !== undefined && isThere && isUntouched) {
      this.#toTakeUp[pane] = undefined;
      state = opened({ ...before, [pane]: undefined }, pane, stack, kept);
      if (pane === this.#kept?.focus) state = { ...state, focus: pane };
    } else {
      state = type === 'opened' ? opened(before, pane, stack) : stackGrew(before, pane, stack);
      if (!isUntouched) this.#toTakeUp[pane] = undefined;
    }
    this.#openedAt[pane] = state[pane]?.position;
    return state;
  }

  /** A pane shows what stands in until the rest of its series is found: no reason to forget what waits. */
  isStandIn(state: ViewerState): boolean {
    return (['left', 'right'] as const).some(
      (pane) => this.#toTakeUp[pane] !== undefined && this.#isWhereItOpened(state, pane),
    );
  }

  #isWhereItOpened(state: ViewerState, pane: Pane): boolean {
    return state[pane]?.position === this.#openedAt[pane];
  }
}
