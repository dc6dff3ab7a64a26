import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ModelView } from '../../src/protocol/viewer.ts';
import { counted } from '../../src/text/counted.ts';
import { badge, iconButton, progressRing, toggleButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { labelWithKey } from './keys.ts';
import { type Patch, patchAt } from './patchGeometry.ts';

export interface ModelPanelState {
  /** The last that came; while a newer one is on its way it stays, dimmed. */
  readonly view: ModelView | undefined;
  readonly isWaiting: boolean;
  readonly failure: string | undefined;
  readonly patch: Patch | undefined;
}

export interface ModelPanelEvents {
  onPatch(patch: Patch | undefined): void;
  onToggleGrid(): void;
  onClose(): void;
}

/** The very pixels that the model gets for the frame and window in front, pixel by pixel. */
export function modelPanel(
  { view, isWaiting, failure, patch }: ModelPanelState,
  grid: boolean,
  events: ModelPanelEvents,
): TemplateResult {
  const hasGrid = view !== undefined && view.patchSize > 0;
  return html`<section class="side model" data-testid="model-panel" aria-label=${t`What the model sees`}>
    <header>
      <h2>${t`What the model sees`}</h2>
      ${toggleButton({
        label: t`Patch grid`,
        title: labelWithKey(t`Patch grid`, 'togglePatchGrid'),
        icon: 'grid',
        pressed: grid,
        disabled: !hasGrid,
        testId: 'patch-grid',
        onClick: () => {
          events.onToggleGrid();
        },
      })}
      ${iconButton({
        label: t`Close`,
        title: labelWithKey(t`Close`, 'toggleModelView'),
        icon: 'close',
        testId: 'close-side',
        onClick: () => {
          events.onClose();
        },
      })}
    </header>
    <div class="side-body">
      ${failure === undefined ? nothing : html`<p class="failure-line" role="alert" data-testid="model-failure">${failure}</p>`}
      ${
        view === undefined
          ? failure === undefined
            ? html`<div class="model-waiting">${progressRing()}<span>${t`Preparing the model’s picture`}</span></div>`
            : nothing
          : html`${picture(view, grid && hasGrid, isWaiting, patch, events)}${caption(view, patch)}`
      }
      <p class="quiet">
        ${t`These pixels, and no others, go into the model for this frame and window. Zoom, rotation, inversion, overlays and measurements are yours alone.`}
      </p>
    </div>
  </section>`;
}

function picture(
  view: ModelView,
  grid: boolean,
  isWaiting: boolean,
  patch: Patch | undefined,
  events: ModelPanelEvents,
): TemplateResult {
  const point = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const scale = view.width / width;
    events.onPatch(patchAt(view, { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale }));
  };
  return html`<div
    class="model-picture ${isWaiting ? 'waiting' : ''}"
    data-testid="model-picture"
    data-waiting=${String(isWaiting)}
    @pointermove=${point}
    @pointerleave=${() => {
      events.onPatch(undefined);
    }}
  >
    <canvas
      role="img"
      aria-label=${t`The model’s picture, ${view.width} by ${view.height} pixels`}
      width=${view.width}
      height=${view.height}
      ${ref((element) => {
        queueMicrotask(() => {
          drawModelView(element, view);
        });
      })}
    ></canvas>
    ${grid || patch !== undefined ? gridLines(view, grid, patch) : nothing}
  </div>`;
}

function gridLines({ width, height, patchSize }: ModelView, grid: boolean, patch: Patch | undefined): TemplateResult {
  const lines = grid
    ? [
        ...Array.from(
          { length: Math.ceil(width / patchSize) - 1 },
          (_, i) => `M${String((i + 1) * patchSize)} 0V${String(height)}`,
        ),
        ...Array.from(
          { length: Math.ceil(height / patchSize) - 1 },
          (_, i) => `M0 ${String((i + 1) * patchSize)}H${String(width)}`,
        ),
      ].join('')
    : '';
  const chosen =
    patch === undefined
      ? ''
      : `M${String(patch.column * patchSize)} ${String(patch.row * patchSize)}h${String(patchSize)}v${String(patchSize)}h${String(-patchSize)}z`;
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" data-testid="grid-lines">
    <path class="grid" d=${lines}></path>
    <path class="patch" d=${chosen}></path>
  </svg>`;
}

/** Left and right of the picture, as in panels.css. */
const PADDING = 24;

const drawn = new WeakMap<Element, ModelView>();

function drawModelView(element: Element | undefined, view: ModelView): void {
  if (!(element instanceof HTMLCanvasElement)) return;
  const { width, height, rgb } = view;
  // A pixel of the model's is a whole number of the screen's, so that all of them are of one size.
  const room = (element.closest('.side-body')?.clientWidth ?? 0) - PADDING;
  const times = Math.max(1, Math.floor((room * devicePixelRatio) / width));
  element.style.width = `${String((times * width) / devicePixelRatio)}px`;
  element.style.height = `${String((times * height) / devicePixelRatio)}px`;
  if (drawn.get(element) === view) return;
  const pixels = new ImageData(width, height);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels.data[to] = rgb[from]!;
    pixels.data[to + 1] = rgb[from + 1]!;
    pixels.data[to + 2] = rgb[from + 2]!;
    pixels.data[to + 3] = 255;
  }
  element.getContext('2d')?.putImageData(pixels, 0, 0);
  drawn.set(element, view);
}

function caption(
  { width, height, patchSize, tokens, modelName, isDemo }: ModelView,
  patch: Patch | undefined,
): TemplateResult {
  const size =
    patchSize > 0
      ? t`${width} × ${height} px, ${Math.ceil(width / patchSize)} × ${Math.ceil(height / patchSize)} patches of ${patchSize} px`
      : `${String(width)} × ${String(height)} px`;
  return html`<p class="caption" data-testid="model-caption">${size} · ${counted(tokens, 'token')}</p>
    <p class="caption"><span data-testid="model-name">${modelName}</span> ${isDemo ? badge(t`demo`) : nothing}</p>
    <p class="caption quiet" aria-hidden="true">
      ${patch === undefined ? '\u00a0' : t`Patch ${patch.column + 1}, ${patch.row + 1}: shown on the image`}
    </p>`;
}
