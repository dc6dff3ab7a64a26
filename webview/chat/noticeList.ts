import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { html } from '../shared/html.ts';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Notice } from '../../src/protocol/webview.ts';
import { iconButton } from '../shared/controls.ts';
import { icon } from '../shared/icons.ts';

export interface NoticeEvents {
  onDismiss(notice: Notice): void;
}

/** The one place for what went wrong outside an answer. */
export function noticeList(notices: readonly Notice[], events: NoticeEvents): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<section class="notices" aria-label=${t`Notices`} data-testid="notices">
    ${repeat(
      notices,
      ({ kind, subject }) => `${kind} ${subject}`,
      (notice) =>
        html`<div class="notice" role="alert" data-testid="notice">
          <span class="mark">${icon('warning')}</span>
          <p>${notice.message}</p>
          ${iconButton({
            label: t`Dismiss`,
            icon: 'close',
            testId: 'notice-dismiss',
            onClick: () => {
              events.onDismiss(notice);
            },
          })}
        </div>`,
    )}
  </section>`;
}
