import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';

/** By which an answer is dragged into an editor, as Markdown. For the pointer alone: keys have Copy and Insert. */
export function dragHandle(markdown: string): TemplateResult {
  return html`<span
    class="drag-handle"
    draggable="true"
    aria-hidden="true"
    data-testid="drag-handle"
    title=${t`Drag the answer into an editor`}
    @dragstart=${({ dataTransfer }: DragEvent) => {
      if (dataTransfer === null) return;
      dataTransfer.setData('text/plain', markdown);
      dataTransfer.effectAllowed = 'copy';
    }}
    >${icon('grip')}</span
  >`;
}
