import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { VoiWindow } from '../../src/display/frameImage.ts';
import { HU_PRESETS } from '../../src/display/presets.ts';
import type { ViewImage } from '../../src/protocol/webview.ts';
import { textField } from '../shared/controls.ts';
import { html } from '../shared/html.ts';

/** What is chosen of an image; without `voi`, it is shown as its file says. */
export type ImageView = { readonly frame: number } & Pick<ViewImage, 'voi'>;

export interface ViewControlEvents {
  /** `settled`: not in the middle of a drag. */
  onView(view: ImageView, settled: boolean): void;
}

/** The frame of an image of several, and the window of one that has any. `view`: as asked for last. */
export function viewControls(image: ViewImage, view: ImageView, events: ViewControlEvents): TemplateResult {
  return html`${image.frames > 1 ? frameControl(image.frames, view, events) : nothing}${
    image.window === undefined && image.voi === undefined ? nothing : windowControl(image, view, events)
  }`;
}

type InputEventOf = Event & { readonly target: HTMLInputElement };

function frameControl(frames: number, view: ImageView, events: ViewControlEvents): TemplateResult {
  const number = String(view.frame + 1);
  const take = (settled: boolean) => (event: InputEventOf) => {
    const typed = event.target.valueAsNumber;
    if (Number.isInteger(typed) && typed >= 1 && typed <= frames) events.onView({ ...view, frame: typed - 1 }, settled);
    else if (settled) event.target.value = number;
  };
  return html`<div class="frame" role="group" aria-label=${t`Frame`}>
    <label for="lightbox-frame">${t`Frame`}</label>
    <input
      id="lightbox-frame"
      type="range"
      min="1"
      max=${frames}
      step="1"
      data-testid="lightbox-frame"
      aria-valuetext=${t`${number} of ${frames}`}
      .value=${live(number)}
      @input=${take(false)}
      @change=${take(true)}
    />
    <input
      type="number"
      min="1"
      max=${frames}
      aria-label=${t`Frame number`}
      data-testid="lightbox-frame-number"
      .value=${live(number)}
      @change=${take(true)}
    />
    <span>${t`of ${frames}`}</span>
  </div>`;
}

const AS_FILED = 'file';
const CUSTOM = 'custom';

function windowControl(image: ViewImage, view: ImageView, events: ViewControlEvents): TemplateResult {
  const presets = image.modality === 'CT' ? HU_PRESETS : [];
  // Until the host has decoded it, the window asked for is the one to show.
  const shown = view.voi?.kind === 'window' ? view.voi : image.window;
  const chosen = chosenPreset(view, presets);
  const choose = ({ center, width }: VoiWindow): void => {
    events.onView({ ...view, voi: { kind: 'window', center, width } }, true);
  };
  const commit = (side: 'center' | 'width') => (text: string) => {
    const value = Number(text.trim().replace(',', '.'));
    if (shown === undefined || text.trim() === '' || !Number.isFinite(value) || (side === 'width' && value <= 0))
      return;
    choose({ center: shown.center, width: shown.width, [side]: value });
  };
  return html`<div class="window" role="group" aria-label=${t`Window`}>
    <label for="lightbox-window">${t`Window`}</label>
    <select
      id="lightbox-window"
      data-testid="lightbox-window"
      .value=${live(chosen)}
      @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
        const preset = presets.find(({ id }) => id === event.target.value);
        if (preset !== undefined) choose(preset);
        else events.onView({ frame: view.frame }, true);
      }}
    >
      <option value=${AS_FILED} ?selected=${chosen === AS_FILED}>${t`As the file says`}</option>
      ${presets.map(({ id, name }) => html`<option value=${id} ?selected=${chosen === id}>${name()}</option>`)}
      ${chosen === CUSTOM ? html`<option value=${CUSTOM} selected>${t`Chosen`}</option>` : nothing}
    </select>
    ${
      shown === undefined
        ? nothing
        : html`${textField({
            label: 'W',
            title: t`Window width`,
            testId: 'lightbox-window-width',
            value: short(shown.width),
            onCommit: commit('width'),
          })}${textField({
            label: 'L',
            title: t`Window level: the centre`,
            testId: 'lightbox-window-center',
            value: short(shown.center),
            onCommit: commit('center'),
          })}`
    }
  </div>`;
}

function chosenPreset({ voi }: ImageView, presets: typeof HU_PRESETS): string {
  if (voi === undefined) return AS_FILED;
  if (voi.kind === 'lut') return CUSTOM;
  return presets.find(({ center, width }) => center === voi.center && width === voi.width)?.id ?? CUSTOM;
}

/** As it can be typed in again. */
function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
