import { seen } from './html.ts';

/** Tells screen readers what happened, politely: when something is complete, never while it is being written. */
export class Announcer {
  readonly #region = document.createElement('div');

  constructor(parent: HTMLElement) {
    this.#region.className = 'announcer';
    this.#region.setAttribute('role', 'status');
    this.#region.setAttribute('aria-live', 'polite');
    this.#region.dataset['testid'] = 'announcer';
    parent.append(this.#region);
  }

  say(text: string): void {
    // a new element, so that the same words twice are announced twice
    const line = document.createElement('p');
    line.textContent = seen(text);
    this.#region.replaceChildren(line);
  }
}
