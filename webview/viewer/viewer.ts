import { render } from 'lit-html';
import type { FromViewer, Pane, ToViewer } from '../../src/protocol/viewer.ts';
import type { Announcer } from '../shared/announcer.ts';
import { Cine, frameTimeMs } from './cine.ts';
import { FrameSupply } from './frameSupply.ts';
import type { Travel } from './frameWants.ts';
import { ModelViewLoader, sameViewed } from './modelViewLoader.ts';
import { type FrameHere, PaneController } from './paneController.ts';
import { performCommand } from './performCommand.ts';
import type { RenderClient } from './renderClient.ts';
import { type FramePlace, cineRange, placeAt, positionOf } from './stackPosition.ts';
import { TagTables } from './tagTables.ts';
import type { OpenMenu } from './toolbar.ts';
import { type KeptPane, type ViewMemory, fromMemory, toMemory } from './viewMemory.ts';
import {
  type ViewerState,
  closedRight,
  initialState,
  noticed,
  opened,
  placeOf,
  stackGrew,
  viewedIn,
  wentTo,
  windowed,
} from './viewerModel.ts';
import { viewerPage } from './viewerPage.ts';
import { type WindowChoice, windowChoices } from './windowChoices.ts';

export interface ViewerConnection {
  post(message: FromViewer): void;
  remembered(): unknown;
  remember(state: unknown): void;
}

/** The host is told what is in front, and the editor what to keep, when one has rested so long, ms. */
const REST_MS = 150;
const FLASH_MS = 2000;

