/** Which parts of a frame are rendered how finely, so that a large one costs no more than the screen can show. */
import type { Region, RegionLook } from './paintRegion.ts';
import { type Placement, type Raster, type Size, visibleRegion, zoomOf } from './viewport.ts';

/** Pixels of the picture of a whole frame; a frame beyond it is reduced. */
const WHOLE_PIXELS = 2.5e6;
/** Pixels of a detail. */
const DETAIL_PIXELS = 6e6;
/** A detail reaches this far beyond the pane, as a part of its size, so that a short pan has it already. */
const MARGIN = 0.25;

export interface Layers {
  readonly whole: RegionLook;
  /** Undefined: the whole is as fine as the screen. */
  readonly detail: RegionLook | undefined;
}

/** `draft`: while the window is dragged, when speed goes before evenness. */
export function layersFor(raster: Raster, placement: Placement, pane: Size, draft: boolean): Layers {
  const whole = wholeStep(raster);
  const wanted = Math.max(1, Math.floor(1 / zoomOf(raster, placement, pane) + 1e-6));
  const all = { x: 0, y: 0, width: raster.columns, height: raster.rows };
  const look: RegionLook = { region: all, step: whole, draft: draft && whole > 1 };
  if (wanted >= whole) return { whole: look, detail: undefined };
  const visible = visibleRegion(raster, placement, pane);
  if (visible.width === 0 || visible.height === 0) return { whole: look, detail: undefined };
  const region = draft ? visible : widened(visible, raster);
  const step = Math.max(wanted, Math.ceil(Math.sqrt((region.width * region.height) / DETAIL_PIXELS)));
  return { whole: look, detail: step >= whole ? undefined : { region, step, draft: draft && step > 1 } };
}

function wholeStep({ columns, rows }: Raster): number {
  let step = 1;
  while (Math.ceil(columns / step) * Math.ceil(rows / step) > WHOLE_PIXELS) step++;
  return step;
}

function widened({ x, y, width, height }: Region, { columns, rows }: Raster): Region {
  const left = Math.max(0, Math.floor(x - width * MARGIN));
  const top = Math.max(0, Math.floor(y - height * MARGIN));
  return {
    x: left,
    y: top,
    width: Math.min(columns, Math.ceil(x + width * (1 + MARGIN))) - left,
    height: Math.min(rows, Math.ceil(y + height * (1 + MARGIN))) - top,
  };
}

/** A picture that was rendered by `have` does where `want` is asked for. */
export function covers(have: RegionLook, want: RegionLook, visible: Region): boolean {
  if (have.step > want.step || (have.draft && !want.draft)) return false;
  const { region } = have;
  return (
    region.x <= visible.x &&
    region.y <= visible.y &&
    region.x + region.width >= visible.x + visible.width &&
    region.y + region.height >= visible.y + visible.height
  );
}
