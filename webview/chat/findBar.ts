import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { html } from '../shared/html.ts';
import { toolButton } from '../shared/toolButton.ts';
import { countText } from './findMatches.ts';

export interface FindFacts {
  readonly query: string;
  /** Counted from 0. */
  readonly current: number;
  readonly count: number;
}

export interface FindEvents {
  onSeek(query: string): void;
  onFindNext(by: 1 | -1): void;
  onCloseFind(): void;
}

/** The field that finds text in the chat. */
export function findBar({ query, current, count }: FindFacts, events: FindEvents): TemplateResult {
  const none = count === 0;
  return html`<div class="find" role="search" aria-label=${t`Find in chat`} data-testid="find" @keydown=${keys(events)}>
    <input
      type="text"
      data-testid="find-input"
      aria-label=${t`Find in chat`}
      placeholder=${t`Find in chat`}
      autocomplete="off"
      spellcheck="false"
      .value=${live(query)}
      @input=${(event: Event & { readonly target: HTMLInputElement }) => {
        events.onSeek(event.target.value);
      }}
    />
    <span class="count" role="status" data-testid="find-count">${countText(query, current, count)}</span>
    ${toolButton({
      label: t`Previous match`,
      title: t`Previous match (Shift+Enter)`,
      icon: 'up',
      testId: 'find-previous',
      disabled: none,
      onClick: () => {
        events.onFindNext(-1);
      },
    })}
    ${toolButton({
      label: t`Next match`,
      title: t`Next match (Enter)`,
      icon: 'down',
      testId: 'find-next',
      disabled: none,
      onClick: () => {
        events.onFindNext(1);
      },
    })}
    ${toolButton({
      label: t`Close`,
      title: t`Close (Escape)`,
      icon: 'close',
      testId: 'find-close',
      onClick: () => {
        events.onCloseFind();
      },
    })}
  </div>`;
}

function keys(events: FindEvents): (event: KeyboardEvent) => void {
  return (event) => {
    const inField = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') events.onCloseFind();
    else if (event.key === 'F3' || (event.key === 'Enter' && inField && !event.isComposing))
      events.onFindNext(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
