/**
 * The list has one tab stop for its rows, and one for their menus: those of the active row. The shared menu button is
 * in the tab order by itself.
 */
export function keepTabStops(list: Element | null, activeKey: string | undefined): void {
  for (const button of list?.querySelectorAll<HTMLButtonElement>('.menu-button > button') ?? [])
    button.tabIndex = button.closest<HTMLElement>('.row')?.dataset['key'] === activeKey ? 0 : -1;
}

export function focusRow(list: Element | null, key: string | undefined, part: 'open' | 'menu' = 'open'): void {
  const row = rowOf(list, key);
  row?.querySelector<HTMLElement>(part === 'open' ? '.open' : '.menu-button > button')?.focus();
}

export function openMenuOf(list: Element | null, key: string | undefined): void {
  rowOf(list, key)?.querySelector<HTMLElement>('.menu-button > button')?.click();
}

function rowOf(list: Element | null, key: string | undefined): Element | undefined {
  if (key === undefined) return undefined;
  return [...(list?.querySelectorAll<HTMLElement>('.row') ?? [])].find((row) => row.dataset['key'] === key);
}
