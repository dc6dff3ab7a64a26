/** Lines over a picture: the patch that is pointed at, the keyboard's pointer, overlays of the file. */
import type { FrameImage, OverlayPlane } from '../../src/display/frameImage.ts';
import { paintOverlays } from '../../src/display/paintOverlays.ts';
import { COLOURS, type Context2d, cross, outlined } from './markStyle.ts';
import type { Region } from './paintRegion.ts';
import type { Affine, Point } from './viewport.ts';

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
