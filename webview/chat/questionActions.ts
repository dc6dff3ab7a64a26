import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { toolbar } from '../shared/toolbar.ts';
import { toolButton } from '../shared/toolButton.ts';
import { type VersionEvents, versionSwitch } from './versionSwitch.ts';

export interface QuestionEvents extends VersionEvents {
  onEdit(exchange: ViewExchange): void;
  onBranch(exchangeId: string): void;
  onDelete(exchangeId: string): void;
}

/**
 * What can be done with a question. Seen under the pointer and where the focus is, and there for both at any time.
 * `busy`: an answer is being written.
 */
export function questionActions(exchange: ViewExchange, busy: boolean, events: QuestionEvents): TemplateResult {
  const { id } = exchange;
  const content = html`${versionSwitch(exchange, busy, events)}
    <span class="on-demand"
      >${toolButton({
        label: t`Edit`,
        title: t`Edit the question and ask it again`,
        icon: 'edit',
        testId: 'edit',
        disabled: busy,
        onClick: () => {
          events.onEdit(exchange);
        },
      })}${toolButton({
        label: t`Branch to a new chat`,
        title: t`Branch to a new chat, which goes on from here`,
        icon: 'branch',
        testId: 'branch',
        disabled: busy,
        onClick: () => {
          events.onBranch(id);
        },
      })}${toolButton({
        label: t`Delete`,
        title: t`Delete the question and its answer`,
        icon: 'trash',
        testId: 'delete',
        disabled: busy,
        onClick: () => {
          events.onDelete(id);
        },
      })}</span
    >`;
  return toolbar({ label: t`Question actions`, className: 'question-actions', content });
}
