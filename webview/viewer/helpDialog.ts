import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { iconButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { KEY_GROUPS, keyText } from './keys.ts';

const pointerRows = (): readonly (readonly [string, string])[] => [
  [t`Drag`, t`Window, or the tool chosen`],
  [t`Click and click`, t`As a drag, while measuring`],
  [t`Drag of a line or end`, t`Moves it, while measuring`],
  [t`Right drag`, t`Window: across its width, up brighter, down darker`],
  [t`Middle, Shift or Space drag`, t`Move the image`],
  [t`Wheel`, t`Through the images and frames`],
  [t`Ctrl+wheel`, t`Zoom at the pointer`],
  [t`Double click`, t`Pixel for pixel, and back to fit`],
];

/** All keys, and what the pointer does. */
export function helpDialog(onClose: () => void): TemplateResult {
  return html`<dialog
    class="help"
    data-testid="help-dialog"
    aria-label=${t`Keys of the viewer`}
    ${ref(show)}
    @close=${onClose}
    @click=${(event: MouseEvent & { readonly currentTarget: HTMLDialogElement }) => {
      if (event.target === event.currentTarget) event.currentTarget.close();
    }}
  >
    <header>
      <h2>${t`Keys of the viewer`}</h2>
      ${iconButton({ label: t`Close`, icon: 'close', testId: 'help-close', onClick: onClose })}
    </header>
    <div class="help-groups">
      ${KEY_GROUPS.map(
        ({ title, rows }) =>
          html`<section>
            <h3>${title()}</h3>
            <dl>
              ${rows.map(({ keys, label, line }, i) => {
                if (line !== undefined && line === rows[i - 1]?.line) return nothing;
                return html`<div>
                  <dt>
                    ${line === undefined ? keys.map((key) => html`<kbd>${keyText(key)}</kbd>`) : html`<kbd>${line.keys()}</kbd>`}
                  </dt>
                  <dd>${(line?.label ?? label)()}</dd>
                </div>`;
              })}
            </dl>
          </section>`,
      )}
      <section>
        <h3>${t`Pointer`}</h3>
        <dl>
          ${pointerRows().map(
            ([what, does]) =>
              html`<div>
                <dt>${what}</dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
      </section>
    </div>
    <p class="quiet">${t`Research software, not a medical device: not for diagnosis or treatment.`}</p>
  </dialog>`;
}

function show(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement)) return;
  // Only now is it made; a moment later it is in the page.
  queueMicrotask(() => {
    if (element.isConnected && !element.open) element.showModal();
  });
}
