import type { FromHistory } from '../../src/protocol/historyView.ts';
import { activeKey, type HistoryModel, keyOf, shownRows } from './historyModel.ts';
import { listCommand, movedTo } from './listKeys.ts';

export interface ListKeyEvents {
  readonly post: (message: FromHistory) => void;
  readonly goTo: (key: string, part: 'open' | 'menu') => void;
  readonly openMenu: (key: string) => void;
}

/** The keyboard of the list. A key that it takes does not reach the editor's own shortcuts. */
export function onListKey(event: KeyboardEvent, model: HistoryModel, { post, goTo, openMenu }: ListKeyEvents): void {
  if (event.defaultPrevented || event.isComposing) return;
  const command = listCommand(event);
  if (command === undefined) return;
  const shown = shownRows(model);
  const key = activeKey(model);
  const at = shown.findIndex(({ row }) => keyOf(row) === key);
  const row = shown[at]?.row;
  if (row === undefined || key === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const { ref, pinned, archived } = row;
  switch (command) {
    case 'toMenu':
      goTo(key, 'menu');
      return;
    case 'toRow':
      goTo(key, 'open');
      return;
    case 'openMenu':
      openMenu(key);
      return;
    case 'rename':
      post({ type: 'rename', ref });
      return;
    case 'delete':
      post({ type: 'delete', ref });
      return;
    case 'pin':
      post({ type: 'setPinned', ref, pinned: !pinned });
      return;
    case 'archive':
      post({ type: 'setArchived', ref, archived: !archived });
      return;
    case 'undo':
      post({ type: 'undelete' });
      return;
    default: {
      const to = shown[movedTo(command, at, shown.length) ?? at]?.row;
      if (to !== undefined) goTo(keyOf(to), 'open');
    }
  }
}
