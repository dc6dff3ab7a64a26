import type { Point } from './lightboxGeometry.ts';

/** What a key does in the lightbox. Directions are -1, 0 or 1 a side. */
export type LightboxCommand =
  | { readonly do: 'zoomIn' | 'zoomOut' | 'fit' | 'actualSize' | 'takeRegion' | 'leaveRegion' }
  | { readonly do: 'pan'; readonly direction: Point }
  | { readonly do: 'step'; readonly by: 1 | -1 }
  | { readonly do: 'moveRegion' | 'resizeRegion'; readonly direction: Point; readonly fine: boolean };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Undefined for a key that is not the lightbox's. `onStage`: the picture has the focus, not a button, which Enter
 * presses.
 */
export function lightboxCommand(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Key,
  { marking, zoomed, onStage }: { readonly marking: boolean; readonly zoomed: boolean; readonly onStage: boolean },
): LightboxCommand | undefined {
  if (ctrlKey || metaKey) return undefined;
  if (marking && key === 'Escape') return { do: 'leaveRegion' };
  if (marking && key === 'Enter' && onStage) return { do: 'takeRegion' };
  const direction = DIRECTIONS[key];
  if (direction !== undefined) {
    if (marking) return { do: shiftKey ? 'resizeRegion' : 'moveRegion', direction, fine: altKey };
    if (altKey || shiftKey) return undefined;
    if (zoomed) return { do: 'pan', direction };
    return direction.x === 0 ? undefined : { do: 'step', by: direction.x > 0 ? 1 : -1 };
  }
  if (altKey) return undefined;
  switch (key) {
    case '+':
    case '=':
      return { do: 'zoomIn' };
    case '-':
    case '_':
      return { do: 'zoomOut' };
    case '0':
      return { do: 'fit' };
    case '1':
      return { do: 'actualSize' };
    default:
      return undefined;
  }
}
