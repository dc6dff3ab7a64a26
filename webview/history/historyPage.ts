import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FromHistory } from '../../src/protocol/historyView.ts';
import { progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import {
  activeKey,
  type HistoryModel,
  isSearch,
  keyOf,
  scopeCounts,
  type Scope,
  SCOPES,
  shownRows,
} from './historyModel.ts';
import { historyRow } from './historyRow.ts';

export interface HistoryEvents {
  readonly post: (message: FromHistory) => void;
  readonly onRetry: () => void;
  readonly onWords: (words: string) => void;
  readonly onSearchKey: (event: KeyboardEvent) => void;
  readonly onScope: (scope: Scope) => void;
  readonly onListKey: (event: KeyboardEvent) => void;
  /** A row, or what is in it, got the focus. */
  readonly onActive: (key: string) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onScroll: (list: HTMLElement) => void;
}

const SCOPE_LABELS: Readonly<Record<Scope, () => string>> = {
  workspace: () => t`This workspace`,
  all: () => t`All workspaces`,
  archived: () => t`Archived`,
};

export function historyPage(model: HistoryModel, events: HistoryEvents): TemplateResult {
  return html`<h1 class="visually-hidden">${t`Conversations`}</h1>
    <header class="top">
      <div class="search" role="search">
        ${icon('search')}
        <input
          type="search"
          role="searchbox"
          aria-label=${t`Search conversations`}
          placeholder=${t`Search (Ctrl+F)`}
          autocomplete="off"
          spellcheck="false"
          dir="auto"
          data-testid="search"
          .value=${model.words}
          @focus=${() => events.post({ type: 'prepareSearch' })}
          @input=${({ target }: Event & { readonly target: HTMLInputElement }) => {
            events.onWords(target.value);
          }}
          @keydown=${events.onSearchKey}
        />
      </div>
      ${scopeField(model, events)}
    </header>
    ${
      model.error === undefined
        ? body(model, events)
        : html`<div class="note" role="alert" data-testid="error">
            <p>${model.error}</p>
            ${textButton({ label: t`Try again`, icon: 'again', testId: 'try-again', onClick: events.onRetry })}
          </div>`
    }`;
}

function scopeField(model: HistoryModel, events: HistoryEvents): TemplateResult {
  const counts = scopeCounts(model);
  return html`<select
    aria-label=${t`Which conversations`}
    data-testid="scope"
    @change=${({ target }: Event & { readonly target: HTMLSelectElement }) => {
      events.onScope(SCOPES[target.selectedIndex] ?? 'workspace');
    }}
  >
    ${SCOPES.map(
      (scope) =>
        html`<option value=${scope} .selected=${scope === model.scope}>
          ${SCOPE_LABELS[scope]()} (${counts[scope]})
        </option>`,
    )}
  </select>`;
}

function body(model: HistoryModel, events: HistoryEvents): TemplateResult {
  if (model.rows === undefined) return html`<div class="note" data-testid="loading">${progressRing()}</div>`;
  const shown = shownRows(model);
  if (shown.length === 0) return isSearch(model) ? nothingFound(model, events) : emptyState(model, events);
  const rows = {
    count: shown.length,
    words: isSearch(model) ? model.words : '',
    language: model.language,
    namesWorkspace: model.scope !== 'workspace',
    now: Date.now(),
    activeKey: activeKey(model),
    post: events.post,
  };
  return html`<p class="visually-hidden" id="keys">
      ${t`Enter opens, F2 renames, Delete deletes, Ctrl+Z puts back, P pins, A archives, the right arrow leads to more.`}
    </p>
    <ul
      class="list"
      role="list"
      aria-label=${t`Conversations`}
      aria-describedby="keys"
      data-testid="conversations"
      @keydown=${events.onListKey}
      @focusin=${({ target }: FocusEvent) => {
        const key = target instanceof Element ? target.closest<HTMLElement>('.row')?.dataset['key'] : undefined;
        if (key !== undefined) events.onActive(key);
      }}
      @contextmenu=${events.onContextMenu}
      @scroll=${({ currentTarget }: Event & { readonly currentTarget: HTMLElement }) => {
        events.onScroll(currentTarget);
      }}
    >
      ${repeat(
        shown.slice(0, model.rendered),
        ({ row }) => keyOf(row),
        (found, place) => historyRow(found, place, rows),
      )}
    </ul>
    ${isSearch(model) ? beyond(model, events) : nothing}`;
}

function nothingFound(model: HistoryModel, events: HistoryEvents): TemplateResult {
  return html`<div class="note" data-testid="nothing-found">
      <p>${model.scope === 'all' ? t`No conversation has these words.` : t`No conversation here has these words.`}</p>
    </div>
    ${beyond(model, events)}`;
}

/** What was found that this list leaves out. */
function beyond(model: HistoryModel, events: HistoryEvents): TemplateResult | typeof nothing {
  const counts = scopeCounts(model);
  const others = (['all', 'archived'] as const)
    .filter((scope) => scope !== model.scope)
    .map((scope) => ({
      scope,
      more: counts[scope] - (scope === 'all' && model.scope === 'workspace' ? counts.workspace : 0),
    }))
    .filter(({ more }) => more > 0);
  if (others.length === 0) return nothing;
  return html`<p class="beyond">
    ${others.map(
      ({ scope, more }) =>
        html`<button type="button" class="link" data-testid="beyond-${scope}" @click=${() => events.onScope(scope)}>
          ${scope === 'archived' ? t`${more} archived` : t`${more} in other workspaces`}
        </button>`,
    )}
  </p>`;
}

function emptyState({ scope, rows = [] }: HistoryModel, { post }: HistoryEvents): TemplateResult {
  const text = {
    workspace: rows.length === 0 ? t`No conversation yet.` : t`No conversation in this workspace.`,
    all: t`No conversation yet.`,
    archived: t`Nothing is archived. Archive a conversation from its menu: it leaves the list and can still be found here.`,
  }[scope];
  return html`<div class="note" data-testid="empty">
    <p>${text}</p>
    ${scope === 'archived' ? nothing : textButton({ label: t`New chat`, icon: 'add', testId: 'new-chat', emphasis: 'primary', onClick: () => post({ type: 'newChat' }) })}
  </div>`;
}
