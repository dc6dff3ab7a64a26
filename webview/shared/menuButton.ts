import { type TemplateResult, nothing } from 'lit-html';
import { html } from './html.ts';
import { type IconName, icon } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  readonly testId: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** One of several, of which this one is in force or not; missing: a plain command. */
  readonly checked?: boolean;
}

export interface MenuButtonOptions {
  /** Of the button, and of its menu. */
  readonly label: string;
  readonly testId: string;
  readonly icon: IconName;
  readonly items: readonly MenuItem[];
}

/** Between the menu and its button, and the edges of the view; pixels. */
const GAP = 2;

/**
 * A button that opens a menu, by the pattern of the ARIA Authoring Practices ("menu button"): arrows go through it, a
 * letter goes to the item that begins with it, Escape gives the focus back. The menu lies above all else, so a box that
 * cuts off what overflows it does no harm.
 */
export function menuButton({ label, testId, icon: name, items }: MenuButtonOptions): TemplateResult {
  return html`<span class="menu-button" @keydown=${onKey} @focusout=${onFocusOut}>
    <button
      type="button"
      class="tool"
      data-testid=${testId}
      aria-label=${label}
      title=${label}
      aria-haspopup="menu"
      aria-expanded="false"
      @click=${(event: MouseEvent) => {
        const parts = partsOf(event);
        if (parts !== undefined) (isOpen(parts) ? close : open)(parts);
      }}
    >
      ${icon(name)}
    </button>
    <div class="menu" role="menu" aria-label=${label} popover="manual">
      ${items.map(
        (item) =>
          html`<button
            type="button"
            role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
            tabindex="-1"
            data-testid=${item.testId}
            ?disabled=${item.disabled ?? false}
            @click=${(event: MouseEvent) => {
              const parts = partsOf(event);
              if (parts !== undefined) close(parts);
              item.onClick();
            }}
          >
            ${item.checked === undefined ? nothing : html`<span class="mark">${item.checked ? icon('check') : nothing}</span>`}${item.label}
          </button>`,
      )}
    </div>
  </span>`;
}

interface Parts {
  readonly whole: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly menu: HTMLElement;
}

function partsOf(event: Event): Parts | undefined {
  const whole = event.target instanceof Element ? event.target.closest<HTMLElement>('.menu-button') : null;
  const button = whole?.querySelector<HTMLButtonElement>(':scope > button');
  const menu = whole?.querySelector<HTMLElement>(':scope > [role="menu"]');
  return whole && button && menu ? { whole, button, menu } : undefined;
}

function isOpen({ menu }: Parts): boolean {
  return menu.matches(':popover-open');
}

function itemsOf({ menu }: Parts): readonly HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>('[role^="menuitem"]:not(:disabled)')];
}

function open(parts: Parts, focus: 'first' | 'last' = 'first'): void {
  parts.menu.showPopover();
  parts.button.setAttribute('aria-expanded', 'true');
  place(parts);
  const follow = (): void => {
    if (isOpen(parts)) place(parts);
    else window.removeEventListener('scroll', follow, { capture: true });
  };
  window.addEventListener('scroll', follow, { capture: true, passive: true });
  itemsOf(parts)
    .at(focus === 'first' ? 0 : -1)
    ?.focus();
}

/** Gives the focus back, but where it has gone elsewhere by itself. */
function close(parts: Parts, focus: 'back' | 'leave' = 'back'): void {
  parts.menu.hidePopover();
  parts.button.setAttribute('aria-expanded', 'false');
  if (focus === 'back') parts.button.focus();
}

/** Below the button, or above it where there is more room, and never past an edge. */
function place({ button, menu }: Parts): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP;
  const y = below + height <= window.innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  const x = Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP));
  menu.style.setProperty('--menu-x', `${String(x)}px`);
  menu.style.setProperty('--menu-y', `${String(y)}px`);
}

function onFocusOut(event: FocusEvent): void {
  const parts = partsOf(event);
  if (parts === undefined || !isOpen(parts)) return;
  if (event.relatedTarget instanceof Node && parts.whole.contains(event.relatedTarget)) return;
  close(parts, 'leave');
}

function onKey(event: KeyboardEvent): void {
  const parts = partsOf(event);
  if (parts === undefined) return;
  if (!isOpen(parts)) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    open(parts, event.key === 'ArrowDown' ? 'first' : 'last');
  } else if (event.key === 'Escape') close(parts);
  else if (event.key === 'Tab') {
    close(parts);
    return; // the browser goes on from the button
  } else {
    const items = itemsOf(parts);
    const next = nextItem(
      items.map(({ textContent }) => textContent.trim()),
      items.findIndex((item) => item === document.activeElement),
      event.key,
    );
    if (next === undefined) return;
    items[next]?.focus();
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Where a key leads to from an item (-1: none) in a menu of these labels; undefined where it leads nowhere. */
export function nextItem(labels: readonly string[], from: number, key: string): number | undefined {
  const count = labels.length;
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return from <= 0 ? count - 1 : from - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  // Names of other keys are longer.
  if (!/^\S$/u.test(key)) return undefined;
  for (let step = 1; step <= count; step++) {
    const index = (from + step) % count;
    if (labels[index]?.toLowerCase().startsWith(key.toLowerCase())) return index;
  }
  return undefined;
}
