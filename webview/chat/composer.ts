import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { activeImages, isAnswering } from '../../src/conversation/conversation.ts';
import { suggestedQuestions } from '../../src/conversation/suggestedQuestions.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { iconButton, toggleButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { type TrayEvents, imageTray } from './imageTray.ts';
import type { ParametersPanel } from './parametersPanel.ts';
import type { PromptMenu } from './promptMenu.ts';
import { type QueueEvents, queuedQuestions } from './queuedQuestions.ts';

/** Many before the first question, few when the room is for the answers. */
const OFFERED = { first: 4, later: 2 };

export interface ComposerEvents extends TrayEvents, QueueEvents {
  readonly promptMenu: PromptMenu;
  readonly parametersPanel: ParametersPanel;
  onDraft(draft: string): void;
  onSend(question: string): void;
  onStop(): void;
  /** Whether the next question asks for yes or no. */
  onAsksClosed(asksClosed: boolean): void;
  onAddImage(): void;
  /** What can be done about the model is asked for. */
  onModel(): void;
}

/**
 * Where a question is written: the images that it will be about, questions to choose from, the text, and Send or Stop.
 */
export function composer(state: ViewState, draft: string, events: ComposerEvents, asksClosed = false): TemplateResult {
  const answering = isAnswering(state);
  const images = activeImages(state);
  const send = (question: string): void => {
    if (question.trim() !== '') events.onSend(question);
  };
  return html`<div class="composer-area">
    ${answering || draft !== '' || images.length === 0 || state.held !== undefined ? nothing : suggestions(state, events)}
    ${queuedQuestions(state.queued, events)}
    <div class="composer" data-testid="composer">
      ${imageTray(state, events)}
      <div class="question-field">
        <textarea
          data-testid="question-input"
          rows="1"
          aria-label=${t`Question`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls=${events.promptMenu.listId(state) ?? nothing}
          aria-activedescendant=${events.promptMenu.chosenId(state) ?? nothing}
          placeholder=${images.length === 0 ? t`Add an image, then ask about it` : t`Ask about the image`}
          .value=${live(draft)}
          @input=${(event: InputEvent & { readonly target: HTMLTextAreaElement }) => {
            events.onDraft(event.target.value);
          }}
          @keydown=${(event: QuestionKey) => {
            onKey(event, state, send, events);
          }}
        ></textarea
        >${events.promptMenu.list(state)}
      </div>
      <div class="bar">
        ${iconButton({
          label: t`Add image…`,
          icon: 'image',
          testId: 'add-image',
          onClick: () => {
            events.onAddImage();
          },
        })}
        <button
          class="model"
          data-testid="model"
          title=${t`Choose another model, load it, see the log`}
          aria-label=${t`Model: ${modelLine(state)}`}
          @click=${() => {
            events.onModel();
          }}
        >
          ${modelLine(state)}
        </button>
        ${events.parametersPanel.button(state)}
        ${toggleButton({
          label: t`Ask for yes or no`,
          title: t`Ask for yes or no, with probabilities`,
          icon: 'balance',
          testId: 'asks-closed',
          pressed: asksClosed,
          onClick: () => {
            events.onAsksClosed(!asksClosed);
          },
        })}
        ${
          answering
            ? html`${iconButton({
                label: t`Stop`,
                title: t`Stop (Escape)`,
                icon: 'stop',
                testId: 'stop',
                onClick: () => {
                  events.onStop();
                },
              })}${draft.trim() === '' ? nothing : sendButton(draft, t`Ask after this answer (Enter)`, send)}`
            : sendButton(draft, t`Send (Enter)`, send)
        }
      </div>
      ${events.parametersPanel.panel(state)}
    </div>
  </div>`;
}

function sendButton(draft: string, title: string, send: (question: string) => void): TemplateResult {
  return iconButton({
    label: t`Send`,
    title,
    icon: 'send',
    testId: 'send',
    disabled: draft.trim() === '',
    onClick: () => {
      send(draft);
    },
  });
}

type QuestionKey = KeyboardEvent & { readonly target: HTMLTextAreaElement };

/** Takes the text from the field: a quick typist is ahead of the last rendering. */
function onKey(event: QuestionKey, state: ViewState, send: (question: string) => void, events: ComposerEvents): void {
  const draft = event.target.value;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send(draft);
  } else if (event.key === 'ArrowUp' && draft === '') {
    const last = state.exchanges.at(-1)?.question;
    if (last === undefined) return;
    event.preventDefault();
    events.onDraft(last);
  }
}

/** Questions that suit the image added last, without those asked already. */
function suggestions(state: ViewState, events: ComposerEvents): TemplateResult | typeof nothing {
  const asked = new Set(state.exchanges.map(({ question }) => question));
  const open = suggestedQuestions(activeImages(state).at(-1)?.modality)
    .filter((question) => !asked.has(question))
    .slice(0, state.exchanges.length === 0 ? OFFERED.first : OFFERED.later);
  if (open.length === 0) return nothing;
  return html`<div class="suggestions" role="group" aria-label=${t`Suggested questions`}>
    ${open.map(
      (question) =>
        html`<button
          class="chip"
          data-testid="suggestion"
          @click=${() => {
            events.onSend(question);
          }}
        >
          ${question}
        </button>`,
    )}
  </div>`;
}

function modelLine({ model, usesDemo }: ViewState): string {
  if (model === undefined) return usesDemo ? t`Demo model` : t`Model`;
  return `${model.name} · ${model.backend.toUpperCase()}`;
}
