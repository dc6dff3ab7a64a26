/**
 * A frame as a PNG file: at full resolution, with window, turn, overlays, measurements, orientation letters and scale bar as they are
 * on the screen. Nothing of it names a patient.
 */
import { t } from '@vscode/l10n';
import { drawAnnotations } from './drawAnnotations.ts';
import { drawOverlays } from './drawMarks.ts';
import { drawMeasurements } from './drawMeasurements.ts';
import type { Scene } from './paneCanvas.ts';
import type { RenderClient } from './renderClient.ts';
import { roiShape } from './roiText.ts';
import { fitted, imageToPane, pixelScale, turnedSize } from './viewport.ts';
import type { Pane } from '../../src/protocol/viewer.ts';

/** Longest side of a picture at which lines and letters are drawn as on a screen; larger pictures get larger ones. */
const SCREEN_SIDE = 900;

/** Undefined when a newer export has taken its place. Rejects when the picture cannot be made. */
export async function exportPng(
  pane: Pane,
  scene: Omit<Scene, 'patch' | 'draft' | 'chosen' | 'crosshair' | 'statistics'> & {
    readonly annotations: boolean;
  },
  renderer: RenderClient,
): Promise<Blob | undefined> {
  const { image, shade, overlays, annotations, measurements } = scene;
  const { rotation, mirrored } = scene.placement;
  const look = { region: { x: 0, y: 0, width: image.columns, height: image.rows }, step: 1, draft: false };
  const rendered = await renderer.render({ pane, layer: 'export', image, shade, look });
  if (rendered === undefined) return undefined;
  const statistics = [];
  for (const measurement of measurements) {
    const shape = roiShape(measurement);
    statistics.push(shape && (await renderer.statistics(pane, image, shape, 'export')));
  }
  const size = turnedSize(image, rotation);
  const canvas = new OffscreenCanvas(Math.round(size.width), Math.round(size.height));
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error(t`There is not enough memory for the picture.`);
  const toPicture = imageToPane(image, { ...fitted, rotation, mirrored }, canvas);
  context.setTransform(toPicture);
  const { x, y } = pixelScale(image);
  context.imageSmoothingEnabled = x !== 1 || y !== 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(rendered.bitmap, 0, 0);
  rendered.bitmap.close();
  if (overlays) drawOverlays(context, image, toPicture);
  const scale = Math.max(1, Math.max(canvas.width, canvas.height) / SCREEN_SIDE);
  drawMeasurements(context, toPicture, { measurements, statistics, image, scale });
  // Over what a measurement says: no letter may be hidden.
  if (annotations) drawAnnotations(context, image, { rotation, mirrored }, toPicture, scale);
  return canvas.convertToBlob({ type: 'image/png' });
}
