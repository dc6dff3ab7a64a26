/**
 * How a picture lies in the stage of the lightbox: pure geometry between picture pixels and the CSS pixels of the stage.
 * The origin of both is their top left corner; the middle of the first pixel is (0.5, 0.5).
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Point, Size {}

export interface LightboxView {
  /** CSS pixels for a picture pixel; `fit`: as large as the whole picture can be shown. */
  readonly scale: number | 'fit';
  /** The picture pixel in the middle of the stage; that of `fit` is the middle of the picture. */
  readonly centre: Point;
}

/** What is laid into what. `pixelRatio`: device pixels for a CSS pixel. */
export interface Stage {
  readonly picture: Size;
  readonly stage: Size;
  readonly pixelRatio: number;
}

/** Device pixels for a picture pixel, at most. */
const LARGEST = 32;
/** Closer than this two sizes look the same. */
const SAME = 1e-6;

export function fitted({ width, height }: Size): LightboxView {
  return { scale: 'fit', centre: { x: width / 2, y: height / 2 } };
}

/** CSS pixels for a picture pixel where the whole picture just fits. */
export function fitScale({ picture, stage }: Stage): number {
  return Math.min(stage.width / picture.width, stage.height / picture.height);
}

export function scaleOf({ scale }: LightboxView, stage: Stage): number {
  return scale === 'fit' ? fitScale(stage) : scale;
}

/** Whether a part of the picture lies outside the stage, so that there is something to pan. */
export function isZoomed(view: LightboxView, stage: Stage): boolean {
  return scaleOf(view, stage) > fitScale(stage) * (1 + SAME);
}

/** Where the picture lies on the stage, CSS pixels. */
export function placed(view: LightboxView, stage: Stage): Rect {
  const scale = scaleOf(view, stage);
  const { x, y } = within(view.centre, scale, stage);
  return {
    x: stage.stage.width / 2 - x * scale,
    y: stage.stage.height / 2 - y * scale,
    width: stage.picture.width * scale,
    height: stage.picture.height * scale,
  };
}

/** The picture pixel under a point of the stage, fractions and all; outside the picture too. */
export function toPicture(at: Point, view: LightboxView, stage: Stage): Point {
  const scale = scaleOf(view, stage);
  const { x, y } = placed(view, stage);
  return { x: (at.x - x) / scale, y: (at.y - y) / scale };
}

/** A part of the picture as it lies on the stage. */
export function toStage(part: Rect, view: LightboxView, stage: Stage): Rect {
  const scale = scaleOf(view, stage);
  const { x, y } = placed(view, stage);
  return { x: x + part.x * scale, y: y + part.y * scale, width: part.width * scale, height: part.height * scale };
}

/**
 * `factor` times as large, with what is under `at` kept there as far as the picture's edges let it. Never smaller than
 * what fits, or than pixel for pixel where that is smaller still.
 */
export function zoomedBy(factor: number, at: Point, view: LightboxView, stage: Stage): LightboxView {
  const fit = fitScale(stage);
  const smallest = Math.min(fit, 1 / stage.pixelRatio);
  const largest = Math.max(fit, LARGEST / stage.pixelRatio);
  const scale = Math.min(largest, Math.max(smallest, scaleOf(view, stage) * factor));
  if (Math.abs(scale - fit) <= fit * SAME) return fitted(stage.picture);
  const kept = toPicture(at, view, stage);
  const centre = {
    x: kept.x - (at.x - stage.stage.width / 2) / scale,
    y: kept.y - (at.y - stage.stage.height / 2) / scale,
  };
  return { scale, centre: within(centre, scale, stage) };
}

/** A device pixel for each picture pixel, about the middle of the stage. */
export function actualSize(view: LightboxView, stage: Stage): LightboxView {
  const middle = { x: stage.stage.width / 2, y: stage.stage.height / 2 };
  return zoomedBy(1 / stage.pixelRatio / scaleOf(view, stage), middle, view, stage);
}

/** The picture moved by so many CSS pixels, no further than to its edges. */
export function pannedBy(by: Point, view: LightboxView, stage: Stage): LightboxView {
  const scale = scaleOf(view, stage);
  const from = within(view.centre, scale, stage);
  return { ...view, centre: within({ x: from.x - by.x / scale, y: from.y - by.y / scale }, scale, stage) };
}

/** Whether a picture with so many pixels across shows less than the screen could; never of one that fits. */
export function needsEveryPixel(view: LightboxView, across: number, stage: Stage): boolean {
  if (across >= stage.picture.width || view.scale === 'fit') return false;
  return stage.picture.width * view.scale * stage.pixelRatio > across * (1 + SAME);
}

/** In per cent of pixel for pixel. */
export function zoomPercent(view: LightboxView, stage: Stage): number {
  return Math.round(100 * scaleOf(view, stage) * stage.pixelRatio);
}

/** The centre where no edge of the picture leaves the stage's, and in the middle where the picture is smaller. */
function within({ x, y }: Point, scale: number, { picture, stage }: Stage): Point {
  return {
    x: between(x, stage.width / scale / 2, picture.width),
    y: between(y, stage.height / scale / 2, picture.height),
  };
}

function between(value: number, half: number, length: number): number {
  return half * 2 >= length ? length / 2 : Math.min(length - half, Math.max(half, value));
}
