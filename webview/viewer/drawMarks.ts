/**
 * Lines over a picture: measurements, the patch that is pointed at, overlays of the file. Also on the exported picture.
 */
import type { FrameImage, OverlayPlane } from '../../src/display/frameImage.ts';
import { paintOverlays } from '../../src/display/paintOverlays.ts';
import { foreignText } from '../../src/text/foreignText.ts';
import { type Measurement, measurementText } from './measure.ts';
import type { Region } from './paintRegion.ts';
import { type Affine, type Point, apply } from './viewport.ts';

export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** On a picture in greys, under any theme: these must be told from the image itself. */
const COLOURS = {
  measurement: '#ffd54a',
  chosen: '#4fc3f7',
  text: '#ffffff',
  ground: 'rgb(0 0 0 / 65%)',
  patch: '#4fc3f7',
  overlay: [64, 224, 160],
} as const;

const overlayPictures = new WeakMap<OverlayPlane, OffscreenCanvas>();

/** `toPane` is the context's transform of image pixels. */
export function drawOverlays(context: Context2d, image: FrameImage, toPane: Affine): void {
  if (image.overlays.length === 0) return;
  context.save();
  context.setTransform(toPane);
  context.beginPath();
  context.rect(0, 0, image.columns, image.rows);
  context.clip();
  for (const plane of image.overlays) context.drawImage(overlayPicture(plane), plane.left, plane.top);
  context.restore();
}

function overlayPicture(plane: OverlayPlane): OffscreenCanvas {
  const known = overlayPictures.get(plane);
  if (known !== undefined) return known;
  const canvas = new OffscreenCanvas(plane.columns, plane.rows);
  const pixels = new ImageData(plane.columns, plane.rows);
  for (let i = 0; i < plane.bits.length; i++) pixels.data[i * 4 + 3] = plane.bits[i] === 1 ? 255 : 0;
  paintOverlays([{ ...plane, top: 0, left: 0 }], plane.columns, plane.rows, COLOURS.overlay, pixels.data);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  overlayPictures.set(plane, canvas);
  return canvas;
}

export interface MeasurementDrawing {
  readonly measurements: readonly Measurement[];
  readonly image: FrameImage;
  /** Pixels of the context for a CSS pixel, so that lines keep their strength. */
  readonly scale: number;
  readonly chosen?: number | undefined;
}

export function drawMeasurements(
  context: Context2d,
  toPane: Affine,
  { measurements, image, scale, chosen }: MeasurementDrawing,
): void {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.lineWidth = 1.5 * scale;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const [index, measurement] of measurements.entries()) {
    const points = measurement.points.map((point) => apply(toPane, point));
    context.strokeStyle = index === chosen ? COLOURS.chosen : COLOURS.measurement;
    // A dark seam keeps the line visible on white bone.
    outlined(context, scale, () => {
      context.beginPath();
      points.forEach(({ x, y }, i) => {
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.stroke();
      for (const { x, y } of points) cross(context, x, y, 4 * scale);
    });
    label(
      context,
      measurementText(measurement, image),
      measurement.kind === 'angle' ? points[1] : points.at(-1),
      scale,
    );
  }
  context.restore();
}

function outlined(context: Context2d, scale: number, draw: () => void): void {
  const { strokeStyle, lineWidth } = context;
  context.strokeStyle = COLOURS.ground;
  context.lineWidth = lineWidth + 2 * scale;
  draw();
  context.strokeStyle = strokeStyle;
  context.lineWidth = lineWidth;
  draw();
}

function cross(context: Context2d, x: number, y: number, reach: number): void {
  context.beginPath();
  context.moveTo(x - reach, y);
  context.lineTo(x + reach, y);
  context.moveTo(x, y - reach);
  context.lineTo(x, y + reach);
  context.stroke();
}

function label(context: Context2d, words: string, at: Point | undefined, scale: number): void {
  if (words === '' || at === undefined) return;
  // The unit is what a file says.
  const text = foreignText(words);
  context.font = `${String(12 * scale)}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width;
  const [pad, height, gap] = [5 * scale, 18 * scale, 10 * scale];
  const x = Math.max(0, Math.min(at.x + gap, context.canvas.width - width - 2 * pad));
  const y = Math.max(height / 2, Math.min(at.y - gap, context.canvas.height - height / 2));
  context.fillStyle = COLOURS.ground;
  context.beginPath();
  context.roundRect(x, y - height / 2, width + 2 * pad, height, 3 * scale);
  context.fill();
  context.fillStyle = COLOURS.text;
  context.fillText(text, x + pad, y);
}

export function drawPatch(context: Context2d, toPane: Affine, { x, y, width, height }: Region, scale: number): void {
  context.save();
  context.setTransform(toPane);
  context.beginPath();
  context.rect(x, y, width, height);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.lineWidth = 1.5 * scale;
  context.strokeStyle = COLOURS.patch;
  outlined(context, scale, () => {
    context.stroke();
  });
  context.restore();
}

/** `at`: CSS pixels of the pane. */
export function drawCrosshair(context: Context2d, at: Point, scale: number): void {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.lineWidth = scale;
  context.strokeStyle = COLOURS.chosen;
  outlined(context, scale, () => {
    cross(context, at.x * scale, at.y * scale, 12 * scale);
  });
  context.restore();
}
