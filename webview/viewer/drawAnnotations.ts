/** Orientation letters and scale bar as a part of an exported picture; on the screen they are elements of the pane. */
import type { FrameImage } from '../../src/display/frameImage.ts';
import { COLOURS, type Context2d, font, outlined } from './markStyle.ts';
import { shownOrientation } from './orientationLetters.ts';
import { scaleBar } from './scaleBar.ts';
import type { Affine, Placement } from './viewport.ts';

/** Of the picture's width. */
const LONGEST = 0.25;

/** `scale`: pixels of the picture for a CSS pixel. */
export function drawAnnotations(
  context: Context2d,
  image: FrameImage,
  placement: Pick<Placement, 'rotation' | 'mirrored'>,
  toPicture: Affine,
  scale: number,
): void {
  const { width, height } = context.canvas;
  const gap = 8 * scale;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.font = `600 ${font(scale * 1.25)}`;
  context.lineJoin = 'round';
  if (image.orientation !== undefined) {
    const { left, right, top, bottom } = shownOrientation(image.orientation, placement);
    words(context, left, gap, height / 2, 'left', scale);
    words(context, right, width - gap, height / 2, 'right', scale);
    words(context, top, width / 2, gap * 2, 'center', scale);
    words(context, bottom, width / 2, height - gap * 2, 'center', scale);
  }
  const bar = scaleBar(image.spacing, toPicture, width * LONGEST);
  if (bar !== undefined && bar.length >= gap) {
    context.font = font(scale);
    // Beside the letter at the bottom, or above it where there is no room.
    const isWide = Math.max(bar.length, context.measureText(bar.text).width) + 4 * gap < width / 2;
    const [x, y] = [width - gap - bar.length, height - gap * (isWide ? 1.5 : 5)];
    context.strokeStyle = COLOURS.text;
    context.lineWidth = 1.5 * scale;
    outlined(context, scale, () => {
      context.beginPath();
      context.moveTo(x, y - gap / 2);
      context.lineTo(x, y + gap / 2);
      context.moveTo(x, y);
      context.lineTo(x + bar.length, y);
      context.moveTo(x + bar.length, y - gap / 2);
      context.lineTo(x + bar.length, y + gap / 2);
      context.stroke();
    });
    words(context, bar.text, width - gap, y - gap * 1.5, 'right', scale);
  }
  context.restore();
}

function words(context: Context2d, text: string, x: number, y: number, align: CanvasTextAlign, scale: number): void {
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.strokeStyle = COLOURS.ground;
  context.lineWidth = 3 * scale;
  context.strokeText(text, x, y);
  context.fillStyle = COLOURS.text;
  context.fillText(text, x, y);
}
