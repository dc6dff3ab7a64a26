import { type TemplateResult, nothing } from 'lit-html';
import type { ButtonOptions } from './controls.ts';
import { html } from './html.ts';
import { type IconName, icon } from './icons.ts';

export interface ToolOptions extends ButtonOptions {
  /** On or off, where it is a switch. */
  readonly pressed?: boolean;
  /** Its label stands beside the icon. */
  readonly inWords?: boolean;
}

/** A button that there are thousands of in a long list: the browser's own, which costs nothing before it is used. */
export function toolButton(options: ToolOptions): TemplateResult {
  const { label, testId, onClick, title, disabled = false, pressed, inWords = options.icon === undefined } = options;
  return html`<button
    type="button"
    class=${inWords ? 'tool words' : 'tool'}
    data-testid=${testId}
    aria-label=${inWords ? nothing : label}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    title=${title ?? (inWords ? nothing : label)}
    ?disabled=${disabled}
    @click=${onClick}
  >
    ${drawing(options.icon)}${inWords ? html`<span>${label}</span>` : nothing}
  </button>`;
}

function drawing(name: IconName | undefined): TemplateResult | typeof nothing {
  return name === undefined ? nothing : icon(name);
}
