import type { TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { html } from './html.ts';

export interface ToolbarOptions {
  readonly label: string;
  readonly className: string;
  readonly content: unknown;
}

/** Buttons, those of the toolkit too, but not what stands in a menu. */
const BUTTONS = 'button, vscode-button';

/**
 * A row of buttons that is one stop of the Tab key, by the pattern of the ARIA Authoring Practices ("toolbar"): the
 * arrows, Home and End go from one to the other, and Tab comes back to the one that had the focus last.
 */
export function toolbar({ label, className, content }: ToolbarOptions): TemplateResult {
  return html`<div
    class=${className}
    role="toolbar"
    aria-label=${label}
    @focusin=${(event: FocusEvent & { readonly currentTarget: HTMLElement }) => {
      const button = buttonsOf(event.currentTarget).find((one) => one === event.target);
      if (button !== undefined) keepOneStop(event.currentTarget, button);
    }}
    @keydown=${onKey}
    ${ref((element) => {
      // What stands in it comes after it.
      if (element instanceof HTMLElement)
        queueMicrotask(() => {
          keepOneStop(element, buttonsOf(element)[0]);
        });
    })}
  >
    ${content}
  </div>`;
}

/** Where a key leads to from one of `count` buttons, counted from 0; undefined for a key that is not the toolbar's. */
export function toolbarStep(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowLeft':
      return (from - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function onKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const buttons = buttonsOf(event.currentTarget).filter((button) => !button.hasAttribute('disabled'));
  const from = buttons.findIndex((button) => button === event.target);
  if (from < 0) return;
  const to = toolbarStep(event.key, from, buttons.length);
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[to]?.focus();
}

function buttonsOf(toolbar: HTMLElement): readonly HTMLElement[] {
  return [...toolbar.querySelectorAll<HTMLElement>(BUTTONS)].filter(
    (button) => button.closest('[role="menu"]') === null,
  );
}

function keepOneStop(toolbar: HTMLElement, stop: HTMLElement | undefined): void {
  for (const button of buttonsOf(toolbar)) button.tabIndex = button === stop ? 0 : -1;
}
