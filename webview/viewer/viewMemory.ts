/** How a view was, kept by the editor: a view that was hidden or reloaded comes back the same. No pixels, no names. */
import * as v from 'valibot';
import { VoiChoiceSchema } from '../../src/protocol/viewer.ts';
import { MEASURE_KINDS } from './measure.ts';
import { type PaneState, type PaneView, SPEEDS, type ViewerState, placeOf } from './viewerModel.ts';
import type { FramePlace } from './stackPosition.ts';
import type { Point } from './viewport.ts';

const PointSchema = v.object({ x: v.number(), y: v.number() });

const PaneMemorySchema = v.object({
  place: v.object({ itemId: v.string(), frame: v.number() }),
  voi: VoiChoiceSchema,
  negative: v.boolean(),
  placement: v.object({
    magnification: v.object({ of: v.picklist(['fit', 'pixels']), times: v.pipe(v.number(), v.gtValue(0)) }),
    centre: PointSchema,
    rotation: v.picklist([0, 90, 180, 270]),
    mirrored: v.boolean(),
  }),
});

const MemorySchema = v.object({
  left: v.optional(PaneMemorySchema),
  right: v.optional(PaneMemorySchema),
  focus: v.picklist(['left', 'right']),
  linked: v.boolean(),
  tool: v.picklist(['window', 'pan', ...MEASURE_KINDS]),
  overlays: v.boolean(),
  annotations: v.optional(v.boolean(), true),
  side: v.optional(v.picklist(['model', 'tags'])),
  sideWidth: v.optional(v.number()),
  patchGrid: v.boolean(),
  speed: v.picklist(SPEEDS),
  measurements: v.record(
    v.string(),
    v.array(v.object({ kind: v.picklist(MEASURE_KINDS), points: v.array(PointSchema) })),
  ),
});

export interface KeptPane extends PaneView {
  readonly place: FramePlace;
}

export interface ViewMemory extends Pick<
  ViewerState,
  | 'focus'
  | 'linked'
  | 'tool'
  | 'overlays'
  | 'annotations'
  | 'side'
  | 'sideWidth'
  | 'patchGrid'
  | 'speed'
  | 'measurements'
> {
  readonly left: KeptPane | undefined;
  readonly right: KeptPane | undefined;
}

/** What the editor is given to keep. */
export function toMemory({
  left,
  right,
  focus,
  linked,
  tool,
  overlays,
  annotations,
  side,
  sideWidth,
  patchGrid,
  speed,
  measurements,
}: ViewerState): unknown {
  return {
    left: left && keptPane(left),
    right: right && keptPane(right),
    focus,
    linked,
    tool,
    overlays,
    annotations,
    side,
    sideWidth,
    patchGrid,
    speed,
    measurements,
  };
}

function keptPane(pane: PaneState): KeptPane {
  const { voi, negative, placement } = pane;
  return { place: placeOf(pane), voi, negative, placement };
}

/** Undefined for anything that is not what `toMemory` made, e.g. by another version. */
export function fromMemory(kept: unknown): ViewMemory | undefined {
  const parsed = v.safeParse(MemorySchema, kept);
  if (!parsed.success) return undefined;
  const { left, right, side, sideWidth, measurements: drawn, ...rest } = parsed.output;
  // One that was begun by a click and had no second point yet.
  const measurements = Object.fromEntries(
    Object.entries(drawn).map(([key, all]) => [key, all.filter(({ points }) => hasSize(points))]),
  );
  return { ...rest, measurements, left: left && pane(left), right: right && pane(right), side, sideWidth };
}

function pane({ voi, ...rest }: v.InferOutput<typeof PaneMemorySchema>): KeptPane {
  return { ...rest, voi };
}

function hasSize([first, ...others]: readonly Point[]): boolean {
  return others.some(({ x, y }) => x !== first?.x || y !== first.y);
}
