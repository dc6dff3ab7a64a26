import type { TableEvents } from './tableEvents.ts';
import { ROW_HEIGHT, scrollTopFor } from './visibleRows.ts';

/** Arrows select a row, Enter leads to its details. */
export function onTableKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, events: TableEvents): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { shown, selected } = events.current();
  const list = event.currentTarget;
  // The heading stays above the rows.
  const height = list.clientHeight - ROW_HEIGHT;
  const at = selected === undefined ? -1 : shown.indexOf(selected);
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
  if (event.key === 'Enter' && at >= 0) {
    event.preventDefault();
    events.onEnter();
    return;
  }
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: shown.length - 1,
  }[event.key];
  if (to === undefined) return;
  const position = Math.min(Math.max(to, 0), shown.length - 1);
  const row = shown[position];
  if (row === undefined) return;
  event.preventDefault();
  events.onSelect(row);
  // It is to be in sight, though it may not be in the page yet.
  list.scrollTop = scrollTopFor(position, list.scrollTop, height);
}
