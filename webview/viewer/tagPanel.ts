import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TagRow } from '../../src/display/tagTable.ts';
import { iconButton, progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { labelWithKey } from './keys.ts';
import { dictionaryText, rowText } from './tagFilter.ts';

export type TagTable =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'here'; readonly rows: readonly TagRow[] };

export interface TagPanelState {
  readonly table: TagTable;
  /** Those that the search has found. */
  readonly rows: readonly TagRow[];
  readonly query: string;
  /** Path of the row whose details are shown. */
  readonly chosen: string | undefined;
  /** Of the list, CSS pixels: only the rows in sight are in the page. */
  readonly scrollTop: number;
  readonly height: number;
}

export interface TagPanelEvents {
  onQuery(query: string): void;
  onScroll(scrollTop: number, height: number): void;
  onChoose(path: string): void;
  /** As it is now: keys may come faster than the page is drawn. */
  current(): TagPanelState;
  onCopy(text: string, what: 'value' | 'row'): void;
  onDeidentify(): void;
  onClose(): void;
}

/** Matches the height of a row in panels.css. */
const ROW_HEIGHT = 24;
/** Rows in the page above and below those in sight. */
const SPARE = 8;

/** A NIfTI header has no VRs; nothing is said of a file without any such table. */
function warning(table: TagTable, events: TagPanelEvents): TemplateResult | typeof nothing {
  if (table.state !== 'here' || table.rows.length === 0) return nothing;
  const isDicom = table.rows.some(({ vr }) => vr !== '');
  return html`<p class="warning-line" data-testid="tag-warning">
    ${icon('warning')}<span>${
      isDicom
        ? t`This table names the patient.`
        : t`This header may name a person, and is not de-identified here: that is for DICOM only.`
    }</span>${
      isDicom
        ? html`<button
            class="link"
            data-testid="deidentify"
            @click=${() => {
              events.onDeidentify();
            }}
          >
            ${t`De-identify a copy…`}
          </button>`
        : nothing
    }
  </p>`;
}

/** The attributes of the file, with search and what the dictionary says of the one chosen. */
export function tagPanel(state: TagPanelState, events: TagPanelEvents): TemplateResult {
  const { table, rows, query, chosen, scrollTop, height } = state;
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE);
  const last = Math.min(rows.length, Math.ceil((scrollTop + Math.max(height, 1200)) / ROW_HEIGHT) + SPARE);
  const detail = rows.find(({ path }) => path === chosen);
  return html`<section class="side tags" data-testid="tag-panel" aria-label=${t`Tags`}>
    <header>
      <h2>${t`Tags`}</h2>
      ${iconButton({
        label: t`Close`,
        title: labelWithKey(t`Close`, 'toggleTags'),
        icon: 'close',
        testId: 'close-side',
        onClick: () => {
          events.onClose();
        },
      })}
    </header>
    ${warning(table, events)}
    <div class="search">
      ${icon('search')}<input
        type="search"
        placeholder=${t`Tag, name or value`}
        aria-label=${t`Search the tags`}
        data-testid="tag-search"
        .value=${query}
        @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
          events.onQuery(event.target.value);
        }}
      /><span class="count" role="status" data-testid="tag-count"
        >${table.state === 'here' ? countText(rows.length, table.rows.length) : ''}</span
      >
    </div>
    ${table.state === 'failed' ? html`<p class="failure-line" role="alert" data-testid="tags-failure">${table.message}</p>` : nothing}
    ${table.state === 'loading' ? html`<div class="model-waiting">${progressRing()}<span>${t`Reading the tags`}</span></div>` : nothing}
    ${table.state === 'here' && rows.length === 0 ? html`<p class="quiet none">${table.rows.length === 0 ? t`This file has no DICOM attributes.` : t`No attribute matches.`}</p>` : nothing}
    <div
      class="tag-list"
      role="grid"
      tabindex="0"
      aria-label=${t`Attributes`}
      aria-rowcount=${rows.length}
      aria-activedescendant=${detail === undefined ? nothing : 'chosen-tag'}
      data-testid="tag-list"
      @scroll=${(event: Event & { readonly currentTarget: HTMLElement }) => {
        events.onScroll(event.currentTarget.scrollTop, event.currentTarget.clientHeight);
      }}
      @keydown=${(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
        onKey(event, events);
      }}
    >
      <div class="tag-space" .style=${`height:${String(rows.length * ROW_HEIGHT)}px`}>
        ${repeat(
          rows.slice(first, last),
          ({ path }) => path,
          (row, i) => tagRow(row, first + i, row === detail, events),
        )}
      </div>
    </div>
    ${detail === undefined ? nothing : details(detail, events)}
  </section>`;
}

