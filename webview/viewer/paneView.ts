import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { type RefOrCallback, ref } from 'lit-html/directives/ref.js';
import type { Pane } from '../../src/protocol/viewer.ts';
import { iconButton, progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { lossyText, positionLines, stateMarks, subjectText, windowLine } from './cornerText.ts';
import { orientationWords, shownOrientation } from './orientationLetters.ts';
import { measurementList, orientationLetters, scaleBarView } from './paneAnnotations.ts';
import type { PaneController } from './paneController.ts';
import { stackBar } from './stackBar.ts';
import { type PaneState, type ViewerState, placeOf } from './viewerModel.ts';
import { frameKey } from './stackPosition.ts';

export interface PaneEvents {
  closeRight(): void;
  playPause(pane: Pane): void;
  goTo(pane: Pane, position: number): void;
  setSpeed(speed: number): void;
  retry(pane: Pane): void;
}

/** One image of the viewer: the picture with its corners, and below it the place in the stack. */
export function paneView(
  pane: Pane,
  state: ViewerState,
  failure: string | undefined,
  controller: PaneController | undefined,
  attach: RefOrCallback,
  events: PaneEvents,
): TemplateResult {
  const view = state[pane];
  const isComparing = state.right !== undefined;
  const isFocused = state.focus === pane;
  const isLate = controller?.isLate === true && failure === undefined;
  return html`<section
    class="pane-frame ${isComparing && isFocused ? 'focused' : ''}"
    data-testid="pane-${pane}"
    aria-label=${pane === 'left' ? t`Image` : t`Image compared with`}
  >
    ${
      isComparing && view !== undefined
        ? html`<header class="pane-title">
            <span title=${view.stack.title}
              >${view.stack.items.find(({ id }) => id === placeOf(view).itemId)?.name ?? ''}</span
            >${
              pane === 'right'
                ? iconButton({
                    label: t`Close the comparison`,
                    icon: 'close',
                    testId: 'close-right',
                    onClick: () => {
                      events.closeRight();
                    },
                  })
                : nothing
            }
          </header>`
        : nothing
    }
    <div
      class="pane ${isLate ? 'waiting' : ''} ${failure === undefined ? '' : 'failed'}"
      tabindex="0"
      role="group"
      aria-roledescription=${t`image viewer`}
      aria-label=${paneLabel(pane, state, controller)}
      data-pane=${pane}
      data-tool=${state.tool}
      ${ref(attach)}
    >
      <canvas data-testid="canvas-${pane}" role="img" aria-label=${t`Picture`}></canvas>
      ${controller?.current === undefined || view === undefined || failure !== undefined ? nothing : overPicture(controller, view, state.annotations)}
      ${isLate ? html`<div class="loading" data-testid="loading-${pane}">${progressRing()}<span>${t`Loading`}</span></div>` : nothing}
      ${
        failure === undefined
          ? nothing
          : html`<div class="failure" role="alert" data-testid="failure-${pane}">
              ${icon('warning')}
              <p>${failure}</p>
              ${textButton({
                label: t`Try again`,
                testId: `retry-${pane}`,
                onClick: () => {
                  events.retry(pane);
                },
              })}
            </div>`
      }
    </div>
    ${view === undefined ? nothing : stackBar(pane, view, state, events)}
  </section>`;
}

function paneLabel(pane: Pane, state: ViewerState, controller: PaneController | undefined): string {
  const view = state[pane];
  const current = controller?.current;
  if (view === undefined || current === undefined) return t`No image yet`;
  const { header, image } = current;
  const orientation = image.orientation && orientationWords(shownOrientation(image.orientation, view.placement));
  return [subjectText(header), ...positionLines(view), windowLine(image, controller?.look), orientation ?? '']
    .filter((part) => part !== '')
    .join(', ');
}

function overPicture(controller: PaneController, view: PaneState, annotations: boolean): TemplateResult {
  return html`${annotations ? orientationLetters(controller, view.placement) : nothing}${corners(controller, view, annotations)}${measurementList(controller)}`;
}

function corners(controller: PaneController, view: PaneState, annotations: boolean): TemplateResult {
  const { current, look, drawn } = controller;
  const { zoomFactor } = controller.placement;
  if (current === undefined) return html``;
  const { header, image, place } = current;
  const isSame = frameKey(place) === frameKey(placeOf(view));
  const lossy = lossyText(header);
  return html` <div class="corner top left">
      <span>${subjectText(header)}</span>${positionLines(view).map((line) => html`<span>${line}</span>`)}
    </div>
    <div class="corner top right">
      ${lossy === undefined ? nothing : html`<span class="warn" data-testid="lossy" title=${lossyHint(header.lossy?.method)}>${lossy}</span>`}
      ${header.burnedIn === undefined ? nothing : html`<span class="warn" data-testid="burned-in" title=${sentence(header.burnedIn.reason)}>${header.burnedIn.level === 'declared' ? t`text burned in` : t`may show a name`}</span>`}
    </div>
    <div class="corner bottom left">
      <span data-testid="window-${controller.pane}"
        >${isSame || drawn !== undefined ? windowLine(image, look) : ''}</span
      >
    </div>
    <div class="corner bottom right">
      ${annotations ? scaleBarView(controller) : nothing}
      ${stateMarks(view).map((mark) => html`<span class="mark">${mark}</span>`)}<span
        data-testid="zoom-${controller.pane}"
        >${zoomFactor === undefined ? '' : `${percent(zoomFactor)} %`}</span
      >
    </div>`;
}

function percent(zoom: number): string {
  const value = zoom * 100;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function lossyHint(method: string | undefined): string {
  return method === undefined
    ? t`The pixels have been through lossy compression: fine detail may be lost.`
    : t`The pixels have been through lossy compression (${method}): fine detail may be lost.`;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${clause.endsWith('.') ? '' : '.'}`;
}
