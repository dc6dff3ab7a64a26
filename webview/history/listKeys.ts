/** What a key does in the list of conversations. Enter and Space press the row's own button. */
export type ListCommand =
  | 'previous'
  | 'next'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown'
  | 'toMenu'
  | 'toRow'
  | 'openMenu'
  | 'rename'
  | 'delete'
  | 'pin'
  | 'archive'
  | 'undo';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const BARE: Readonly<Partial<Record<string, ListCommand>>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  Home: 'first',
  End: 'last',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  ArrowRight: 'toMenu',
  ArrowLeft: 'toRow',
  ContextMenu: 'openMenu',
  F2: 'rename',
  Delete: 'delete',
  p: 'pin',
  a: 'archive',
};

/** Undefined for a key that is not the list's. On a Mac, ⌘⌫ deletes as in the Finder. */
export function listCommand({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): ListCommand | undefined {
  if (altKey) return undefined;
  if (shiftKey) return key === 'F10' && !ctrlKey && !metaKey ? 'openMenu' : undefined;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'z') return 'undo';
    return metaKey && key === 'Backspace' ? 'delete' : undefined;
  }
  return BARE[key.length === 1 ? key.toLowerCase() : key];
}

/** Rows that Page Up and Page Down go by. */
const PAGE = 10;

/** Where a command leads to from a row, both counted from 0; undefined where it leads nowhere. */
export function movedTo(command: ListCommand, from: number, count: number): number | undefined {
  const to = {
    previous: from - 1,
    next: from + 1,
    first: 0,
    last: count - 1,
    pageUp: from - PAGE,
    pageDown: from + PAGE,
  }[command as string];
  return to === undefined || count === 0 ? undefined : Math.min(Math.max(to, 0), count - 1);
}
