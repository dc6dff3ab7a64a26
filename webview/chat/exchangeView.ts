import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { Receipt } from '../../src/conversation/answer.ts';
import { answerAgainstTagsTexts } from '../../src/conversation/answerAgainstTags.ts';
import type { Progress, ViewExchange, ViewState } from '../../src/protocol/webview.ts';
import { progressRing } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { agreementView } from './agreementView.ts';
import { type AnswerEvents, answerFooter } from './answerFooter.ts';
import { answerMarkdown } from './answerMarkdown.ts';
import { chancesView } from './chancesView.ts';
import { type FailureEvents, failureBox } from './failureBox.ts';
import { type ImageCardEvents, imageCard, receiptLine } from './imageCard.ts';
import { demoWarningLine } from './imageNotes.ts';
import type { NumberedImage } from './numberedImages.ts';
import { progressText } from './progressText.ts';
import { type QuestionEvents, questionActions } from './questionActions.ts';
import { type SamplingEvents, samplingLine } from './samplingLine.ts';
import { versionByKey } from './versionSwitch.ts';

export interface ExchangeEvents extends AnswerEvents, FailureEvents, ImageCardEvents, QuestionEvents, SamplingEvents {}

export interface ExchangeFacts {
  readonly exchange: ViewExchange;
  /** Counted from 1, as it is called aloud. */
  readonly number: number;
  /** Those that came with the question. */
  readonly images: readonly NumberedImage[];
  /** Those that the answer is about. */
  readonly about: readonly NumberedImage[];
  /** What the answer has to say of images that no answer before it has said. */
  readonly receipts: readonly Receipt[];
  readonly isLast: boolean;
  /** An answer is being written, this one or another. */
  readonly busy: boolean;
  readonly progress: Progress | undefined;
  /** It is being asked several times. */
  readonly sampling: ViewState['sampling'];
  /** Its question is written anew, or it goes when that one of an earlier question is sent. */
  readonly editing: 'this' | 'earlier' | undefined;
  /** The note of its vote is being written. */
  readonly noteOpen: boolean;
  readonly detailsOpen: boolean;
}

/** A question with its images, and its answer as far as it has come. Looked at again only where it is another. */
export function exchangeView(facts: ExchangeFacts, events: ExchangeEvents): unknown {
  const { exchange, images, about, receipts } = facts;
  const pictures = [images, about].flatMap((list) => [
    list.length,
    ...list.flatMap((one) => [one.image, one.number, one.whole]),
  ]);
  const { number, isLast, busy, progress, sampling, editing, noteOpen, detailsOpen } = facts;
  const asked = [sampling?.done, sampling?.of];
  return guard(
    [exchange, number, isLast, busy, progress, ...asked, editing, noteOpen, detailsOpen, ...pictures, ...receipts],
    () => wholeExchange(facts, events),
  );
}

function wholeExchange(facts: ExchangeFacts, events: ExchangeEvents): TemplateResult {
  const { exchange, number, images, busy, editing } = facts;
  return html`<article
    class=${['exchange', ...(editing === undefined ? [] : [`edited-${editing}`])].join(' ')}
    data-testid="exchange"
    data-state=${exchange.answer.state}
    aria-label=${t`Question ${number} and its answer`}
    @keydown=${(event: KeyboardEvent) => {
      const wanted =
        busy || event.target instanceof HTMLInputElement ? undefined : versionByKey(event, exchange.version);
      if (wanted === undefined) return;
      event.preventDefault();
      // The editor would go back to another place.
      event.stopPropagation();
      events.onShowVersion(exchange.id, wanted);
    }}
  >
    <div class="question" role="group" aria-label=${t`Your question`}>
      ${images.length === 0 ? nothing : html`<div class="cards">${images.map((image) => imageCard(image, 'full', cardsOf(events)))}</div>`}
      <p data-testid="question" dir="auto">${exchange.question}</p>
      ${exchange.closed === undefined ? nothing : html`<p class="asked-closed">${t`Asked for yes or no`}</p>`}
    </div>
    ${questionActions(exchange, busy, events)} ${answerPart(facts, events)}
  </article>`;
}

function answerPart(facts: ExchangeFacts, events: ExchangeEvents): TemplateResult {
  const { exchange, about, receipts, isLast, progress, sampling } = facts;
  const { answer } = exchange;
  const running = answer.state === 'running';
  return html`<div class="answer" role="group" aria-label=${t`Answer`} aria-busy=${running}>
    ${receipts.map((receipt) => {
      const subject = about.find(({ image }) => image.id === receipt.imageId);
      return subject === undefined ? nothing : receiptLine(subject, receipt, cardsOf(events));
    })}
    ${
      answer.text === ''
        ? nothing
        : demoWarningLine(
            answer,
            about.map(({ image }) => image),
          )
    }
    <div class="markdown" data-testid="answer" dir="auto">${answerMarkdown(answer.text, running)}</div>
    ${answer.chances === undefined ? nothing : chancesView(answer.chances)}
    ${guard([exchange, about.length], () => (running ? nothing : doubts(exchange, about)))} ${agreementView(exchange)}
    ${sampling === undefined ? nothing : samplingLine(sampling, events)}
    ${running ? progressLine(progress, answer.text !== '') : nothing}
    ${answer.failure === undefined || answer.state !== 'failed' ? nothing : failureBox(answer.failure, isLast, events)}
    ${answerFooter(facts, events)}
  </div>`;
}

/** Images of a sent question: they are looked at and taken up again, not removed. */
function cardsOf(events: ExchangeEvents): ImageCardEvents {
  return {
    onOpen: (id, tab) => {
      events.onOpen(id, tab);
    },
    onTakeUp: (id) => {
      events.onTakeUp?.(id);
    },
  };
}

/** What the answer says that the files of its images do not, and what contradicts an answer before. */
function doubts(
  { answer, contradictions = [] }: ViewExchange,
  about: readonly NumberedImage[],
): readonly TemplateResult[] {
  const againstTags = answerAgainstTagsTexts(
    answer.text,
    about.map(({ image }) => image),
  );
  return [
    ...againstTags.map((note) => doubt(note, 'against-tags')),
    ...contradictions.map((note) => doubt(note, 'contradiction')),
  ];
}

function doubt(note: string, testId: string): TemplateResult {
  return html`<p class="doubt" role="note" data-testid=${testId}>
    <span class="mark">${icon('warning')}</span><span>${note}</span>
  </p>`;
}

function progressLine(progress: Progress | undefined, writing: boolean): TemplateResult {
  if (writing)
    return html`<div class="progress writing" data-testid="progress">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
      ><span class="visually-hidden">${t`Writing`}</span>
    </div>`;
  const { text, fraction } = progressText(progress);
  return html`<div class="progress" data-testid="progress">
    ${progressRing()}<span>${text}</span>
    ${fraction === undefined ? nothing : html`<progress max="1" .value=${fraction} aria-label=${text}></progress>`}
  </div>`;
}