/** The viewer at work: the state, what comes from the host, and what is drawn and asked for whenever either changes. */
export class Viewer {
  readonly host: ViewerConnection;
  readonly renderer: RenderClient;
  readonly announcer: Announcer;
  readonly panes: Record<Pane, PaneController | undefined> = { left: undefined, right: undefined };
  readonly supply: FrameSupply;
  readonly model: ModelViewLoader;
  readonly tags: TagTables;
  readonly #root: HTMLElement;
  readonly #cine: Cine;
  readonly #kept: ViewMemory | undefined;
  /** What was seen before a reload, until it is seen again. */
  readonly #toTakeUp: Record<Pane, KeptPane | undefined>;
  readonly #openedAt: Record<Pane, number | undefined> = { left: undefined, right: undefined };
  #state: ViewerState;
  #menu: OpenMenu;
  #flashed: string | undefined;
  #flashing: ReturnType<typeof setTimeout> | undefined;
  #scheduled = false;
  #told: { readonly pane: Pane; readonly viewed: ReturnType<typeof viewedIn> } | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, host: ViewerConnection, renderer: RenderClient, announcer: Announcer) {
    this.#root = root;
    this.host = host;
    this.renderer = renderer;
    this.announcer = announcer;
    this.supply = new FrameSupply((want) => {
      host.post(want);
    });
    this.model = new ModelViewLoader(
      (message) => {
        host.post(message);
      },
      () => {
        this.refresh();
      },
    );
    this.tags = new TagTables(
      (itemId) => {
        host.post({ type: 'tags', itemId });
      },
      () => {
        this.refresh();
      },
    );
    this.#cine = new Cine({ currentTimeMs: () => this.#frameTimeMs(), advance: () => this.#advance() });
    this.#kept = fromMemory(host.remembered());
    this.#toTakeUp = { left: this.#kept?.left, right: this.#kept?.right };
    this.#state = { ...initialState, ...this.#kept, left: undefined, right: undefined, focus: 'left' };
    this.refresh();
  }

  get state(): ViewerState {
    return this.#state;
  }

  get menu(): OpenMenu {
    return this.#menu;
  }

  /** The pane with the focus. */
  get focused(): PaneController | undefined {
    return this.panes[this.#state.focus];
  }

  /** Windows to choose from in the pane with the focus. */
  get choices(): readonly WindowChoice[] {
    const { focused } = this;
    return focused?.current === undefined ? [] : windowChoices(focused.current.image, focused.values);
  }

  change(next: (state: ViewerState) => ViewerState): void {
    const before = this.#state;
    this.#state = next(before);
    if (this.#state === before) return;
    if (this.#state.playing === undefined) this.#cine.stop();
    else this.#cine.start();
    this.refresh();
  }

  openMenu(menu: OpenMenu): void {
    this.#menu = menu;
    this.refresh();
  }

  choose(index: number): void {
    const choice = this.choices[index];
    if (choice === undefined) return;
    if (choice.isPending) {
      void this.focused?.describe().then((values) => {
        if (values !== undefined) this.choose(index);
      });
      return;
    }
    this.change((state) => windowed(state, state.focus, choice.voi, this.alike));
    this.announcer.say(`Window: ${choice.name}`);
  }

  /** A word in the status line, for a moment. */
  flash(text: string): void {
    this.#flashed = text;
    clearTimeout(this.#flashing);
    this.#flashing = setTimeout(() => {
      this.#flashed = undefined;
      this.refresh();
    }, FLASH_MS);
    this.refresh();
  }

  get flashed(): string | undefined {
    return this.#flashed;
  }

  /** Asks anew for the frame in front. */
  retry(pane: Pane): void {
    const state = this.#state[pane];
    if (state === undefined) return;
    const { itemId, frame } = placeOf(state);
    this.supply.forget(itemId, frame);
    const controller = this.panes[pane];
    if (controller !== undefined) controller.failure = undefined;
    this.refresh();
  }

  say(message: string): void {
    this.change((state) => noticed(state, message));
    this.announcer.say(message);
  }

  /** Both panes' values are of one modality and unit. */
  get alike(): boolean {
    const [left, right] = [this.panes.left?.current, this.panes.right?.current];
    if (left === undefined || right === undefined || left.image.kind === 'colour' || right.image.kind === 'colour')
      return false;
    return left.header.modality === right.header.modality && left.image.unit === right.image.unit;
  }

  receive(message: ToViewer): void {
    switch (message.type) {
      case 'opened':
      case 'stackGrew':
        this.#onStack(message);
        break;
      case 'closedRight':
        this.change(closedRight);
        break;
      case 'frame':
        this.supply.received(message);
        break;
      case 'frameFailed':
        this.supply.failed(message);
        break;
      case 'modelView':
      case 'modelViewFailed':
        this.model.receive(message);
        break;
      case 'tags':
        this.tags.received(message.itemId, { state: 'here', rows: message.rows });
        break;
      case 'tagsFailed':
        this.tags.received(message.itemId, { state: 'failed', message: message.message });
        break;
      case 'command':
        performCommand(this, message.command);
        break;
      case 'changed':
        this.supply.forget(message.itemId);
        this.tags.forget(message.itemId);
        this.model.again();
        break;
      case 'said':
        this.say(message.message);
        break;
    }
    this.refresh();
  }

  /**
   * What was seen before a reload is taken up again: at once, or when the stack has grown to hold it and nobody has
   * gone elsewhere since.
   */
  #onStack({ type, pane, stack }: Extract<ToViewer, { type: 'opened' | 'stackGrew' }>): void {
    const before = this.#state[pane];
    const kept = this.#toTakeUp[pane];
    const isThere = kept !== undefined && positionOf(stack, kept.place) !== undefined;
    const isUntouched = before === undefined || before.position === this.#openedAt[pane];
    if (kept !== undefined && isThere && isUntouched) {
      this.#toTakeUp[pane] = undefined;
      this.change((state) => opened({ ...state, [pane]: undefined }, pane, stack, kept));
      if (pane === this.#kept?.focus) this.change((state) => ({ ...state, focus: pane }));
    } else {
      this.change((state) => (type === 'opened' ? opened(state, pane, stack) : stackGrew(state, pane, stack)));
      if (!isUntouched) this.#toTakeUp[pane] = undefined;
    }
    this.#openedAt[pane] = this.#state[pane]?.position;
  }

  /** Draws and asks once a screen refresh, however much has changed. */
  readonly refresh = (): void => {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#update();
    });
  };

  #update(): void {
    const { left, right, focus, side } = this.#state;
    if (side !== 'model')
      for (const pane of [this.panes.left, this.panes.right]) if (pane !== undefined) pane.patch = undefined;
    render(viewerPage(this), this.#root);
    this.supply.follow(
      ([focus, focus === 'left' ? 'right' : 'left'] as const)
        .map((pane) => this.#travel(pane))
        .filter((travel) => travel !== undefined),
    );
    this.panes.left?.draw();
    if (right !== undefined) this.panes.right?.draw();
    const front = focus === 'left' ? left : right;
    this.model.want(side === 'model' && front !== undefined ? viewedIn(front) : undefined);
    if (side === 'tags' && front !== undefined) this.tags.want(placeOf(front).itemId);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#rest();
    }, REST_MS);
  }

  #rest(): void {
    const { focus: pane } = this.#state;
    const front = this.#state[pane];
    if (front === undefined) return;
    // What waits to be taken up is not forgotten for what stands in until then.
    const isStandIn = (each: Pane): boolean =>
      this.#toTakeUp[each] !== undefined && this.#state[each]?.position === this.#openedAt[each];
    if (!isStandIn('left') && !isStandIn('right')) this.host.remember(toMemory(this.#state));
    const viewed = viewedIn(front);
    if (this.#told?.pane === pane && sameViewed(this.#told.viewed, viewed)) return;
    this.#told = { pane, viewed };
    this.host.post({ type: 'viewing', pane, viewed });
  }

  #travel(pane: Pane): Travel | undefined {
    const state = this.#state[pane];
    if (state === undefined) return undefined;
    const { stack, position, direction } = state;
    // Where a loop begins anew it still goes forward.
    return this.#state.playing === pane
      ? { stack, position, direction: 1, loop: cineRange(stack, position) }
      : { stack, position, direction, loop: undefined };
  }

  /** Gives the pane its hands when its element is in the page, and takes them when it has gone. */
  attach(pane: Pane, element: Element | undefined): void {
    const canvas = element?.querySelector('canvas');
    if (!(element instanceof HTMLElement) || !canvas) {
      this.panes[pane]?.dispose();
      this.panes[pane] = undefined;
      return;
    }
    if (this.panes[pane] !== undefined) return;
    this.panes[pane] = new PaneController(pane, element, canvas, this.renderer, {
      state: () => this.#state,
      change: (next) => {
        this.change(next);
      },
      frame: (place) => this.#frame(place),
      alike: () => this.alike,
      refresh: this.refresh,
    });
  }

  #frame(place: FramePlace): FrameHere | undefined {
    const frame = this.supply.at(place);
    return frame?.state === 'here' ? { place, header: frame.header, image: frame.image } : undefined;
  }

  /** Why the frame in front of a pane cannot be shown. */
  failureIn(pane: Pane): string | undefined {
    const state = this.#state[pane];
    if (state === undefined) return undefined;
    const place = placeOf(state);
    const frame = this.supply.at(place);
    if (frame?.state === 'failed') return frame.message;
    const failure = this.panes[pane]?.failure;
    return failure?.place.itemId === place.itemId && failure.place.frame === place.frame ? failure.message : undefined;
  }

  #frameTimeMs(): number {
    const { playing, speed } = this.#state;
    const current = playing === undefined ? undefined : this.panes[playing]?.current;
    return frameTimeMs(current?.header.frameTimesMs, current?.place.frame ?? 0, speed);
  }

  /** A frame that could not be decoded takes its turn like any other: its message stands in its place. */
  #advance(): boolean {
    const { playing } = this.#state;
    const state = playing && this.#state[playing];
    if (playing === undefined || state === undefined) return false;
    const { first, last } = cineRange(state.stack, state.position);
    const next = state.position >= last ? first : state.position + 1;
    // Every frame is seen: playing is no faster than the screen. One that cannot be shown has nothing to wait for.
    const isSeen = this.failureIn(playing) !== undefined || this.panes[playing]?.isDrawn === true;
    if (!isSeen || !this.supply.has(placeAt(state.stack, next))) return false;
    this.change((all) => wentTo(all, playing, next));
    return true;
  }
}
