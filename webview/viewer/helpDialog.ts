import { type TemplateResult, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { iconButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { KEY_GROUPS, keyText } from './keys.ts';

const POINTER: readonly (readonly [string, string])[] = [
  ['Drag', 'Window, or the tool chosen'],
  ['Click and click', 'As a drag, while measuring'],
  ['Drag of a line or end', 'Moves it, while measuring'],
  ['Right drag', 'Window: across its width, up brighter, down darker'],
  ['Middle, Shift or Space drag', 'Move the image'],
  ['Wheel', 'Through the images and frames'],
  ['Ctrl+wheel', 'Zoom at the pointer'],
  ['Double click', 'Pixel for pixel, and back to fit'],
];

/** All keys, and what the pointer does. */
export function helpDialog(onClose: () => void): TemplateResult {
  return html`<dialog
    class="help"
    data-testid="help-dialog"
    aria-label="Keys of the viewer"
    ${ref(show)}
    @close=${onClose}
    @click=${(event: MouseEvent & { readonly currentTarget: HTMLDialogElement }) => {
      if (event.target === event.currentTarget) event.currentTarget.close();
    }}
  >
    <header>
      <h2>Keys of the viewer</h2>
      ${iconButton({ label: 'Close', icon: 'close', testId: 'help-close', onClick: onClose })}
    </header>
    <div class="help-groups">
      ${KEY_GROUPS.map(
        ({ title, rows }) =>
          html`<section>
            <h3>${title}</h3>
            <dl>
              ${rows.map(({ keys, label, line }, i) => {
                if (line !== undefined && line === rows[i - 1]?.line) return nothing;
                return html`<div>
                  <dt>
                    ${line === undefined ? keys.map((key) => html`<kbd>${keyText(key)}</kbd>`) : html`<kbd>${line.keys}</kbd>`}
                  </dt>
                  <dd>${line?.label ?? label}</dd>
                </div>`;
              })}
            </dl>
          </section>`,
      )}
      <section>
        <h3>Pointer</h3>
        <dl>
          ${POINTER.map(
            ([what, does]) =>
              html`<div>
                <dt>${what}</dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
      </section>
    </div>
    <p class="quiet">Research software, not a medical device: not for diagnosis or treatment.</p>
  </dialog>`;
}

function show(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement)) return;
  // Only now is it made; a moment later it is in the page.
  queueMicrotask(() => {
    if (element.isConnected && !element.open) element.showModal();
  });
}
