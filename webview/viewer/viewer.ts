import { t } from '@vscode/l10n';
import type { FromViewer, Pane, ToViewer } from '../../src/protocol/viewer.ts';
import type { Announcer } from '../shared/announcer.ts';
import { Cine, frameTimeMs } from './cine.ts';
import { FrameSupply } from './frameSupply.ts';
import type { Travel } from './frameWants.ts';
import { FlashedWord } from './flashedWord.ts';
import { KeptView } from './keptView.ts';
import { ModelViewLoader } from './modelViewLoader.ts';
import { type FrameHere, PaneController } from './paneController.ts';
import type { RenderClient } from './renderClient.ts';
import { RestingView } from './restingView.ts';
import { type FramePlace, cineRange, placeAt } from './stackPosition.ts';
import { TagTables } from './tagTables.ts';
import type { OpenMenu } from './toolbar.ts';
import { toMemory } from './viewMemory.ts';
import { type ViewerState, noticed, placeOf, viewedIn, wentTo, windowed } from './viewerModel.ts';
import { type WindowChoice, windowChoices } from './windowChoices.ts';

export interface ViewerConnection {
  post(message: FromViewer): void;
  remembered(): unknown;
  remember(state: unknown): void;
}

/** The viewer at work: its state and its panes, and what is drawn and asked for whenever they change. */
export class Viewer {
  readonly host: ViewerConnection;
  readonly renderer: RenderClient;
  readonly announcer: Announcer;
  readonly panes: Record<Pane, PaneController | undefined> = { left: undefined, right: undefined };
  readonly supply: FrameSupply;
  readonly model: ModelViewLoader;
  readonly tags: TagTables;
  readonly flashed: FlashedWord;
  readonly #draw: (viewer: Viewer) => void;
  readonly #cine: Cine;
  readonly #kept: KeptView;
  readonly #rest: RestingView;
  #state: ViewerState;
  #menu: OpenMenu;
  #scheduled = false;

  /** `draw` makes the page anew, as the viewer now is. */
  constructor(host: ViewerConnection, renderer: RenderClient, announcer: Announcer, draw: (viewer: Viewer) => void) {
    this.#draw = draw;
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
    const kept = new KeptView(host.remembered());
    this.#kept = kept;
    this.#state = kept.initialState;
    this.#rest = new RestingView({
      onRest: (state) => {
        // What waits to be taken up is not forgotten for what stands in until then.
        if (!kept.isStandIn(state)) host.remember(toMemory(state));
      },
      onViewing: (pane, viewed) => {
        host.post({ type: 'viewing', pane, viewed });
      },
    });
    this.flashed = new FlashedWord(this.refresh);
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
    this.announcer.say(t`Window: ${choice.name}`);
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

  takeStack(message: Extract<ToViewer, { type: 'opened' | 'stackGrew' }>): void {
    this.change((state) => this.#kept.withStack(state, message));
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
    this.#draw(this);
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
    this.#rest.moved(() => this.#state);
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
      say: (text) => {
        this.announcer.say(text);
      },
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
