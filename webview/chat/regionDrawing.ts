/** How a rectangle is drawn on a picture, moved and resized: in whole picture pixels, never outside the picture. */
import { t } from '@vscode/l10n';
import type { Region } from '../../src/display/region.ts';
import type { Point, Size } from './lightboxGeometry.ts';

/** Picture pixels a side: less shows nothing, and a click that trembles is no drawing. */
const SMALLEST = 8;
/** Of a picture's side, for one press of a key. */
const STEP = 0.02;

/** Half of each side, in the middle. */
export function middleRegion({ width, height }: Size): Region {
  return region(width / 4, height / 4, (width * 3) / 4, (height * 3) / 4, { width, height });
}

/** Undefined where the two corners are too close to have been meant. */
export function regionBetween(one: Point, other: Point, picture: Size): Region | undefined {
  const clamp = (value: number, length: number): number => Math.min(length, Math.max(0, value));
  const [x0, x1] = sorted(clamp(one.x, picture.width), clamp(other.x, picture.width));
  const [y0, y1] = sorted(clamp(one.y, picture.height), clamp(other.y, picture.height));
  if (x1 - x0 < smallest(picture.width) || y1 - y0 < smallest(picture.height)) return undefined;
  return region(x0, y0, x1, y1, picture);
}

/** As it is, where it does not fit further. */
export function movedRegion({ x, y, width, height }: Region, by: Point, picture: Size): Region {
  const place = (start: number, length: number, room: number): number =>
    Math.min(room - length, Math.max(0, Math.round(start)));
  return { x: place(x + by.x, width, picture.width), y: place(y + by.y, height, picture.height), width, height };
}

/** Its right and lower edge moved; the upper left corner stays. */
export function resizedRegion({ x, y, width, height }: Region, by: Point, picture: Size): Region {
  const size = (length: number, start: number, room: number): number =>
    Math.min(room - start, Math.max(smallest(room), Math.round(length)));
  return { x, y, width: size(width + by.x, x, picture.width), height: size(height + by.y, y, picture.height) };
}

/** What one press of an arrow key moves by: a pixel where `fine`. */
export function keyStep(direction: Point, fine: boolean, { width, height }: Size): Point {
  const step = (length: number): number => (fine ? 1 : Math.max(1, Math.round(length * STEP)));
  return { x: direction.x * step(width), y: direction.y * step(height) };
}

/** What a drag does: from a corner it draws anew from the corner opposite, within it moves, elsewhere it draws. */
export type RegionDrag =
  | { readonly kind: 'move'; readonly from: Region; readonly start: Point }
  | { readonly kind: 'draw'; readonly corner: Point };

/** `at` in picture pixels; `reach`: how near a corner is taken for it, picture pixels. */
export function startRegionDrag(at: Point, current: Region | undefined, reach: number): RegionDrag {
  if (current === undefined) return { kind: 'draw', corner: at };
  const { x, y, width, height } = current;
  const near = (value: number, edge: number): boolean => Math.abs(value - edge) <= reach;
  const opposite = (value: number, start: number, length: number): number | undefined =>
    near(value, start) ? start + length : near(value, start + length) ? start : undefined;
  const corner = { x: opposite(at.x, x, width), y: opposite(at.y, y, height) };
  if (corner.x !== undefined && corner.y !== undefined) return { kind: 'draw', corner: { x: corner.x, y: corner.y } };
  const isWithin = at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  return isWithin ? { kind: 'move', from: current, start: at } : { kind: 'draw', corner: at };
}

/** The rectangle while it is dragged; `before`, where the drag has not gone far enough. */
export function draggedRegion(
  drag: RegionDrag,
  at: Point,
  before: Region | undefined,
  picture: Size,
): Region | undefined {
  if (drag.kind === 'draw') return regionBetween(drag.corner, at, picture) ?? before;
  return movedRegion(drag.from, { x: at.x - drag.start.x, y: at.y - drag.start.y }, picture);
}

/** e.g. "512×400 pixels, 50 % × 25 % of the image, 10 % from the left, 20 % from the top". */
export function regionSizeText({ x, y, width, height }: Region, picture: Size): string {
  const percent = (pixels: number, side: number): string => `${String(Math.round((100 * pixels) / side))} %`;
  const [across, down] = [percent(width, picture.width), percent(height, picture.height)];
  const [left, top] = [percent(x, picture.width), percent(y, picture.height)];
  return t`${width}×${height} pixels, ${across} × ${down} of the image, ${left} from the left, ${top} from the top`;
}

function region(x0: number, y0: number, x1: number, y1: number, picture: Size): Region {
  const [x, y] = [Math.floor(x0), Math.floor(y0)];
  return {
    x,
    y,
    width: Math.max(1, Math.min(picture.width, Math.ceil(x1)) - x),
    height: Math.max(1, Math.min(picture.height, Math.ceil(y1)) - y),
  };
}

function smallest(side: number): number {
  return Math.min(SMALLEST, side);
}

function sorted(one: number, other: number): readonly [number, number] {
  return one < other ? [one, other] : [other, one];
}
