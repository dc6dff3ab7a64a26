import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import type { FoundRow, FromHistory, HistoryRow } from '../../src/protocol/historyView.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { menuButton, type MenuItem } from '../shared/menuButton.ts';
import { type AboutOptions, aboutRow } from './aboutRow.ts';
import { keyOf, titleOf } from './historyModel.ts';
import { markedText, marksOf } from './markedText.ts';

/** What all rows have alike. */
export interface RowsShown extends AboutOptions {
  readonly count: number;
  /** What is searched for; empty: nothing. */
  readonly words: string;
  readonly activeKey: string | undefined;
  readonly post: (message: FromHistory) => void;
}

export function historyRow({ row, matches, matchCount }: FoundRow, place: number, rows: RowsShown): TemplateResult {
  const key = keyOf(row);
  const title = titleOf(row);
  return html`<li
    class="row"
    data-testid="conversation"
    data-key=${key}
    data-open=${row.open}
    aria-setsize=${rows.count}
    aria-posinset=${place + 1}
  >
    <button
      type="button"
      class="open"
      data-testid="open-conversation"
      tabindex=${key === rows.activeKey ? '0' : '-1'}
      aria-current=${row.open === 'here' ? 'true' : nothing}
      @click=${() => {
        rows.post({ type: 'open', ref: row.ref, words: foundWords(matches) });
      }}
    >
      <span class="title">
        ${row.pinned ? html`<span class="pin" title=${t`Pinned`}>${icon('pin')}</span><span class="visually-hidden">${t`Pinned:`} </span>` : nothing}
        <span
          class="name ${row.title === '' ? 'untitled' : ''}"
          dir="auto"
          data-testid="conversation-title"
          title=${title}
          >${marked(title, marksOf(title, rows.words))}</span
        >
      </span>
      <span class="about" data-testid="conversation-about">${aboutRow(row, rows)}</span>
      ${matches.map(
        ({ text, marks }) =>
          html`<span class="match" dir="auto" data-testid="conversation-match">${marked(text, marks)}</span>`,
      )}
      ${matchCount > matches.length ? html`<span class="about">${morePlaces(matchCount - matches.length)}</span>` : nothing}
    </button>
    ${menuButton({ label: t`Actions for “${title}”`, testId: 'conversation-menu', icon: 'more', items: menuItems(row, rows.post) })}
  </li>`;
}

function morePlaces(count: number): string {
  return count === 1 ? t`and 1 more place` : t`and ${count} more places`;
}

/** What was found first, as it is spelled there; undefined where only the title has the words. */
function foundWords([match]: FoundRow['matches']): string | undefined {
  const mark = match?.marks[0];
  return mark === undefined ? undefined : match?.text.slice(...mark);
}

function marked(text: string, marks: readonly (readonly [number, number])[]): (TemplateResult | string)[] {
  return markedText(text, marks).map((piece) =>
    piece.isMarked ? html`<mark>${piece.text}</mark>` : html`${piece.text}`,
  );
}

function menuItems({ ref, pinned, archived }: HistoryRow, post: (message: FromHistory) => void): readonly MenuItem[] {
  const item = (label: string, testId: string, message: FromHistory): MenuItem => ({
    label,
    testId,
    onClick: () => {
      post(message);
    },
  });
  return [
    item(t`Open`, 'menu-open', { type: 'open', ref }),
    item(t`Rename…`, 'menu-rename', { type: 'rename', ref }),
    item(pinned ? t`Unpin` : t`Pin`, 'menu-pin', { type: 'setPinned', ref, pinned: !pinned }),
    item(archived ? t`Take Out of the Archive` : t`Archive`, 'menu-archive', {
      type: 'setArchived',
      ref,
      archived: !archived,
    }),
    item(t`Export…`, 'menu-export', { type: 'export', ref }),
    item(t`Delete`, 'menu-delete', { type: 'delete', ref }),
  ];
}
