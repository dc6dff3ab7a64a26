import type { TemplateResult } from 'lit-html';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

/** What the panel shows before anything was asked. */
export function emptyState(hasImages: boolean, onAddImage: () => void): TemplateResult {
  if (hasImages)
    return html`<div class="empty" data-testid="empty">
      <p>Ask a question about the image, or choose one below.</p>
    </div>`;
  return html`<div class="empty" data-testid="empty">
    <span class="emblem">${icon('image')}</span>
    <h1>Ask about a medical image</h1>
    <p>Drop a DICOM, PNG, JPEG, TIFF or WebP image here, or paste one.</p>
    ${textButton({ label: 'Add image…', icon: 'add', testId: 'add-image-first', emphasis: 'primary', onClick: onAddImage })}
    <p class="hint">
      From the Explorer: right-click an image and choose <em>Ask LLaVA-Med about image</em>, or drag it here with
      <kbd>Shift</kbd> held.
    </p>
  </div>`;
}
