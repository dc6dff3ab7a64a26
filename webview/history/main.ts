/**
 * The view "Conversations". For tests (data-testid): `history` the root, with data-state (`loading`, `list`, `found`,
 * `empty`, `error`) · `search` · `scope` · `conversations` with `conversation` (data-open: `no`, `here`, `elsewhere`),
 * in each `open-conversation`, `conversation-title`, `conversation-about`, `conversation-match`, `conversation-menu`
 * with `menu-open`, `menu-rename`, `menu-pin`, `menu-archive`, `menu-export`, `menu-delete` · `nothing-found` ·
 * `beyond-all`, `beyond-archived` · `empty`, `new-chat` · `error`, `try-again` · `announcer`
 */
import './history.css';
import { render } from 'lit-html';
import { type FromHistory, parseToHistory, type ToHistory } from '../../src/protocol/historyView.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import {
  activeKey,
  announcement,
  type HistoryModel,
  initialModel,
  isSearch,
  keyOf,
  receive,
  shownRows,
  withMoreRows,
  withScope,
  withWords,
} from './historyModel.ts';
import { type HistoryEvents, historyPage } from './historyPage.ts';
import { onListKey } from './onListKey.ts';
import { rememberedScope } from './rememberedScope.ts';
import { focusRow, keepTabStops, openMenuOf } from './rovingFocus.ts';

/** Typing is quicker than searching. */
const QUIET_MS = 80;
/** More rows come into the page before their end is in sight; pixels. */
const AHEAD = 1500;

registerControls();
const root = document.createElement('main');
root.className = 'history';
root.dataset['testid'] = 'history';
document.body.append(root);
const announcer = new Announcer(document.body);
const host = new HostConnection<FromHistory, ToHistory>(parseToHistory, onMessage);
let model: HistoryModel = { ...initialModel, scope: rememberedScope(host.remembered()) };
let isScheduled = false;
let searchTimer: number | undefined;
/** Once what is known is in the page. */
let then: (() => void) | undefined;

const list = (): HTMLElement | null => root.querySelector('.list');
const field = (): HTMLInputElement | null => root.querySelector('input[type="search"]');

/** Renders once a frame, however many messages come. */
function update(next: HistoryModel, after?: () => void): void {
  model = next;
  then = after ?? then;
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    const hadFocus = list()?.contains(document.activeElement) === true;
    root.dataset['state'] = stateOf(model);
    render(historyPage(model, events), root);
    keepTabStops(list(), activeKey(model));
    // The row with the focus is gone: the one in its place has it.
    if (hadFocus && list()?.contains(document.activeElement) !== true) focusRow(list(), activeKey(model));
    then?.();
    then = undefined;
  });
}

function onMessage(message: ToHistory): void {
  const before = model;
  if (message.type === 'focusSearch') {
    update(model, () => field()?.select());
    return;
  }
  update(receive(model, message));
  const said = announcement(before, model);
  if (said !== undefined) announcer.say(said);
}

function setWords(words: string): void {
  update(withWords(model, words), toTop);
  clearTimeout(searchTimer);
  searchTimer = window.setTimeout(
    () => {
      host.post({ type: 'search', words });
    },
    words === '' ? 0 : QUIET_MS,
  );
}

function toTop(): void {
  list()?.scrollTo({ top: 0 });
}

/** The row comes into the page, where it is not yet, and gets the focus. */
function goTo(key: string, part: 'open' | 'menu'): void {
  const place = shownRows(model).findIndex(({ row }) => keyOf(row) === key);
  const next = { ...model, active: key };
  // At once where it is there: the next key may come before the next frame.
  focusRow(list(), key, part);
  update(place < next.rendered ? next : withMoreRows(next, place), () => {
    focusRow(list(), key, part);
  });
}

const events: HistoryEvents = {
  post: (message) => {
    host.post(message);
  },
  onRetry: () => {
    host.post({ type: 'ready' });
    host.post({ type: 'search', words: model.words });
  },
  onWords: setWords,
  onSearchKey: (event) => {
    const key = activeKey(model);
    if (event.key === 'Escape' && model.words !== '') setWords('');
    else if ((event.key === 'ArrowDown' || event.key === 'Enter') && !event.isComposing && key !== undefined)
      goTo(key, 'open');
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  onScope: (scope) => {
    host.remember({ scope });
    update(withScope(model, scope), toTop);
  },
  onListKey: (event) => {
    // An open menu has its own keys.
    if (event.target instanceof Element && event.target.closest('[role="menu"]') !== null) return;
    onListKey(event, model, {
      post: events.post,
      goTo,
      openMenu: (key) => {
        openMenuOf(list(), key);
      },
    });
  },
  onActive: (active) => {
    if (active !== model.active) update({ ...model, active });
  },
  onContextMenu: (event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('.row')?.dataset['key'] : undefined;
    if (key === undefined) return;
    event.preventDefault();
    openMenuOf(list(), key);
  },
  onScroll: ({ scrollTop, clientHeight, scrollHeight }) => {
    const isNearEnd = scrollTop + clientHeight + AHEAD > scrollHeight;
    if (isNearEnd && model.rendered < shownRows(model).length) update(withMoreRows(model));
  },
};

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
  event.preventDefault();
  event.stopPropagation();
  field()?.select();
});

update(model);
host.post({ type: 'ready' });

function stateOf(current: HistoryModel): 'loading' | 'list' | 'found' | 'empty' | 'error' {
  if (current.error !== undefined) return 'error';
  if (current.rows === undefined) return 'loading';
  if (shownRows(current).length === 0) return 'empty';
  return isSearch(current) ? 'found' : 'list';
}
