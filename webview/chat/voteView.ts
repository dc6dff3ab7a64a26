import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { Vote } from '../../src/conversation/answer.ts';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import type { IconName } from '../shared/icons.ts';
import { toolButton } from '../shared/toolButton.ts';

export type CastVote = Omit<Vote, 'at'>;

export interface VoteEvents {
  /** Undefined takes the vote back. */
  onVote(exchangeId: string, vote: CastVote | undefined): void;
  /** Opens the field for the note of a vote, or closes it. */
  onNote(exchangeId: string, open: boolean): void;
}

/** As many as a person reads in a table of votes. */
const LONGEST_NOTE = 1000;

const VOTES: readonly { value: Vote['value']; label: () => string; title: () => string; icon: IconName }[] = [
  { value: 'up', label: () => t`Good answer`, title: () => t`Good answer`, icon: 'thumbUp' },
  { value: 'down', label: () => t`Bad answer`, title: () => t`Bad answer`, icon: 'thumbDown' },
  { value: 'flag', label: () => t`Flag`, title: () => t`Flag: harmful, or to be looked at`, icon: 'flag' },
];

/** What a person thinks of an answer: one of three, or none. */
export function voteButtons({ id, answer }: ViewExchange, events: VoteEvents): TemplateResult {
  const { vote } = answer;
  return html`<span class="votes" role="group" aria-label=${t`Vote`}>
    ${VOTES.map(({ value, label, title, icon }) =>
      toolButton({
        label: label(),
        title: title(),
        icon,
        testId: `vote-${value}`,
        pressed: vote?.value === value,
        onClick: () => {
          if (vote?.value === value) events.onVote(id, undefined);
          else events.onVote(id, { value, ...(vote?.note !== undefined && { note: vote.note }) });
          events.onNote(id, vote?.value !== value);
        },
      }),
    )}
  </span>`;
}

/** The note of a vote, or the field in which it is written. `isOpen`: it is being written. */
export function voteNote(
  { id, answer: { vote } }: ViewExchange,
  isOpen: boolean,
  events: VoteEvents,
): TemplateResult | typeof nothing {
  if (vote === undefined) return nothing;
  if (isOpen) return noteField(id, vote, events);
  if (vote.note === undefined) return nothing;
  return html`<p class="vote-note">
    <span data-testid="vote-note">${vote.note}</span>
    ${toolButton({
      label: t`Edit note`,
      icon: 'edit',
      testId: 'vote-note-edit',
      onClick: () => {
        events.onNote(id, true);
      },
    })}
  </p>`;
}

function noteField(id: string, { value, note = '' }: Vote, events: VoteEvents): TemplateResult {
  const close = (from: EventTarget | null, save: boolean): void => {
    const whole = from instanceof Element ? from.closest('.footer') : null;
    const text = whole?.querySelector<HTMLInputElement>('.note-field input')?.value.trim() ?? '';
    // The focus must not be lost with the field.
    whole?.querySelector<HTMLElement>('.votes [aria-pressed="true"]')?.focus();
    if (save && text !== note) events.onVote(id, { value, ...(text !== '' && { note: text }) });
    events.onNote(id, false);
  };
  const button = (label: string, testId: string, save: boolean): TemplateResult =>
    html`<button
      type="button"
      class="tool words"
      data-testid=${testId}
      @click=${(event: MouseEvent) => {
        close(event.target, save);
      }}
    >
      ${label}
    </button>`;
  return html`<div class="note-field" data-testid="note-field">
    <label
      ><span>${t`Why? (optional)`}</span
      ><input
        type="text"
        maxlength=${String(LONGEST_NOTE)}
        autocomplete="off"
        data-testid="note-input"
        .value=${note}
        @keydown=${(event: KeyboardEvent) => {
          if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.preventDefault();
          event.stopPropagation();
          close(event.target, event.key === 'Enter');
        }}
    /></label>
    ${button(t`Save`, 'note-save', true)} ${button(t`Skip`, 'note-skip', false)}
  </div>`;
}
