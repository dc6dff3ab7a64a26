import { t } from '@vscode/l10n';
import { seen } from '../shared/html.ts';

/** More than a screen reader is ever behind. */
const KEPT = 50;

/** What of an answer is read out while it is written: each sentence is added, so that none is said twice or lost. */
export class SpokenAnswer {
  readonly #region = document.createElement('div');

  constructor(parent: HTMLElement) {
    this.#region.className = 'announcer';
    this.#region.setAttribute('role', 'log');
    this.#region.setAttribute('aria-live', 'polite');
    this.#region.setAttribute('aria-label', t`Answer, as it is written`);
    this.#region.dataset['testid'] = 'spoken-answer';
    parent.append(this.#region);
  }

  say(sentences: readonly string[]): void {
    for (const sentence of sentences) {
      const line = document.createElement('p');
      line.textContent = seen(sentence);
      this.#region.append(line);
    }
    while (this.#region.childElementCount > KEPT) this.#region.firstElementChild?.remove();
  }
}
