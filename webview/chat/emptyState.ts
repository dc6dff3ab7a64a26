import type { TemplateResult } from 'lit-html';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

export interface EmptyStateEvents {
  onAddImage(): void;
  onTrySample(): void;
}

/** What the panel shows before anything was asked. */
export function emptyState(hasImages: boolean, events: EmptyStateEvents): TemplateResult {
  if (hasImages)
    return html`<div class="empty" data-testid="empty">
      <p>Ask a question about the image, or choose one below.</p>
    </div>`;
  return html`<div class="empty" data-testid="empty">
    <span class="emblem">${icon('image')}</span>
    <h2>Ask about a medical image</h2>
    <p>Drop a DICOM, PNG, JPEG, TIFF, WebP or NIfTI file here, or paste an image.</p>
    <div class="buttons">
      ${textButton({
        label: 'Add image…',
        icon: 'add',
        testId: 'add-image-first',
        emphasis: 'primary',
        onClick: () => {
          events.onAddImage();
        },
      })}
      ${textButton({
        label: 'Try the sample film',
        icon: 'flask',
        testId: 'try-sample',
        title: 'Puts a drawn chest film into the chat: a phantom, no patient',
        onClick: () => {
          events.onTrySample();
        },
      })}
    </div>
    <p class="hint">
      From the Explorer: right-click an image and choose <em>Ask LLaVA-Med about image</em>, or hold <kbd>Shift</kbd>
      while you drop it here.
    </p>
  </div>`;
}
