import type { Size } from './viewport.ts';

/**
 * Of an element, device pixels. Exact where the browser tells it: at broken zoom levels rounding may miss by a pixel.
 * An emulated screen tells it wrong.
 */
export function deviceSize({ clientWidth, clientHeight }: HTMLElement, box: ResizeObserverSize | undefined): Size {
  const rounded = {
    width: Math.round(clientWidth * devicePixelRatio),
    height: Math.round(clientHeight * devicePixelRatio),
  };
  const isExact =
    box !== undefined && Math.abs(box.inlineSize - rounded.width) <= 1 && Math.abs(box.blockSize - rounded.height) <= 1;
  return isExact ? { width: box.inlineSize, height: box.blockSize } : rounded;
}
