import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import {
  type ChatParameters,
  parameterDifferences,
  type PresetChoice,
  presetOf,
  SAMPLING_PARAMETERS,
  type SamplingParameter,
  withPreset,
} from '../../src/conversation/chatParameters.ts';
import { PARAMETER_BOUNDS, readParameter } from '../../src/conversation/readParameter.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

export interface ParameterEvents {
  onParameters(parameters: ChatParameters): void;
  onSaveParameters(): void;
  /** It looks otherwise now. */
  onChange(): void;
}

type Stated = Pick<ViewState, 'parameters' | 'defaults'>;

const PRESETS: readonly (readonly [PresetChoice, () => string])[] = [
  ['settings', () => t`As the settings say`],
  ['reproducible', () => t`Reproducible`],
  ['llavaMed', () => t`LLaVA-Med's own`],
  ['varied', () => t`Varied`],
  ['own', () => t`Own`],
];

const FIELDS: readonly (readonly [SamplingParameter, () => string, () => string])[] = [
  ['temperature', () => t`Temperature`, () => t`0 to 2; at 0 the likeliest word each time`],
  ['topP', () => t`Top-p`, () => t`0.01 to 1; how much of the likeliest words counts`],
  ['maxTokens', () => t`Max tokens`, () => t`1 to 8192; the longest answer`],
  ['seed', () => t`Seed`, () => t`0 to 4294967295; the same seed, the same answer`],
];

const LONGEST_SYSTEM_PROMPT = 4000;
const PANEL_ID = 'parameters-panel';

/** How the model is asked in this conversation: a button, what is otherwise than the settings, and the panel. */
export class ParametersPanel {
  readonly #events: ParameterEvents;
  #isOpen = false;
  /** What was typed and cannot be used, with the reason. */
  readonly #refused = new Map<SamplingParameter, { readonly typed: string; readonly why: string }>();

  constructor(events: ParameterEvents) {
    this.#events = events;
  }

  button(state: Stated): TemplateResult {
    const told = parameterDifferences(state.parameters, state.defaults);
    return html`<button
        class="parameters-button"
        aria-label=${t`Parameters`}
        title=${t`Temperature, length, seed and system prompt of this chat`}
        aria-expanded=${this.#isOpen ? 'true' : 'false'}
        aria-controls=${this.#isOpen ? PANEL_ID : nothing}
        data-testid="parameters"
        @click=${() => this.#toggle()}
      >
        ${icon('sliders')}
      </button>
      ${told.length === 0 ? nothing : html`<span class="parameters-mark" title=${told.join(', ')} data-testid="parameters-mark"><span class="visually-hidden">${t`In this chat:`} </span>${told.join(', ')}</span>`}`;
  }

