import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import { html } from '../shared/html.ts';
import { demoWarning } from '../../src/protocol/demoModel.ts';
import type { ChatAnswer } from '../../src/conversation/answer.ts';
import { doubtfulImages } from '../../src/conversation/heldQuestion.ts';
import { damageText } from '../../src/display/imageNote.ts';
import type { ViewImage, ViewState } from '../../src/protocol/webview.ts';
import { textButton } from '../shared/controls.ts';
import { icon } from '../shared/icons.ts';
import { textAround } from '../shared/textAround.ts';

/** What must be told of an image, in words; empty where there is nothing. */
export function imageNotes({ notes }: Pick<ViewImage, 'notes'>): readonly TemplateResult[] {
  return notes.map(
    ({ code, damage, text }) =>
      html`<span class="note ${damage ? 'damage' : ''}" data-testid="image-note" data-code=${code}
        >${icon('warning')}<span>${text}</span></span
      >`,
  );
}

export function isDamaged({ notes }: Pick<ViewImage, 'notes'>): boolean {
  return notes.some(({ damage }) => damage);
}

/** Stands with an answer of the demo model about what it has never learned. `images` are those that it was about. */
export function demoWarningLine({ model }: ChatAnswer, images: readonly ViewImage[]): readonly TemplateResult[] {
  const warning = demoWarning(model?.isDemo ?? false, images);
  if (warning === undefined) return [];
  return [
    html`<p class="worthless" role="note" data-testid="demo-warning">${icon('warning')}<span>${warning}</span></p>`,
  ];
}

export interface HeldQuestionEvents {
  onAskAnyway(): void;
  /** Takes the damaged images away and gives the question back to be typed on. */
  onRemoveDamaged(imageIds: readonly string[], question: string): void;
}

/** The question that waits, what is wrong with the image, and what a person can do. */
export function heldQuestion(state: ViewState, events: HeldQuestionEvents): readonly TemplateResult[] {
  const { held } = state;
  const doubtful = doubtfulImages(state);
  if (held === undefined || doubtful.length === 0) return [];
  return [
    html`<section class="held" role="alert" aria-label=${t`A damaged image`} data-testid="held-question">
      <span class="mark">${icon('warning')}</span>
      <div>
        ${doubtful.map(({ name, notes }) => html`<p>${textAround(t('{0} is damaged.'), html`<b>${name}</b>`)} ${damageText(notes)}</p>`)}
        <p class="waiting">${t`Your question waits: “${held}”`}</p>
        <div class="actions">
          ${textButton({
            label: t`Ask anyway`,
            testId: 'ask-anyway',
            onClick: () => {
              events.onAskAnyway();
            },
          })}
          ${textButton({
            label: doubtful.length === 1 ? t`Remove image` : t`Remove images`,
            testId: 'remove-damaged',
            emphasis: 'primary',
            onClick: () => {
              events.onRemoveDamaged(
                doubtful.map(({ id }) => id),
                held,
              );
            },
          })}
        </div>
      </div>
    </section>`,
  ];
}
