import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { html } from '../shared/html.ts';

/** CSS pixels. */
const LIMITS = { least: 240, step: 24 };

/**
 * The edge between the picture and the panel beside it: dragged, or moved by the arrow keys. `onWidth` gets the panel's
 * width, CSS pixels.
 */
export function splitter(onWidth: (width: number) => void): TemplateResult {
  const widthOf = (edge: HTMLElement): number => edge.nextElementSibling?.getBoundingClientRect().width ?? 0;
  const set = (edge: HTMLElement, width: number): void => {
    const room = edge.parentElement?.clientWidth ?? width;
    onWidth(Math.round(Math.min(Math.max(width, LIMITS.least), room * 0.75)));
  };
  return html`<div
    class="splitter"
    role="separator"
    aria-orientation="vertical"
    aria-label=${t`Width of the panel`}
    tabindex="0"
    data-testid="splitter"
    ${ref(tellShare)}
    @pointerdown=${(event: EdgeEvent<PointerEvent>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
    }}
    @pointermove=${(event: EdgeEvent<PointerEvent>) => {
      const edge = event.currentTarget;
      if (edge.hasPointerCapture(event.pointerId))
        set(edge, (edge.parentElement?.getBoundingClientRect().right ?? 0) - event.clientX);
    }}
    @keydown=${(event: EdgeEvent<KeyboardEvent>) => {
      const by = { ArrowLeft: LIMITS.step, ArrowRight: -LIMITS.step }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      set(event.currentTarget, widthOf(event.currentTarget) + by);
    }}
  ></div>`;
}

let shares: ResizeObserver | undefined;

/** Keeps `aria-valuenow` at the panel's share of the stage, percent: what a screen reader says of the edge. */
function tellShare(edge: Element | undefined): void {
  shares?.disconnect();
  if (edge === undefined) return;
  shares = new ResizeObserver(() => {
    const stage = edge.parentElement?.clientWidth ?? 0;
    const panel = edge.nextElementSibling?.clientWidth ?? 0;
    if (stage > 0) edge.setAttribute('aria-valuenow', String(Math.round((100 * panel) / stage)));
  });
  const observer = shares;
  // Only now is it made; a moment later it stands beside the panes, which are as wide as the panel leaves them.
  queueMicrotask(() => {
    if (edge.previousElementSibling !== null) observer.observe(edge.previousElementSibling);
  });
}

type EdgeEvent<E extends Event> = E & { readonly currentTarget: HTMLElement };
