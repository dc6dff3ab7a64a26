import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { type Ref, ref } from 'lit-html/directives/ref.js';
import { progressRing } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import type { Rect } from './lightboxGeometry.ts';
import type { StagePointers } from './stagePointers.ts';

/** The picture as it is, or the pixels that the model gets. */
export type LightboxTab = 'shown' | 'seen';

export interface StageParts {
  readonly tab: LightboxTab;
  /** Of the picture; undefined while it is waited for. */
  readonly url: string | undefined;
  readonly caption: string;
  readonly name: string;
  readonly marking: boolean;
  /** Another picture is on its way. */
  readonly stale: boolean;
}

const KEYS = {
  look: () =>
    t`Plus and minus zoom, 0 fits, 1 shows pixel for pixel. Arrow keys move a zoomed image, or go to the next image.`,
  mark: () =>
    t`Arrow keys move the rectangle, with Shift they resize it, with Alt by single pixels. Enter asks about it, Escape leaves.`,
};

/** Where the picture lies; `placeOn` says where on it. */
export function lightboxStage(
  { tab, url, caption, name, marking, stale }: StageParts,
  stage: Ref<HTMLElement>,
  pointers: StagePointers,
  onLoad: () => void,
): TemplateResult {
  return html`<div
    class="figure"
    data-testid=${tab === 'shown' ? 'preview-shown' : 'preview-seen'}
    id="lightbox-panel"
    role="tabpanel"
    aria-label=${caption}
  >
    <div
      class="stage ${marking ? 'marking' : ''}"
      tabindex="0"
      autofocus
      role="application"
      aria-label=${marking ? t`A rectangle on ${name}` : name}
      aria-describedby="lightbox-keys"
      aria-busy=${stale || url === undefined ? 'true' : 'false'}
      data-testid="lightbox-stage"
      ${ref(stage)}
      @pointerdown=${pointers.onDown}
      @pointermove=${pointers.onMove}
      @pointerup=${pointers.onUp}
      @pointercancel=${pointers.onUp}
      @wheel=${pointers.onWheel}
    >
      ${url === undefined ? nothing : html`<img src=${url} alt=${caption} draggable="false" @load=${onLoad} />`}
      <div class="marked" aria-hidden="true" ?hidden=${!marking} data-testid="lightbox-region"></div>
      ${stale || url === undefined ? html`<span class="waiting">${progressRing()}</span>` : nothing}
    </div>
    <p class="visually-hidden" id="lightbox-keys">${marking ? KEYS.mark() : KEYS.look()}</p>
    <p class="caption">${caption}</p>
  </div>`;
}

/** `each`: device pixels for a picture pixel; large ones are shown as what they are. */
export function placeOn(stage: HTMLElement, picture: Rect, marked: Rect | undefined, each: number): void {
  const image = stage.querySelector('img');
  if (image !== null) {
    place(image, picture);
    image.classList.toggle('pixels', each >= 3);
  }
  const box = stage.querySelector<HTMLElement>('.marked');
  if (box !== null && marked !== undefined) place(box, marked);
}

function place({ style }: HTMLElement, { x, y, width, height }: Rect): void {
  style.setProperty('transform', `translate(${String(x)}px, ${String(y)}px)`);
  style.setProperty('width', `${String(width)}px`);
  style.setProperty('height', `${String(height)}px`);
}
