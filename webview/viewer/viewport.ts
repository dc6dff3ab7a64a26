/**
 * How an image lies in its pane: pure geometry between image pixels and the pane's device pixels. Image coordinates
 * have their origin at the top left corner of the first pixel, so that the centre of that pixel is (0.5, 0.5).
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What geometry has to know of an image. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  /** Height of a pixel relative to its width. */
  readonly pixelAspect: number;
}

export interface Placement {
  /**
   * Of `fit`: times the size that just fits the pane, so that it follows a resize. Of `pixels`: device pixels for an
   * image pixel.
   */
  readonly magnification: { readonly of: 'fit' | 'pixels'; readonly times: number };
  /** The place of the image in the middle of the pane, as fractions of its width and height. */
  readonly centre: Point;
  /** Clockwise, after mirroring. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Left to right. */
  readonly mirrored: boolean;
}

/** Maps (x, y) to (ax + cy + e, bx + dy + f), as a canvas does. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const fitted: Placement = {
  magnification: { of: 'fit', times: 1 },
  centre: { x: 0.5, y: 0.5 },
  rotation: 0,
  mirrored: false,
};

const ZOOM_LIMITS = { min: 0.02, max: 64 };
/** Below this the difference cannot be seen; imaging/modelInput/squarePixels.ts has the same limit. */
const ASPECT_TOLERANCE = 0.01;

/** How far a pixel is widened and heightened to make it square; the side that is too short grows. */
export function pixelScale({ pixelAspect }: Raster): Point {
  if (Math.abs(pixelAspect - 1) < ASPECT_TOLERANCE) return { x: 1, y: 1 };
  return { x: Math.max(1, 1 / pixelAspect), y: Math.max(1, pixelAspect) };
}

/** With square pixels, unturned. */
export function naturalSize(raster: Raster): Size {
  const { x, y } = pixelScale(raster);
  return { width: raster.columns * x, height: raster.rows * y };
}

/** As it stands after rotation. */
export function turnedSize(raster: Raster, rotation: Placement['rotation']): Size {
  const { width, height } = naturalSize(raster);
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** Device pixels for an image pixel (for the shorter side of one that is not square); 1 is "1:1". */
export function zoomOf(raster: Raster, { magnification, rotation }: Placement, pane: Size): number {
  if (magnification.of === 'pixels') return magnification.times;
  const { width, height } = turnedSize(raster, rotation);
  return magnification.times * Math.min(pane.width / width, pane.height / height);
}

/** The image's corner lies on a whole device pixel: at half of one, 1:1 would not be pixel for pixel. */
export function imageToPane(raster: Raster, placement: Placement, pane: Size): Affine {
  const zoom = zoomOf(raster, placement, pane);
  const scale = pixelScale(raster);
  const linear = turned(placement, scale.x * zoom, scale.y * zoom);
  const [x, y] = [placement.centre.x * raster.columns, placement.centre.y * raster.rows];
  return {
    ...linear,
    e: Math.round(pane.width / 2 - linear.a * x - linear.c * y),
    f: Math.round(pane.height / 2 - linear.b * x - linear.d * y),
  };
}

function turned({ rotation, mirrored }: Placement, scaleX: number, scaleY: number): Affine {
  const x = mirrored ? -scaleX : scaleX;
  switch (rotation) {
    case 0:
      return { a: x, b: 0, c: 0, d: scaleY, e: 0, f: 0 };
    case 90:
      return { a: 0, b: x, c: -scaleY, d: 0, e: 0, f: 0 };
    case 180:
      return { a: -x, b: 0, c: 0, d: -scaleY, e: 0, f: 0 };
    case 270:
      return { a: 0, b: -x, c: scaleY, d: 0, e: 0, f: 0 };
  }
}

export function apply({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

export function inverse({ a, b, c, d, e, f }: Affine): Affine {
  const determinant = a * d - b * c;
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  };
}

/** The part of the image that is in the pane, in whole pixels within the image; of no width or height when none is. */
export function visibleRegion(
  raster: Raster,
  placement: Placement,
  pane: Size,
): { x: number; y: number; width: number; height: number } {
  const toImage = inverse(imageToPane(raster, placement, pane));
  const corners = [
    { x: 0, y: 0 },
    { x: pane.width, y: pane.height },
  ].map((corner) => apply(toImage, corner));
  const between = (axis: 'x' | 'y', limit: number): readonly [number, number] => {
    const values = corners.map((corner) => corner[axis]);
    return [clamp(Math.floor(Math.min(...values)), 0, limit), clamp(Math.ceil(Math.max(...values)), 0, limit)];
  };
  const [left, right] = between('x', raster.columns);
  const [top, bottom] = between('y', raster.rows);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Zooms by `factor`; what lies under `at` (pane pixels) stays there. */
export function zoomedAt(raster: Raster, placement: Placement, pane: Size, at: Point, factor: number): Placement {
  const zoom = zoomOf(raster, placement, pane);
  const bounded = clamp(zoom * factor, Math.min(ZOOM_LIMITS.min, zoom), Math.max(ZOOM_LIMITS.max, zoom));
  const held = apply(inverse(imageToPane(raster, placement, pane)), at);
  const { of, times } = placement.magnification;
  const magnified: Placement = { ...placement, magnification: { of, times: (times * bounded) / zoom } };
  const now = apply(imageToPane(raster, magnified, pane), held);
  return pannedBy(raster, magnified, pane, { x: at.x - now.x, y: at.y - now.y });
}

/** Moves the image by `by` pane pixels. Some of it always stays in the pane. */
export function pannedBy(raster: Raster, placement: Placement, pane: Size, by: Point): Placement {
  const toImage = inverse({ ...imageToPane(raster, placement, pane), e: 0, f: 0 });
  const moved = apply(toImage, by);
  const x = clamp(placement.centre.x - moved.x / raster.columns, 0, 1);
  const y = clamp(placement.centre.y - moved.y / raster.rows, 0, 1);
  return { ...placement, centre: { x, y } };
}

/** Turns what is seen clockwise, around the middle of the pane. */
export function rotated(placement: Placement, by: 90 | -90): Placement {
  return { ...placement, rotation: quarter(placement.rotation + by) };
}

/** Mirrors what is seen, left to right or top to bottom. */
export function flipped(placement: Placement, along: 'horizontal' | 'vertical'): Placement {
  // A mirror after a turn by r is the turn by -r after that mirror; top to bottom is left to right turned by 180°.
  const rotation = quarter((along === 'horizontal' ? 0 : 180) - placement.rotation);
  return { ...placement, mirrored: !placement.mirrored, rotation };
}

function quarter(degrees: number): Placement['rotation'] {
  return (((degrees % 360) + 360) % 360) as Placement['rotation'];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
