import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { type CompareState, notReady } from '../../src/protocol/compareView.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { answersSection } from './answersSection.ts';
import { columnsSection } from './columnsSection.ts';
import type { PageEvents, Texts } from './pageEvents.ts';
import { votesSection } from './votesSection.ts';

export function comparePage(state: CompareState, texts: Texts, events: PageEvents): TemplateResult {
  return html`<h1>${t`Compare models on an image`}</h1>
    <div class="top">
      ${imageSection(state, events)}
      <div class="asking">${columnsSection(state, events)}${questionSection(state, texts, events)}</div>
    </div>
    ${answersSection(state, events)} ${votesSection(state, events)}
    <footer data-testid="research-notice">${t`Research software: not a medical device.`}</footer>`;
}

function imageSection({ image, imageProblem, isOpening }: CompareState, { post }: PageEvents): TemplateResult {
  return html`<section class="image" aria-label=${t`Image`}>
    ${
      image === undefined
        ? html`<p class="empty">${isOpening ? t`Opening the image…` : t`No image yet.`}</p>`
        : html`<figure data-testid="image">
            <img src=${image.picture} alt=${t`The image that the models are asked about: ${image.name}`} />
            <figcaption>
              <span class="name" data-testid="image-name">${image.name}</span>
              <span class="quiet" data-testid="image-facts">${isOpening ? t`Opening another…` : image.facts}</span>
              ${image.notes.map(
                ({ code, damage, text }) =>
                  html`<span class="note ${damage ? 'damage' : ''}" data-testid="image-note" data-code=${code}
                    >${icon('warning')}<span>${text}</span></span
                  >`,
              )}
            </figcaption>
          </figure>`
    }
    ${imageProblem === undefined ? nothing : html`<p class="failure" role="alert" data-testid="image-problem">${imageProblem}</p>`}
    ${textButton({
      label: image === undefined ? t`Choose Image…` : t`Choose Another Image…`,
      icon: 'image',
      testId: 'choose-image',
      emphasis: image === undefined ? 'primary' : 'secondary',
      onClick: () => post({ type: 'chooseImage' }),
    })}
  </section>`;
}

function questionSection(state: CompareState, texts: Texts, events: PageEvents): TemplateResult {
  const isRunning = state.run?.isRunning === true;
  const missing = notReady(state, texts);
  const told = state.columns.some(({ kind }) => kind === 'caption');
  return html`<section aria-label=${t`Question`} class="question">
    ${told ? textArea('caption', t`Caption, for the text-only columns`, t`What the image shows, in words`, texts, events) : nothing}
    ${textArea('question', t`Question`, t`What all columns are asked`, texts, events)}
    ${
      texts.question === '' && state.image !== undefined
        ? html`<div class="suggestions" role="group" aria-label=${t`Suggested questions`}>
            ${state.image.questions.map(
              (question) =>
                html`<button class="chip" data-testid="suggestion" @click=${() => events.setTexts({ question })}>
                  ${question}
                </button>`,
            )}
          </div>`
        : nothing
    }
    <div class="actions">
      ${
        isRunning
          ? textButton({
              label: t`Stop`,
              icon: 'stop',
              testId: 'stop',
              title: t`Stop all (Escape)`,
              emphasis: 'primary',
              onClick: () => events.post({ type: 'stop' }),
            })
          : textButton({
              label: t`Ask All`,
              icon: 'send',
              testId: 'ask',
              title: t`Ask all columns (Enter in the question)`,
              emphasis: 'primary',
              disabled: missing !== undefined,
              onClick: events.ask,
            })
      }
      <label title=${t`Answers are called A, B, C in an order drawn by chance; the models' names come after the vote`}
        ><input
          type="checkbox"
          data-testid="blind"
          .checked=${live(state.isBlind)}
          @change=${(event: Event & { readonly target: HTMLInputElement }) => {
            events.post({ type: 'blind', isBlind: event.target.checked });
          }}
        />${t`Blind`}</label
      >
      ${isRunning || missing === undefined ? nothing : html`<span class="quiet" data-testid="not-ready">${missing}</span>`}
    </div>
    ${state.notice === undefined ? nothing : html`<p class="quiet" role="note" data-testid="notice">${state.notice}</p>`}
  </section>`;
}

function textArea(
  name: keyof Texts,
  label: string,
  placeholder: string,
  texts: Texts,
  { setTexts, ask }: PageEvents,
): TemplateResult {
  return html`<label class="text"
    ><span>${label}</span
    ><textarea
      rows="2"
      data-testid=${name}
      placeholder=${placeholder}
      .value=${live(texts[name])}
      @input=${(event: InputEvent & { readonly target: HTMLTextAreaElement }) => setTexts({ [name]: event.target.value })}
      @keydown=${(event: KeyboardEvent) => {
        if (name !== 'question' || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        ask();
      }}
    ></textarea>
  </label>`;
}