function countText(shown: number, all: number): string {
  return shown === all ? String(all) : t`${shown} of ${all}`;
}

function tagRow(row: TagRow, index: number, isChosen: boolean, events: TagPanelEvents): TemplateResult {
  const { path, tag, name, keyword, vr, value, depth, retired } = row;
  return html`<div
    id=${isChosen ? 'chosen-tag' : nothing}
    class="tag-row ${index % 2 === 0 ? '' : 'odd'} ${retired ? 'retired' : ''} ${isChosen ? 'chosen' : ''}"
    role="row"
    aria-rowindex=${index + 1}
    aria-selected=${String(isChosen)}
    data-testid="tag-row"
    data-tag=${tag}
    .style=${`top:${String(index * ROW_HEIGHT)}px`}
    title=${dictionaryText(row)}
    @click=${() => {
      events.onChoose(path);
    }}
  >
    <span role="gridcell" class="tag" .style=${`padding-left:${String(depth * 12)}px`}>${tag}</span>
    <span role="gridcell" class="vr">${vr}</span>
    <span role="gridcell" class="name">${name === '' ? (keyword ?? '') : name}</span>
    <span role="gridcell" class="value">${value}</span>
    <span role="gridcell" class="actions"
      ><button
        type="button"
        tabindex="-1"
        aria-label=${t`Copy the value of ${name}`}
        title=${t`Copy the value`}
        data-testid="copy-value"
        @click=${() => {
          events.onCopy(value, 'value');
        }}
      >
        ${icon('copy')}
      </button></span
    >
  </div>`;
}

/** What does not fit into a row. */
function details(row: TagRow, events: TagPanelEvents): TemplateResult {
  return html`<section class="tag-details" data-testid="tag-details" aria-label=${t`The attribute chosen`}>
    <p class="facts">${dictionaryText(row)}</p>
    <p class="whole">${row.value}</p>
    <div class="buttons">
      ${textButton({
        label: t`Copy value`,
        icon: 'copy',
        testId: 'copy-chosen-value',
        onClick: () => {
          events.onCopy(row.value, 'value');
        },
      })}
      ${textButton({
        label: t`Copy row`,
        icon: 'list',
        testId: 'copy-row',
        onClick: () => {
          events.onCopy(rowText(row), 'row');
        },
      })}
    </div>
  </section>`;
}

/** Arrows choose a row, Ctrl+C copies its value. */
function onKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, events: TagPanelEvents): void {
  const { rows, chosen } = events.current();
  const at = rows.findIndex(({ path }) => path === chosen);
  const list = event.currentTarget;
  const page = Math.max(1, Math.floor(list.clientHeight / ROW_HEIGHT) - 1);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows.length - 1,
  }[event.key];
  const row = rows[at];
  if (to !== undefined && !event.altKey && !event.shiftKey) {
    const index = Math.min(Math.max(to, 0), rows.length - 1);
    const next = rows[index];
    if (next === undefined) return;
    event.preventDefault();
    events.onChoose(next.path);
    // It is to be in sight, though it may not be in the page yet.
    list.scrollTop = Math.min(
      Math.max(list.scrollTop, (index + 1) * ROW_HEIGHT - list.clientHeight),
      index * ROW_HEIGHT,
    );
  } else if (
    event.key.toLowerCase() === 'c' &&
    (event.ctrlKey || event.metaKey) &&
    row !== undefined &&
    document.getSelection()?.isCollapsed !== false
  ) {
    event.preventDefault();
    events.onCopy(row.value, 'value');
  }
}
