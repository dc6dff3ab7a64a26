import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { ChatAnswer } from '../../src/conversation/answer.ts';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { menuButton } from '../shared/menuButton.ts';
import { toolbar } from '../shared/toolbar.ts';
import { toolButton } from '../shared/toolButton.ts';
import { type DetailsEvents, answerDetails } from './answerDetails.ts';
import { dragHandle } from './dragHandle.ts';
import type { NumberedImage } from './numberedImages.ts';
import { type VoteEvents, voteButtons, voteNote } from './voteView.ts';

export interface AnswerEvents extends VoteEvents, DetailsEvents {
  onCopy(exchangeId: string, as: 'markdown' | 'plain'): void;
  onInsert(exchangeId: string): void;
  onRegenerate(exchangeId: string): void;
  onContinue(): void;
  /** Has the question asked so many times more. */
  onSample(exchangeId: string, count: number): void;
}

export interface FooterFacts {
  readonly exchange: ViewExchange;
  /** Those that the answer is about. */
  readonly about: readonly NumberedImage[];
  readonly isLast: boolean;
  /** An answer is being written. */
  readonly busy: boolean;
  readonly noteOpen: boolean;
  readonly detailsOpen: boolean;
}

/** How often a question can be asked again to see how far the answers agree. */
const SAMPLES = [3, 5, 10];

/** What can be done with an answer, and the quiet line of how it came about. */
export function answerFooter(facts: FooterFacts, events: AnswerEvents): TemplateResult | typeof nothing {
  const { exchange, isLast, noteOpen } = facts;
  const { answer } = exchange;
  if (answer.state === 'running') return nothing;
  const hasText = answer.text.trim() !== '';
  const stats = footerFacts(answer);
  return html`<footer class="footer">
    ${isLast && canGoOn(answer) ? continueButton(facts, events) : nothing}
    ${toolbar({
      label: t`Answer actions`,
      className: 'actions',
      content: html`${hasText ? useButtons(exchange, events) : nothing}
      ${isLast && answer.state === 'failed' ? nothing : againButtons(facts, events)}
      ${hasText ? voteButtons(exchange, events) : nothing} ${hasText ? dragHandle(answer.text) : nothing}`,
    })}
    ${stats.length === 0 ? nothing : html`<span class="stats" data-testid="stats">${stats.join(' · ')}</span>`}
    ${voteNote(exchange, noteOpen, events)} ${answerDetails(facts, events)}
  </footer>`;
}

function canGoOn({ state, text }: ChatAnswer): boolean {
  return (state === 'cut' || state === 'stopped') && text.trim() !== '';
}

function continueButton({ busy }: FooterFacts, events: AnswerEvents): TemplateResult {
  return html`<div class="go-on">
    ${textButton({
      label: t`Continue the answer`,
      emphasis: 'primary',
      testId: 'continue',
      disabled: busy,
      onClick: () => {
        events.onContinue();
      },
    })}
  </div>`;
}

function useButtons({ id }: ViewExchange, events: AnswerEvents): TemplateResult {
  const copy = (as: 'markdown' | 'plain') => (): void => {
    events.onCopy(id, as);
  };
  return html`${textButton({
      label: t`Insert into report`,
      icon: 'insert',
      testId: 'insert',
      title: t`Put this answer into the open report as a proposal`,
      onClick: () => {
        events.onInsert(id);
      },
    })}<span class="split"
      >${toolButton({ label: t`Copy`, title: t`Copy as Markdown`, icon: 'copy', testId: 'copy', onClick: copy('markdown') })}${menuButton(
        {
          label: t`Ways to copy`,
          testId: 'copy-menu',
          icon: 'down',
          items: [
            { label: t`Copy as Markdown`, testId: 'copy-markdown', onClick: copy('markdown') },
            { label: t`Copy as plain text`, testId: 'copy-plain', onClick: copy('plain') },
          ],
        },
      )}</span
    >`;
}

function againButtons({ exchange: { id }, busy }: FooterFacts, events: AnswerEvents): TemplateResult {
  return html`${toolButton({
    label: t`Regenerate`,
    title: t`Another answer to the same question`,
    icon: 'again',
    testId: 'regenerate',
    disabled: busy,
    onClick: () => {
      events.onRegenerate(id);
    },
  })}${menuButton({
    label: t`More…`,
    testId: 'more',
    icon: 'more',
    items: SAMPLES.map((count) => ({
      label: t`Ask ${count} times and compare`,
      testId: `sample-${String(count)}`,
      disabled: busy,
      onClick: () => {
        events.onSample(id, count);
      },
    })),
  })}`;
}

function footerFacts({ stats, model, state }: ChatAnswer): readonly string[] {
  return [
    ...(state === 'stopped' ? [t`stopped`] : []),
    ...(state === 'cut' ? [t`cut at the token limit`] : []),
    ...(stats?.firstTokenMs === undefined ? [] : [t`first token ${duration(stats.firstTokenMs)}`]),
    ...(stats?.tokensPerSecond === undefined ? [] : [t`${decimals(stats.tokensPerSecond)} tokens/s`]),
    ...(model === undefined ? [] : [model.name]),
  ];
}

function duration(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${decimals(ms / 1000)} s`;
}

function decimals(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
