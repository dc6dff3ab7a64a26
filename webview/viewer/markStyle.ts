/** How marks over a picture look: told from greys under any theme, by a dark rim. */
import { foreignText } from '../../src/text/foreignText.ts';
import type { Point } from './viewport.ts';

export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const COLOURS = {
  measurement: '#ffd54a',
  chosen: '#4fc3f7',
  text: '#ffffff',
  ground: 'rgb(0 0 0 / 65%)',
  patch: '#4fc3f7',
  overlay: [64, 224, 160],
} as const;

const LINE_HEIGHT = 16;

export function outlined(context: Context2d, scale: number, draw: () => void): void {
  const { strokeStyle, lineWidth } = context;
  context.strokeStyle = COLOURS.ground;
  context.lineWidth = lineWidth + 2 * scale;
  draw();
  context.strokeStyle = strokeStyle;
  context.lineWidth = lineWidth;
  draw();
}

export function cross(context: Context2d, x: number, y: number, reach: number): void {
  context.beginPath();
  context.moveTo(x - reach, y);
  context.lineTo(x + reach, y);
  context.moveTo(x, y - reach);
  context.lineTo(x, y + reach);
  context.stroke();
}

export function font(scale: number): string {
  return `${String(12 * scale)}px system-ui, sans-serif`;
}

/** Lines of words on a dark ground, beside a point and within the picture. */
export function label(context: Context2d, lines: readonly string[], at: Point | undefined, scale: number): void {
  // The unit is what a file says.
  const texts = lines.filter((line) => line !== '').map((line) => foreignText(line));
  if (texts.length === 0 || at === undefined) return;
  context.font = font(scale);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const width = Math.max(...texts.map((text) => context.measureText(text).width));
  const [pad, line, gap] = [5 * scale, LINE_HEIGHT * scale, 10 * scale];
  const height = texts.length * line + 2 * scale;
  const x = Math.max(0, Math.min(at.x + gap, context.canvas.width - width - 2 * pad));
  const y = Math.max(0, Math.min(at.y - gap - height / 2, context.canvas.height - height));
  context.fillStyle = COLOURS.ground;
  context.beginPath();
  context.roundRect(x, y, width + 2 * pad, height, 3 * scale);
  context.fill();
  context.fillStyle = COLOURS.text;
  for (const [index, text] of texts.entries()) context.fillText(text, x + pad, y + scale + (index + 0.5) * line);
}
