import { type TemplateResult, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { html } from '../shared/html.ts';
import { type IconName, icon } from '../shared/icons.ts';

export interface MenuItem {
  readonly label: string;
  /** At the right, e.g. numbers. */
  readonly detail?: string;
  readonly key?: string;
  readonly icon?: IconName;
  /** One of several, of which this one is in force or not; undefined: a plain command. */
  readonly checked?: boolean;
  readonly testId: string;
  readonly onChoose: () => void;
}

export interface MenuSection {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuOptions {
  readonly label: string;
  readonly testId: string;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly sections: readonly MenuSection[];
  /** On the button: words, or an icon whose name is `label`. */
  readonly face: { readonly text: string } | { readonly icon: IconName };
  readonly disabled?: boolean;
  readonly title?: string;
  /** Opens towards the left, for a button at the right edge. */
  readonly atRight?: boolean;
}

/** A button that opens a menu: arrow keys, Home, End and Escape work in it, and it closes when the focus leaves it. */
export function menuButton(options: MenuOptions): TemplateResult {
  const { label, testId, isOpen, onToggle, sections, face, disabled, title, atRight } = options;
  return html`<div
    class="menu-anchor"
    @focusout=${(event: FocusEvent & { readonly currentTarget: HTMLElement }) => {
      if (isOpen && !(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        onToggle(false);
    }}
  >
    <button
      type="button"
      class="menu-button ${'icon' in face ? 'icon-face' : ''}"
      aria-haspopup="menu"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-label=${'icon' in face ? label : `${label}: ${face.text}`}
      title=${title ?? label}
      data-testid=${testId}
      ?disabled=${disabled ?? false}
      @click=${() => {
        onToggle(!isOpen);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown' || isOpen) return;
        event.preventDefault();
        event.stopPropagation();
        onToggle(true);
      }}
    >
      ${'icon' in face ? icon(face.icon) : html`<span class="face">${face.text}</span>${icon('down')}`}
    </button>
    ${isOpen ? list(options.label, testId, sections, atRight === true, onToggle) : nothing}
  </div>`;
}

function list(
  label: string,
  testId: string,
  sections: readonly MenuSection[],
  atRight: boolean,
  onToggle: (isOpen: boolean) => void,
): TemplateResult {
  return html`<div
    class="menu ${atRight ? 'at-right' : ''}"
    role="menu"
    aria-label=${label}
    data-testid="${testId}-list"
    ${ref(focusFirst)}
    @keydown=${(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
      onKey(event, onToggle);
    }}
  >
    ${sections
      .filter(({ items }) => items.length > 0)
      .map(
        ({ title, items }) =>
          html`<div role="group" aria-label=${title ?? nothing}>
            ${title === undefined ? nothing : html`<div class="menu-title" aria-hidden="true">${title}</div>`}
            ${items.map(
              (item) =>
                html`<button
                  type="button"
                  role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
                  tabindex="-1"
                  data-testid=${item.testId}
                  @click=${() => {
                    onToggle(false);
                    item.onChoose();
                  }}
                >
                  <span class="mark"
                    >${item.checked === true ? icon('check') : item.icon === undefined ? nothing : icon(item.icon)}</span
                  ><span class="label">${item.label}</span><span class="detail">${item.detail ?? ''}</span
                  ><kbd>${item.key ?? ''}</kbd>
                </button>`,
            )}
          </div>`,
      )}
  </div>`;
}

function focusFirst(element: Element | undefined): void {
  if (element === undefined) return;
  // Only now is it made; a moment later it is in the page.
  queueMicrotask(() => {
    focusIn(element);
  });
}

function focusIn(element: Element): void {
  const first =
    element.querySelector<HTMLElement>('[aria-checked="true"]') ?? element.querySelector<HTMLElement>('button');
  if (!element.contains(document.activeElement)) first?.focus();
}

function onKey(
  event: KeyboardEvent & { readonly currentTarget: HTMLElement },
  onToggle: (isOpen: boolean) => void,
): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  // The viewer's own keys are not for the menu; Enter and Space press the item.
  event.stopPropagation();
  if (event.key === 'Escape') {
    const button = event.currentTarget.parentElement?.querySelector<HTMLElement>('.menu-button');
    onToggle(false);
    button?.focus();
  } else if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}
