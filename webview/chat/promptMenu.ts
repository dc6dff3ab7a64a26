import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { activeImages } from '../../src/conversation/conversation.ts';
import { domainText } from '../../src/conversation/prompts/chatPrompt.ts';
import { matchPrompts } from '../../src/conversation/prompts/matchPrompts.ts';
import type { ViewPrompt, ViewState } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { type TypedPrompt, typedPrompt, withPrompt } from './typedPrompt.ts';

export interface PromptMenuEvents {
  onPickPrompt(id: string): void;
  onManagePrompts(): void;
  /** It looks otherwise now. */
  onChange(): void;
  /** For screen readers. */
  onSay(text: string): void;
}

const LIST_ID = 'prompt-list';
const SOURCES = { builtIn: () => '', user: () => t`yours`, workspace: () => t`workspace` } as const;

/**
 * The list of prompts that a `/` in the question field opens. The focus stays in the field, whose attributes say which
 * entry is chosen: a field of several lines may not be a combo box (ARIA in HTML), so its opening is announced.
 */
export class PromptMenu {
  readonly #events: PromptMenuEvents;
  #typed: TypedPrompt | undefined;
  #chosen = 0;
  /** Where a `/` stands whose list was closed by Escape. */
  #dismissed: number | undefined;
  /** What the prompt that was asked for takes the place of. */
  #awaited: TypedPrompt | undefined;

  constructor(events: PromptMenuEvents) {
    this.#events = events;
  }

  /** Listens to the question field, before its own keys. `state`: what is shown. */
  listen(root: HTMLElement, state: () => ViewState | undefined): void {
    root.addEventListener('keydown', (event) => this.#onKey(event, state()), true);
    for (const type of ['input', 'keyup', 'click'])
      root.addEventListener(type, (event) => {
        if (isQuestion(event.target)) this.#look(event.target, state());
      });
    root.addEventListener('focusout', (event) => {
      if (isQuestion(event.target)) this.#close();
    });
  }

  /** The entry that the field's `aria-activedescendant` names. */
  chosenId(state: ViewState): string | undefined {
    return this.#found(state) === undefined ? undefined : optionId(this.#chosen);
  }

  /** The list's id while it is open, for the field's `aria-controls`. */
  listId(state: ViewState): string | undefined {
    return this.#found(state) === undefined ? undefined : LIST_ID;
  }

  list(state: ViewState): TemplateResult | typeof nothing {
    const found = this.#found(state);
    if (found === undefined) return nothing;
    const keepFocus = (event: Event): void => {
      event.preventDefault();
    };
    return html`<div
      class="prompt-list"
      id=${LIST_ID}
      role="listbox"
      aria-label=${t`Prompts`}
      tabindex="0"
      data-testid="prompt-list"
      @mousedown=${keepFocus}
    >
      ${found.map((prompt, index) => this.#option(index, promptEntry(prompt), 'prompt-option', () => this.#pick(prompt)))}
      ${this.#option(found.length, html`<span class="manage">${t`Manage prompts…`}</span>`, 'prompt-manage', () => this.#manage())}
    </div>`;
  }

  /**
   * Puts a prompt's text into the field: in place of the `/word` that called it where that still stands, else at the
   * cursor. Gives the field's text.
   */
  insert(text: string, field: HTMLTextAreaElement): string {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    const standing =
      awaited !== undefined &&
      field.value.slice(awaited.start, awaited.end).startsWith(`/${awaited.typed}`) &&
      typedPrompt(field.value, awaited.end)?.start === awaited.start;
    const place = standing ? awaited : { start: field.selectionStart, end: field.selectionEnd };
    const filled = withPrompt(field.value, place, text);
    field.value = filled.text;
    field.focus();
    field.setSelectionRange(filled.from, filled.to);
    this.#close();
    return filled.text;
  }

  #option(index: number, content: TemplateResult, testId: string, onClick: () => void): TemplateResult {
    const chosen = index === this.#chosen;
    return html`<div
      class="prompt-option ${chosen ? 'chosen' : ''}"
      id=${optionId(index)}
      role="option"
      aria-selected=${chosen ? 'true' : 'false'}
      data-testid=${testId}
      @click=${onClick}
    >
      ${content}
    </div>`;
  }

  /** The prompts that are listed; undefined while the list is closed. */
  #found(state: ViewState): readonly ViewPrompt[] | undefined {
    if (this.#typed === undefined) return undefined;
    const found = matchPrompts(state.prompts, this.#typed.typed, activeImages(state).at(-1));
    return found.length === 0 && this.#typed.typed !== '' ? undefined : found;
  }

  #look(field: HTMLTextAreaElement, state: ViewState | undefined): void {
    const typed = typedPrompt(field.value, field.selectionStart);
    if (typed?.start !== this.#dismissed) this.#dismissed = undefined;
    const next = typed === undefined || typed.start === this.#dismissed ? undefined : typed;
    if (next?.typed === this.#typed?.typed && next?.start === this.#typed?.start) return;
    const wasOpen = state !== undefined && this.#found(state) !== undefined;
    this.#typed = next;
    this.#chosen = 0;
    const found = state && this.#found(state);
    if (found && !wasOpen) this.#events.onSay(t`Prompts: ${found.length}. Choose with the arrow keys and Enter.`);
    this.#events.onChange();
  }

  #onKey(event: KeyboardEvent, state: ViewState | undefined): void {
    const found = state && this.#found(state);
    if (found === undefined || !isQuestion(event.target) || event.isComposing) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowDown: () => this.#move(1, found.length + 1),
      ArrowUp: () => this.#move(-1, found.length + 1),
      Enter: () => this.#accept(found),
      Tab: () => this.#accept(found),
      Escape: () => this.#dismiss(),
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #move(by: number, count: number): void {
    this.#chosen = (this.#chosen + by + count) % count;
    this.#events.onChange();
    // After the page has been drawn anew, which was asked for first.
    requestAnimationFrame(() => document.getElementById(optionId(this.#chosen))?.scrollIntoView({ block: 'nearest' }));
  }

  #accept(found: readonly ViewPrompt[]): void {
    const prompt = found[this.#chosen];
    if (prompt === undefined) this.#manage();
    else this.#pick(prompt);
  }

  #pick({ id }: ViewPrompt): void {
    this.#awaited = this.#typed;
    this.#dismiss();
    this.#events.onPickPrompt(id);
  }

  #manage(): void {
    this.#awaited = this.#typed;
    this.#dismiss();
    this.#events.onManagePrompts();
  }

  /** Until another `/` is typed. */
  #dismiss(): void {
    this.#dismissed = this.#typed?.start;
    this.#close();
  }

  #close(): void {
    if (this.#typed === undefined) return;
    this.#typed = undefined;
    this.#events.onChange();
  }
}

function promptEntry({ name, description, source, domain }: ViewPrompt): TemplateResult {
  const facts = [SOURCES[source](), domain === undefined ? '' : domainText(domain)].filter((fact) => fact !== '');
  return html`<span class="prompt-name">/${name}</span>
    <span class="prompt-about">${description}</span>
    ${facts.length === 0 ? nothing : html`<span class="prompt-facts">${facts.join(' · ')}</span>`}`;
}

function optionId(index: number): string {
  return `prompt-option-${String(index)}`;
}

function isQuestion(target: EventTarget | null): target is HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement && target.dataset['testid'] === 'question-input';
}
