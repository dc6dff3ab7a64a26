/**
 * The controls of the views. This is the one file that knows @vscode/webview-ui-toolkit: it is archived upstream, and
 * its successor has to take its place here only.
 */
import { provideVSCodeDesignSystem, vsCodeBadge, vsCodeButton, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { type TemplateResult, nothing } from 'lit-html';
import { html } from './html.ts';
import { type IconName, icon } from './icons.ts';

export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeBadge(), vsCodeProgressRing());
}

export interface ButtonOptions {
  readonly label: string;
  readonly testId: string;
  readonly onClick: () => void;
  readonly icon?: IconName;
  /** More than the label says; shown on hover. */
  readonly title?: string;
  readonly disabled?: boolean;
}

/** A button with its label in words. */
export function textButton(options: ButtonOptions & { readonly emphasis?: 'primary' | 'secondary' }): TemplateResult {
  return html`<vscode-button
    appearance=${options.emphasis ?? 'secondary'}
    data-testid=${options.testId}
    title=${options.title ?? nothing}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
    >${options.icon === undefined ? nothing : html`<span slot="start" class="icon">${icon(options.icon)}</span>`}${options.label}</vscode-button
  >`;
}

/** A button that is an icon; its label is what a screen reader says and what hovering shows. */
export function iconButton(options: ButtonOptions & { readonly icon: IconName }): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${options.label}
    title=${options.title ?? options.label}
    data-testid=${options.testId}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
    >${icon(options.icon)}</vscode-button
  >`;
}

/**
 * An icon that is on or off, which a screen reader is told. By property: the toolkit hands the attribute on to the button
 * within only when it is set that way.
 */
export function toggleButton(
  options: ButtonOptions & { readonly icon: IconName; readonly pressed: boolean },
): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    class=${options.pressed ? 'pressed' : nothing}
    aria-label=${options.label}
    .ariaPressed=${options.pressed ? 'true' : 'false'}
    title=${options.title ?? options.label}
    data-testid=${options.testId}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
    >${icon(options.icon)}</vscode-button
  >`;
}

export interface FieldOptions {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly title?: string;
  /** On Enter, and when the field is left with a text that was changed. */
  readonly onCommit: (value: string) => void;
}

/** A short field with its label before it. Escape gives back what stood in it. */
export function textField({ label, testId, value, disabled, title, onCommit }: FieldOptions): TemplateResult {
  return html`<label class="field" title=${title ?? nothing}
    ><span>${label}</span
    ><input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      spellcheck="false"
      data-testid=${testId}
      .value=${value}
      ?disabled=${disabled ?? false}
      @change=${(event: Event & { readonly target: HTMLInputElement }) => {
        const text = event.target.value;
        // A text that is not taken must not stay.
        event.target.value = value;
        onCommit(text);
      }}
      @keydown=${(event: KeyboardEvent & { readonly target: HTMLInputElement }) => {
        if (event.key !== 'Escape') return;
        event.target.value = value;
        event.target.blur();
      }}
  /></label>`;
}

export function badge(text: string): TemplateResult {
  return html`<vscode-badge data-testid="badge">${text}</vscode-badge>`;
}

export function progressRing(): TemplateResult {
  return html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>`;
}
