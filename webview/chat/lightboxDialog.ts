import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { type Ref, ref } from 'lit-html/directives/ref.js';
import type { ViewImage } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { toolButton } from '../shared/toolButton.ts';
import type { LightboxTab } from './lightboxStage.ts';
import { type ImageView, type ViewControlEvents, viewControls } from './viewControls.ts';

export interface DialogParts {
  readonly image: ViewImage;
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
  readonly tab: LightboxTab;
  readonly marking: boolean;
  /** A part can be asked about: of one picture, as displayed. */
  readonly canMark: boolean;
  /** The frame and window of an image that waits can be chosen. */
  readonly view: ImageView | undefined;
  readonly failure: string | undefined;
  /** What is told of zoom, loading and the rectangle. */
  readonly status: string;
  /** Which image, part or slices it is, in words. */
  readonly facts: string;
  readonly stage: TemplateResult;
}

export interface DialogEvents extends ViewControlEvents {
  onKey(event: KeyboardEvent): void;
  onClosed(): void;
  onTab(tab: LightboxTab): void;
  onStep(by: 1 | -1): void;
  onZoom(to: ZoomTo): void;
  onMark(): void;
  onTakeRegion(): void;
  onOpenInViewer(): void;
}

type ZoomTo = 'zoomOut' | 'zoomIn' | 'fit' | 'actualSize';

/** The image large, over the chat. */
export function lightboxDialog(
  parts: DialogParts,
  dialog: Ref<HTMLDialogElement>,
  events: DialogEvents,
): TemplateResult {
  const { image, number, of, failure, status, facts, view, stage } = parts;
  return html`<dialog
    class="lightbox"
    data-testid="preview"
    aria-label=${image.name}
    ${ref(dialog)}
    @close=${() => {
      events.onClosed();
    }}
    @keydown=${(event: KeyboardEvent) => {
      events.onKey(event);
    }}
  >
    <header>
      <h2 aria-live="polite">
        ${of > 1 ? html`<span class="number" data-testid="lightbox-number">${t`Image ${number} of ${of}`}</span> ` : nothing}<span
          class="name"
          >${image.name}</span
        >
      </h2>
      ${toolButton({
        label: t`Close`,
        title: t`Close (Escape)`,
        icon: 'close',
        testId: 'preview-close',
        onClick: () => {
          dialog.value?.close();
        },
      })}
    </header>
    ${toolbar(parts, events)} ${view === undefined ? nothing : viewControls(image, view, events)}
    ${failure === undefined ? nothing : html`<p class="failure" role="alert" data-testid="preview-failure">${failure}</p>`}
    ${stage}
    <p class="status" role="status" data-testid="lightbox-status">${status}</p>
    ${facts === '' ? nothing : html`<p class="facts" data-testid="lightbox-facts">${facts}</p>`}
    ${image.notes.map((note) => html`<p class="note">${note.text}</p>`)}
  </dialog>`;
}

function toolbar({ of, tab, marking, canMark }: DialogParts, events: DialogEvents): TemplateResult {
  const step = (by: 1 | -1, label: string, title: string): TemplateResult =>
    toolButton({
      label,
      title,
      icon: by < 0 ? 'previous' : 'next',
      testId: by < 0 ? 'lightbox-previous' : 'lightbox-next',
      onClick: () => {
        events.onStep(by);
      },
    });
  return html`<div class="toolbar" role="group" aria-label=${t`Image tools`}>
    ${of > 1 ? html`${step(-1, t`Previous image`, t`Previous image (Left)`)}${step(1, t`Next image`, t`Next image (Right)`)}` : nothing}
    ${tabs(tab, events)} ${ZOOMS.map(([to, label, key]) => zoomButton(to, label(), key, events))}
    ${
      canMark
        ? toolButton({
            label: t`Mark a region`,
            icon: 'rectangle',
            testId: 'lightbox-mark',
            pressed: marking,
            onClick: () => {
              events.onMark();
            },
          })
        : nothing
    }
    ${toolButton({
      label: t`Open in viewer`,
      icon: 'openInViewer',
      testId: 'lightbox-viewer',
      onClick: () => {
        events.onOpenInViewer();
      },
    })}
    ${
      marking
        ? toolButton({
            label: t`Ask about this part`,
            title: t`Puts the part beside the image (Enter)`,
            icon: 'ask',
            inWords: true,
            testId: 'lightbox-ask',
            onClick: () => {
              events.onTakeRegion();
            },
          })
        : nothing
    }
  </div>`;
}

const ZOOMS: readonly (readonly [ZoomTo, () => string, string])[] = [
  ['zoomOut', () => t`Zoom out`, '-'],
  ['zoomIn', () => t`Zoom in`, '+'],
  ['fit', () => t`Fit`, '0'],
  ['actualSize', () => t`Actual size`, '1'],
];

function zoomButton(to: ZoomTo, label: string, key: string, events: DialogEvents): TemplateResult {
  return toolButton({
    label,
    title: `${label} (${key})`,
    icon: to,
    testId: `lightbox-${to}`,
    onClick: () => {
      events.onZoom(to);
    },
  });
}

const TABS: readonly (readonly [LightboxTab, () => string])[] = [
  ['shown', () => t`As displayed`],
  ['seen', () => t`What the model sees`],
];

/** One of the two is chosen; the arrow keys go to the other, as in every list of tabs. */
function tabs(chosen: LightboxTab, events: DialogEvents): TemplateResult {
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${t`Which picture`}
    @keydown=${(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      event.stopPropagation();
      const other = event.currentTarget.querySelector<HTMLElement>('[aria-selected="false"]');
      events.onTab(chosen === 'shown' ? 'seen' : 'shown');
      other?.focus();
    }}
  >
    ${TABS.map(
      ([tab, label]) =>
        html`<button
          type="button"
          role="tab"
          aria-selected=${tab === chosen ? 'true' : 'false'}
          aria-controls="lightbox-panel"
          tabindex=${tab === chosen ? '0' : '-1'}
          data-testid=${`lightbox-tab-${tab}`}
          @click=${() => {
            events.onTab(tab);
          }}
        >
          ${label()}
        </button>`,
    )}
  </div>`;
}
