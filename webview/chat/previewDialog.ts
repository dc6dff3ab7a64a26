import { type TemplateResult, nothing } from 'lit-html';
import { type Ref, ref } from 'lit-html/directives/ref.js';
import type { Picture, ViewImage } from '../../src/protocol/webview.ts';
import { iconButton, progressRing } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import type { BlobUrls } from './blobUrls.ts';
import type { Preview } from './viewModel.ts';

/** The image larger, beside the very pixels that the model gets. */
export function previewDialog(
  image: ViewImage,
  preview: Preview,
  urls: BlobUrls,
  dialog: Ref<HTMLDialogElement>,
  onClose: () => void,
): TemplateResult {
  const { shown, seen, failure } = preview;
  return html`<dialog
    class="preview"
    data-testid="preview"
    aria-label=${image.name}
    ${ref(dialog)}
    @close=${onClose}
    @click=${(event: MouseEvent) => {
      if (event.target === event.currentTarget) dialog.value?.close();
    }}
  >
    <header>
      <h2>${image.name}</h2>
      ${iconButton({
        label: 'Close',
        icon: 'close',
        testId: 'preview-close',
        onClick: () => {
          dialog.value?.close();
        },
      })}
    </header>
    ${failure === undefined ? nothing : html`<p class="failure" data-testid="preview-failure">${failure}</p>`}
    <div class="pictures">
      ${figure(shown, `As displayed, ${String(image.width)}×${String(image.height)}`, 'preview-shown', urls)}
      ${figure(seen, seen === undefined ? 'What the model sees' : `What the model sees, ${String(seen.width)}×${String(seen.height)}`, 'preview-seen', urls)}
    </div>
    ${image.notes.map((note) => html`<p class="note">${note.text}</p>`)}
  </dialog>`;
}

function figure(picture: Picture | undefined, caption: string, testId: string, urls: BlobUrls): TemplateResult {
  return html`<figure data-testid=${testId}>
    ${picture === undefined ? html`<div class="waiting">${progressRing()}</div>` : html`<img src=${urls.of(picture.png)} alt=${caption} />`}
    <figcaption>${caption}</figcaption>
  </figure>`;
}