  panel(state: Stated): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { parameters, defaults } = state;
    const preset = this.#refused.size > 0 ? 'own' : presetOf(parameters, defaults);
    const told = parameterDifferences(parameters, defaults);
    const savable = SAMPLING_PARAMETERS.some((name) => {
      const value = parameters[name];
      return value !== undefined && value !== defaults[name] && value !== 'random';
    });
    return html`<div
      class="parameters-panel"
      id=${PANEL_ID}
      role="group"
      aria-label=${t`Parameters of this chat`}
      data-testid="parameters-panel"
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      <label class="parameter"
        ><span>${t`Preset`}</span
        ><select
          data-testid="parameters-preset"
          .value=${live(preset)}
          @change=${(event: Event & { readonly target: HTMLSelectElement }) => this.#choose(state, event.target)}
        >
          ${PRESETS.map(([value, words]) => html`<option value=${value} ?selected=${value === preset} ?disabled=${value === 'own' && preset !== 'own'}>${words()}</option>`)}
        </select></label
      >
      ${FIELDS.map(([name, label, hint]) => this.#field(state, name, label(), hint()))}
      <label class="parameter wide"
        ><span>${t`System prompt`}</span
        ><textarea
          rows="2"
          maxlength=${LONGEST_SYSTEM_PROMPT}
          data-testid="parameters-system-prompt"
          aria-describedby="system-prompt-hint"
          .value=${parameters.systemPrompt ?? ''}
          @change=${(event: Event & { readonly target: HTMLTextAreaElement }) => this.#setSystemPrompt(state, event.target.value)}
        ></textarea>
      </label>
      <p class="parameter-hint" id="system-prompt-hint">
        ${t`LLaVA-Med v1.5 was trained without a system prompt: with one, its answers may be worse.`}
      </p>
      <div class="parameter-actions">
        ${textButton({
          label: t`Save as default`,
          title: t`Make temperature, top-p, max tokens and seed your settings for all chats`,
          testId: 'parameters-save',
          disabled: !savable || this.#refused.size > 0,
          onClick: () => {
            this.#events.onSaveParameters();
          },
        })}
        ${textButton({
          label: t`Reset`,
          title: t`As the settings say, without a system prompt`,
          testId: 'parameters-reset',
          disabled: told.length === 0 && preset === 'settings',
          onClick: () => this.#set({}),
        })}
      </div>
      ${parameters.seed === 'random' && savable ? html`<p class="parameter-hint" data-testid="parameters-save-hint">${t`Saved without the random seed: the settings have a number.`}</p>` : nothing}
    </div>`;
  }

  #field(state: Stated, name: SamplingParameter, label: string, hint: string): TemplateResult {
    const { parameters, defaults } = state;
    const refused = this.#refused.get(name);
    const value = parameters[name] ?? defaults[name];
    const isRandom = value === 'random';
    const below = `${name}-${refused === undefined ? 'hint' : 'error'}`;
    return html`<div class="parameter-row">
      <label class="parameter"
        ><span>${label}</span
        ><input
          type="text"
          inputmode=${PARAMETER_BOUNDS[name].whole ? 'numeric' : 'decimal'}
          autocomplete="off"
          spellcheck="false"
          data-testid=${`parameters-${name}`}
          aria-invalid=${refused === undefined ? 'false' : 'true'}
          aria-describedby=${below}
          ?disabled=${isRandom}
          .value=${refused?.typed ?? (isRandom ? '' : String(value))}
          @change=${(event: Event & { readonly target: HTMLInputElement }) => this.#read(state, name, event.target.value)}
      /></label>
      ${
        name === 'seed'
          ? html`<label class="parameter-check"
              ><input
                type="checkbox"
                data-testid="parameters-random"
                .checked=${live(isRandom)}
                @change=${(event: Event & { readonly target: HTMLInputElement }) => this.#setSeed(state, event.target.checked)}
              />${t`Random: another for each answer`}</label
            >`
          : nothing
      }
      <p
        class=${refused === undefined ? 'parameter-hint' : 'parameter-error'}
        id=${below}
        data-testid=${refused === undefined ? nothing : `parameters-${name}-error`}
      >
        ${refused?.why ?? hint}
      </p>
    </div>`;
  }

  #read(state: Stated, name: SamplingParameter, typed: string): void {
    const read = readParameter(name, typed);
    if ('refusal' in read) {
      this.#refused.set(name, { typed, why: read.refusal });
      this.#events.onChange();
      return;
    }
    this.#refused.delete(name);
    this.#post(changed(state.parameters, { [name]: read.value }));
  }

  #setSeed({ parameters, defaults }: Stated, random: boolean): void {
    this.#refused.delete('seed');
    const { seed: _before, ...others } = parameters;
    if (random) this.#post({ ...others, seed: 'random' });
    else this.#post(defaults.seed === 'random' ? { ...others, seed: 0 } : others);
  }

  #setSystemPrompt({ parameters }: Stated, text: string): void {
    const { systemPrompt: _before, ...others } = parameters;
    this.#post(text.trim() === '' ? others : { ...others, systemPrompt: text.trim() });
  }

  #choose({ parameters }: Stated, select: HTMLSelectElement): void {
    const preset = PRESETS.find(([value]) => value === select.value)?.[0] ?? 'own';
    if (preset !== 'own') this.#set(withPreset(parameters, preset));
  }

  /** In place of all that was typed. */
  #set(parameters: ChatParameters): void {
    this.#refused.clear();
    this.#post(parameters);
  }

  #post(parameters: ChatParameters): void {
    this.#events.onParameters(parameters);
    this.#events.onChange();
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#refused.clear();
    this.#events.onChange();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.#toggle();
    document.querySelector<HTMLElement>('[data-testid="parameters"]')?.focus();
  }
}

function changed(parameters: ChatParameters, change: ChatParameters): ChatParameters {
  return { ...parameters, ...change };
}
