import { type TemplateResult, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { answerAgainstTags } from '../../src/conversation/answerAgainstTags.ts';
import type { ChatAnswer, Exchange, Failure, Receipt, WayOut } from '../../src/conversation/conversation.ts';
import type { Progress } from '../../src/protocol/webview.ts';
import { progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { type AnswerEvents, answerFooter } from './answerFooter.ts';
import { answerMarkdown } from './answerMarkdown.ts';
import { type ImageCardEvents, imageCard, receiptLine } from './imageCard.ts';
import { demoWarningLine } from './imageNotes.ts';
import type { NumberedImage } from './numberedImages.ts';
import { progressText } from './progressText.ts';

export interface ExchangeEvents extends AnswerEvents, ImageCardEvents {
  onWayOut(wayOut: WayOut): void;
}

export interface ExchangeFacts {
  readonly exchange: Exchange;
  /** Counted from 1, as it is called aloud. */
  readonly number: number;
  /** Those that came with the question. */
  readonly images: readonly NumberedImage[];
  /** Those that the answer is about. */
  readonly about: readonly NumberedImage[];
  /** What the answer has to say of images that no answer before it has said. */
  readonly receipts: readonly Receipt[];
  readonly isLast: boolean;
  readonly progress: Progress | undefined;
}

/** A question with its images, and its answer as far as it has come. */
export function exchangeView(facts: ExchangeFacts, events: ExchangeEvents): TemplateResult {
  const { exchange, number, images, about, receipts, isLast, progress } = facts;
  const { answer } = exchange;
  const cards: ImageCardEvents = {
    onOpen: (id) => {
      events.onOpen(id);
    },
    onTakeUp: (id) => {
      events.onTakeUp?.(id);
    },
  };
  return html`<article
    class="exchange"
    data-testid="exchange"
    data-state=${answer.state}
    aria-label=${`Question ${String(number)} and its answer`}
  >
    <div class="question" role="group" aria-label="Your question">
      ${images.length === 0 ? nothing : html`<div class="cards">${images.map((image) => imageCard(image, 'full', cards))}</div>`}
      <p data-testid="question">${exchange.question}</p>
    </div>
    <div class="answer" role="group" aria-label="Answer" aria-busy=${answer.state === 'running'}>
      ${receipts.map((receipt) => {
        const subject = about.find(({ image }) => image.id === receipt.imageId);
        return subject === undefined ? nothing : receiptLine(subject, receipt, cards);
      })}
      ${
        answer.text === ''
          ? nothing
          : demoWarningLine(
              answer,
              about.map(({ image }) => image),
            )
      }
      <div class="markdown" data-testid="answer">${answerMarkdown(answer.text, answer.state === 'running')}</div>
      ${guard([answer.state, answer.text, facts.about.length], () => contradictions(answer, about))}
      ${answer.state === 'running' ? progressLine(progress, answer.text !== '') : nothing}
      ${answer.failure === undefined || answer.state !== 'failed' ? nothing : failureBox(answer.failure, isLast, events)}
      ${answerFooter(exchange, isLast, events)}
    </div>
  </article>`;
}

/** What the answer says that the files of its images do not. */
function contradictions(
  { state, text }: ChatAnswer,
  about: readonly NumberedImage[],
): readonly TemplateResult[] | typeof nothing {
  if (state === 'running') return nothing;
  return answerAgainstTags(
    text,
    about.map(({ image }) => image),
  ).map(
    (note) =>
      html`<p class="doubt" role="note" data-testid="against-tags">
        <span class="mark">${icon('warning')}</span><span>${note}</span>
      </p>`,
  );
}

function progressLine(progress: Progress | undefined, writing: boolean): TemplateResult {
  if (writing)
    return html`<div class="progress writing" data-testid="progress">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="visually-hidden">Writing</span>
    </div>`;
  const { text, fraction } = progressText(progress);
  return html`<div class="progress" data-testid="progress">
    ${progressRing()}<span>${text}</span>
    ${fraction === undefined ? nothing : html`<progress max="1" .value=${fraction} aria-label=${text}></progress>`}
  </div>`;
}

const WAY_OUT_LABELS: Readonly<Record<WayOut, string>> = {
  retry: 'Retry',
  newChatSameImages: 'New chat with these images',
  chooseModel: 'Choose another model…',
  openSettings: 'Open settings',
  showLog: 'Show log',
};

/** Only the last exchange can still be mended. */
function failureBox({ message, waysOut }: Failure, isLast: boolean, events: ExchangeEvents): TemplateResult {
  return html`<div class="failure" data-testid="failure">
    <span class="mark">${icon('warning')}</span>
    <div>
      <p>${message}</p>
      ${
        !isLast
          ? nothing
          : html`<div class="actions">
              ${waysOut.map((wayOut, index) =>
                textButton({
                  label: WAY_OUT_LABELS[wayOut],
                  testId: `way-out-${wayOut}`,
                  emphasis: index === 0 ? 'primary' : 'secondary',
                  onClick: () => {
                    events.onWayOut(wayOut);
                  },
                }),
              )}
            </div>`
      }
    </div>
  </div>`;
}
