import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { textAround } from '../shared/textAround.ts';

export interface EmptyStateEvents {
  onAddImage(): void;
  onTrySample(): void;
}

/** What the panel shows before anything was asked. */
export function emptyState(hasImages: boolean, events: EmptyStateEvents): TemplateResult {
  if (hasImages)
    return html`<div class="empty" data-testid="empty">
      <p>${t`Ask a question about the image, or choose one below.`}</p>
    </div>`;
  return html`<div class="empty" data-testid="empty">
    <span class="emblem">${icon('image')}</span>
    <h2>${t`Ask about a medical image`}</h2>
    <p>${t`Drop a DICOM, PNG, JPEG, TIFF, WebP or NIfTI file here, or paste an image.`}</p>
    <div class="buttons">
      ${textButton({
        label: t`Add image…`,
        icon: 'add',
        testId: 'add-image-first',
        emphasis: 'primary',
        onClick: () => {
          events.onAddImage();
        },
      })}
      ${textButton({
        label: t`Try the sample film`,
        icon: 'flask',
        testId: 'try-sample',
        title: t`Puts a drawn chest film into the chat: a phantom, no patient`,
        onClick: () => {
          events.onTrySample();
        },
      })}
    </div>
    <p class="hint">
      ${textAround(
        t('From the Explorer: right-click an image and choose {0}, or hold {1} while you drop it here.'),
        html`<em>${t`Ask LLaVA-Med about image`}</em>`,
        html`<kbd>${t`Shift`}</kbd>`,
      )}
    </p>
  </div>`;
}
