import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { html } from '../shared/html.ts';
import { toolButton } from '../shared/toolButton.ts';

export interface UndoEvents {
  onUndo(): void;
}

/** What was taken out, such as "Question deleted.", and the way back. */
export function undoLine(undo: string | undefined, events: UndoEvents): TemplateResult {
  return html`<div class="undo-area" role="status">
    ${
      undo === undefined
        ? nothing
        : html`<div class="undo" data-testid="undo-line">
            <p>${undo}</p>
            ${toolButton({
              label: t`Undo`,
              title: t`Undo (Ctrl+Z)`,
              icon: 'rotateLeft',
              inWords: true,
              testId: 'undo',
              onClick: () => {
                events.onUndo();
              },
            })}
          </div>`
    }
  </div>`;
}
