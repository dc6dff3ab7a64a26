import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import type { ViewState } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { type ImageMove, droppedBelow, movedBy } from './trayOrder.ts';

export interface GripEvents {
  onMoveImage(move: ImageMove): void;
}

const KEYS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/**
 * The handle of an image that waits. It follows the pointer itself: a drag of the browser's would be taken for files that
 * are dropped.
 */
export function trayGrip(
  state: Pick<ViewState, 'images' | 'pending'>,
  imageId: string,
  number: number,
  events: GripEvents,
): TemplateResult {
  const take = (move: ImageMove | undefined): void => {
    if (move !== undefined) events.onMoveImage(move);
  };
  return html`<button
    type="button"
    class="grip"
    data-testid="image-grip"
    data-image=${imageId}
    aria-label=${t`Move image ${number}`}
    aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
    title=${t`Drag, or press Alt+Up or Alt+Down`}
    @keydown=${(event: KeyboardEvent) => {
      const by = KEYS[event.key];
      if (!event.altKey || by === undefined) return;
      event.preventDefault();
      event.stopPropagation(); // Alt+Left is the editor's Back
      take(movedBy(state, imageId, by));
    }}
    @pointerdown=${(event: GripPointer) => {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    }}
    @pointermove=${(event: GripPointer) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) showPlace(event);
    }}
    @pointerup=${(event: GripPointer) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) take(droppedBelow(state, imageId, countAbove(event)));
    }}
    @lostpointercapture=${(event: GripPointer) => {
      clearPlace(event.currentTarget);
    }}
  >
    ${icon('grip')}
  </button>`;
}

type GripPointer = PointerEvent & { readonly currentTarget: HTMLElement };

/** The items of the tray that wait, from the top. */
function waitingItems(grip: HTMLElement): readonly HTMLElement[] {
  const items = grip.closest('ul')?.querySelectorAll<HTMLElement>(':scope > li') ?? [];
  return [...items].filter((item) => item.querySelector('.grip') !== null);
}

/** Items whose middle is above the pointer. */
function countAbove({ clientY, currentTarget }: GripPointer): number {
  return waitingItems(currentTarget).filter((item) => {
    const { top, height } = item.getBoundingClientRect();
    return top + height / 2 < clientY;
  }).length;
}

function showPlace(event: GripPointer): void {
  const grip = event.currentTarget;
  const items = waitingItems(grip);
  const above = countAbove(event);
  for (const [index, item] of items.entries()) {
    item.classList.toggle('dragged', item.contains(grip));
    item.classList.toggle('drop-above', index === above);
    item.classList.toggle('drop-below', index === above - 1 && above === items.length);
  }
  items[Math.min(above, items.length - 1)]?.scrollIntoView({ block: 'nearest' });
}

function clearPlace(grip: HTMLElement): void {
  for (const item of waitingItems(grip)) item.classList.remove('dragged', 'drop-above', 'drop-below');
}

/** The image whose handle has the focus: the browser takes that away when the handle moves with its image. */
export function focusedGrip(): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement.classList.contains('grip')
    ? activeElement.dataset['image']
    : undefined;
}

/** Gives a handle its focus back. */
export function focusGrip(root: HTMLElement, imageId: string | undefined): void {
  if (imageId === undefined || focusedGrip() === imageId) return;
  const grips = root.querySelectorAll<HTMLElement>('.grip');
  [...grips].find((grip) => grip.dataset['image'] === imageId)?.focus();
}
