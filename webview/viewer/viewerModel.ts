/** What the viewer shows, as data, and how it changes. No pixels and no DOM in here. */
import type { VoiChoice } from '../../src/display/frameImage.ts';
import type { Pane, Stack, ViewedFrame } from '../../src/protocol/viewer.ts';
import type { MeasureKind, Measurement } from './measure.ts';
import { type FramePlace, frameKey, placeAt, positionOf, stackLength } from './stackPosition.ts';
import { type Placement, fitted } from './viewport.ts';

export type Tool = 'window' | 'pan' | MeasureKind;
export type SidePanel = 'model' | 'tags';

/** How a stack is looked at; kept when a view comes back. */
export interface PaneView {
  readonly voi: VoiChoice;
  /** Shown as its negative. */
  readonly negative: boolean;
  readonly placement: Placement;
}

export interface PaneState extends PaneView {
  readonly stack: Stack;
  /** Of the frame in front, in the stack. */
  readonly position: number;
  /** In which one was leafing last. */
  readonly direction: 1 | -1;
}

export interface ViewerState {
  readonly left: PaneState | undefined;
  readonly right: PaneState | undefined;
  /** The pane that commands act on. */
  readonly focus: Pane;
  /** The panes move together. */
  readonly linked: boolean;
  readonly tool: Tool;
  readonly overlays: boolean;
  /** Orientation letters and scale bar. */
  readonly annotations: boolean;
  readonly side: SidePanel | undefined;
  /** Of the side panel, CSS pixels; undefined: as the room suggests. */
  readonly sideWidth: number | undefined;
  readonly patchGrid: boolean;
  readonly help: boolean;
  readonly playing: Pane | undefined;
  /** Times the file's own rate. */
  readonly speed: number;
  /** By frame. */
  readonly measurements: Readonly<Record<string, readonly Measurement[]>>;
  /** Messages to the person, the newest last. */
  readonly notices: readonly string[];
}

export const unseen: PaneView = { voi: undefined, negative: false, placement: fitted };

export const initialState: ViewerState = {
  left: undefined,
  right: undefined,
  focus: 'left',
  linked: true,
  tool: 'window',
  overlays: true,
  annotations: true,
  side: undefined,
  sideWidth: undefined,
  patchGrid: false,
  help: false,
  playing: undefined,
  speed: 1,
  measurements: {},
  notices: [],
};

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/**
 * A stack has been opened in a pane, or opened again: then what was seen of it stays. `kept`: how it was seen before
 * the view was reloaded.
 */
export function opened(
  state: ViewerState,
  pane: Pane,
  stack: Stack,
  kept?: PaneView & { readonly place: FramePlace },
): ViewerState {
  const before = state[pane];
  const place = before === undefined ? kept?.place : placeOf(before);
  const known = place && positionOf(stack, place);
  // What is compared lies as the other image does.
  const fresh =
    pane === 'right' && state.linked && state.left !== undefined
      ? { ...unseen, placement: state.left.placement }
      : unseen;
  const view = known === undefined ? fresh : (before ?? kept ?? fresh);
  const position = known ?? positionOf(stack, { itemId: stack.items[stack.index]?.id ?? '', frame: 0 }) ?? 0;
  const { voi, negative, placement } = view;
  const isNew = pane === 'right' && before === undefined;
  return {
    ...state,
    [pane]: { stack, position, direction: 1, voi, negative, placement },
    ...(isNew && kept === undefined ? { focus: pane } : {}),
  };
}

/** The frame in front stays in front. */
export function stackGrew(state: ViewerState, pane: Pane, stack: Stack): ViewerState {
  const before = state[pane];
  if (before === undefined) return state;
  const position = positionOf(stack, placeOf(before)) ?? 0;
  return { ...state, [pane]: { ...before, stack, position } };
}

export function closedRight(state: ViewerState): ViewerState {
  return { ...state, right: undefined, focus: 'left', playing: state.playing === 'right' ? undefined : state.playing };
}

export function placeOf({ stack, position }: PaneState): FramePlace {
  return placeAt(stack, position);
}

/** The frame in front and its window, as the host knows them. */
export function viewedIn(pane: PaneState): ViewedFrame {
  const { itemId, frame } = placeOf(pane);
  return pane.voi === undefined ? { itemId, frame } : { itemId, frame, voi: pane.voi };
}

/** Goes to a position; a linked pane goes as far as this one does. */
export function wentTo(state: ViewerState, pane: Pane, position: number): ViewerState {
  const before = state[pane];
  if (before === undefined) return state;
  const to = bounded(position, before);
  const by = to - before.position;
  return both(state, pane, (each, isOther) => {
    const next = isOther ? bounded(each.position + by, each) : to;
    return next === each.position ? each : { ...each, position: next, direction: next > each.position ? 1 : -1 };
  });
}

function bounded(position: number, { stack }: PaneState): number {
  return Math.min(Math.max(position, 0), stackLength(stack) - 1);
}

export function placed(state: ViewerState, pane: Pane, place: (placement: Placement) => Placement): ViewerState {
  const before = state[pane];
  if (before === undefined) return state;
  const placement = place(before.placement);
  return both(state, pane, (each) => ({ ...each, placement }));
}

/** `alike`: the two panes' values mean the same, so that a linked pane takes the window as well. */
export function windowed(state: ViewerState, pane: Pane, voi: VoiChoice, alike: boolean): ViewerState {
  return both(state, pane, (each, isOther) => (isOther && !alike ? each : { ...each, voi }));
}

export function negated(state: ViewerState, pane: Pane, negative: boolean): ViewerState {
  return both(state, pane, (each) => ({ ...each, negative }));
}

/** Window, negative and placement are as they were when the image was opened; the frame stays. */
export function resetView(state: ViewerState, pane: Pane): ViewerState {
  return both(state, pane, (each) => ({ ...each, ...unseen }));
}

function both(state: ViewerState, pane: Pane, change: (each: PaneState, isOther: boolean) => PaneState): ViewerState {
  const other = pane === 'left' ? 'right' : 'left';
  const one = state[pane];
  const two = state[other];
  const next: ViewerState = one === undefined ? state : { ...state, [pane]: change(one, false) };
  return two === undefined || !state.linked ? next : { ...next, [other]: change(two, true) };
}

export function measurementsOf(state: ViewerState, place: FramePlace): readonly Measurement[] {
  return state.measurements[frameKey(place)] ?? [];
}

export function measured(state: ViewerState, place: FramePlace, measurements: readonly Measurement[]): ViewerState {
  const { [frameKey(place)]: _before, ...others } = state.measurements;
  return {
    ...state,
    measurements: measurements.length === 0 ? others : { ...others, [frameKey(place)]: measurements },
  };
}

export function noticed(state: ViewerState, notice: string): ViewerState {
  return { ...state, notices: [...state.notices.filter((text) => text !== notice), notice].slice(-3) };
}

export function faster(state: ViewerState, by: 1 | -1): ViewerState {
  const at = SPEEDS.indexOf(state.speed as (typeof SPEEDS)[number]);
  return { ...state, speed: SPEEDS[Math.min(Math.max(at + by, 0), SPEEDS.length - 1)] ?? 1 };
}
