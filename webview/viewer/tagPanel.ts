import { type TemplateResult, html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TagRow } from '../../src/display/tagTable.ts';
import { iconButton, progressRing } from '../shared/controls.ts';
import { icon } from '../shared/icons.ts';
import { labelWithKey } from './keys.ts';
import { dictionaryText, filterTags } from './tagFilter.ts';

export type TagTable =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'here'; readonly rows: readonly TagRow[] };

export interface TagPanelState {
  readonly table: TagTable;
  readonly query: string;
  /** Of the list, CSS pixels: only the rows in sight are in the page. */
  readonly scrollTop: number;
  readonly height: number;
}

export interface TagPanelEvents {
  onQuery(query: string): void;
  onScroll(scrollTop: number, height: number): void;
  onCopy(text: string, what: string): void;
  onDeidentify(): void;
  onClose(): void;
}

/** Matches the height of a row in panels.css. */
const ROW_HEIGHT = 24;
/** Rows in the page above and below those in sight. */
const SPARE = 8;

/** The attributes of the file, with search. */
export function tagPanel({ table, query, scrollTop, height }: TagPanelState, events: TagPanelEvents): TemplateResult {
  const rows = table.state === 'here' ? filterTags(table.rows, query) : [];
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE);
  const last = Math.min(rows.length, Math.ceil((scrollTop + Math.max(height, 400)) / ROW_HEIGHT) + SPARE);
  return html`<aside class="side tags" data-testid="tag-panel" aria-label="Tags">
    <header>
      <h2>Tags</h2>
      ${iconButton({ label: 'Close', title: labelWithKey('Close', 'toggleTags'), icon: 'close', testId: 'close-side', onClick: () => { events.onClose(); } })}
    </header>
    <p class="warning-line" data-testid="tag-warning">${icon('warning')}<span>This table names the patient.</span><button class="link" data-testid="deidentify" @click=${() => { events.onDeidentify(); }}>De-identify a copy…</button></p>
    <div class="search">${icon('search')}<input type="search" placeholder="Tag, name or value" aria-label="Search the tags" data-testid="tag-search" .value=${query} @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => { events.onQuery(event.target.value); }}><span class="count" role="status" data-testid="tag-count">${table.state === 'here' ? countText(rows.length, table.rows.length) : ''}</span></div>
    ${table.state === 'failed' ? html`<p class="failure-line" role="alert" data-testid="tags-failure">${table.message}</p>` : nothing}
    ${table.state === 'loading' ? html`<div class="model-waiting">${progressRing()}<span>Reading the tags</span></div>` : nothing}
    <div
      class="tag-list"
      role="table"
      tabindex="0"
      aria-label="Attributes"
      aria-rowcount=${rows.length}
      data-testid="tag-list"
      @scroll=${(event: Event & { readonly currentTarget: HTMLElement }) => { events.onScroll(event.currentTarget.scrollTop, event.currentTarget.clientHeight); }}
    >
      <div class="tag-space" .style=${`height:${String(rows.length * ROW_HEIGHT)}px`}>
        ${repeat(rows.slice(first, last), ({ path }) => path, (row, i) => tagRow(row, first + i, events))}
      </div>
    </div>
    ${table.state === 'here' && rows.length === 0 ? html`<p class="quiet none">${table.rows.length === 0 ? 'This file has no DICOM attributes.' : 'No attribute matches.'}</p>` : nothing}
  </aside>`;
}

function countText(shown: number, all: number): string {
  return shown === all ? String(all) : `${String(shown)} of ${String(all)}`;
}

function tagRow(row: TagRow, index: number, events: TagPanelEvents): TemplateResult {
  const { tag, name, keyword, vr, value, depth, retired } = row;
  return html`<div
    class="tag-row ${index % 2 === 0 ? '' : 'odd'} ${retired ? 'retired' : ''}"
    role="row"
    aria-rowindex=${index + 1}
    data-testid="tag-row"
    data-tag=${tag}
    .style=${`top:${String(index * ROW_HEIGHT)}px`}
    title=${dictionaryText(row)}
  >
    <span role="cell" class="tag" .style=${`padding-left:${String(depth * 12)}px`}>${tag}</span>
    <span role="cell" class="vr">${vr}</span>
    <span role="cell" class="name">${name === '' ? keyword ?? '' : name}</span>
    <span role="cell" class="value">${value}</span>
    <span role="cell" class="actions">
      <button type="button" aria-label="Copy the value of ${name}" title="Copy the value" data-testid="copy-value" @click=${() => { events.onCopy(value, 'Value'); }}>${icon('copy')}</button>
      <button type="button" aria-label="Copy the row ${name}" title="Copy the row" data-testid="copy-row" @click=${() => { events.onCopy([tag, vr, name, value].join('\t'), 'Row'); }}>${icon('list')}</button>
    </span>
  </div>`;
}
