/** One question with all that came of it. */
import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { spokenRemark } from '../../src/protocol/spokenResults.ts';
import type { EvaluationResults, ResultRow, RowJudgement } from '../../src/protocol/evaluationResults.ts';
import type { ComparedRow, RowImage } from '../../src/protocol/evaluationView.ts';
import { progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { differingWords, type TextPart } from './differingWords.ts';
import { valueText } from './figureText.ts';
import type { PageState } from './pageState.ts';

export interface DetailEvents {
  onOpenImage(row: number): void;
  onCopy(text: string): void;
  /** Escape: back to the table. */
  onLeave(): void;
}

/** `address`: of a PNG's bytes, for as long as they are shown. */
export function rowDetail(
  state: PageState,
  address: (png: Uint8Array) => string,
  events: DetailEvents,
): TemplateResult {
  const { results, selected, comparison, images } = state;
  const row = selected === undefined ? undefined : results?.rows[selected];
  if (results === undefined || selected === undefined || row === undefined)
    return html`<section class="detail empty" aria-label=${t`The question chosen`} data-testid="no-detail">
      <p>${t`Choose a question: its image and both texts are shown here.`}</p>
    </section>`;
  const beside = comparison?.rows[selected] ?? undefined;
  return html`<section
    class="detail"
    tabindex="0"
    aria-label=${t`Question ${row.id}`}
    data-testid="detail"
    data-row=${selected}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') events.onLeave();
    }}
  >
    <header>
      <h3>${String(row.id)}</h3>
      ${row.groups.map((id) => html`<span class="tag">${results.groups.find((group) => group.id === id)?.label ?? id}</span>`)}
      <span class="scores">${scoreText(row, results)}</span>
    </header>
    ${row.image === undefined ? nothing : image(row.image, images.get(selected), address)}
    <div class="actions">
      ${
        row.image === undefined
          ? nothing
          : textButton({
              label: t`Open Image in Viewer`,
              icon: 'image',
              testId: 'open-image',
              onClick: () => {
                events.onOpenImage(selected);
              },
            })
      }
      ${textButton({
        label: t`Copy`,
        icon: 'copy',
        title: t`Copy question, reference and answer`,
        testId: 'copy',
        onClick: () => {
          events.onCopy(rowText(row));
        },
      })}
    </div>
    <h4>${t`Question`}</h4>
    <p class="text" data-testid="question">${row.question}</p>
    ${guard([row, beside, comparison], () => texts(row, beside, comparison?.name))}
    ${
      row.remarks.length === 0
        ? nothing
        : html`<h4>${t`Remarks`}</h4>
            <ul data-testid="remarks">
              ${row.remarks.map((remark) => html`<li>${spokenRemark(remark)}</li>`)}
            </ul>`
    }
    ${judgements(row, results)}
  </section>`;
}

function scoreText({ scores }: ResultRow, { metrics }: EvaluationResults): string {
  return metrics
    .flatMap((metric) => {
      const value = scores[metric.id];
      return value === undefined ? [] : [`${metric.label} ${valueText(value, metric)}`];
    })
    .join(' · ');
}

function image(path: string, given: RowImage | undefined, address: (png: Uint8Array) => string): TemplateResult {
  if (given === undefined)
    return html`<div class="picture waiting" data-testid="image-waiting">
      ${progressRing()}<span>${t`Reading ${path}`}</span>
    </div>`;
  if ('failure' in given)
    return html`<p class="picture failure" role="alert" data-testid="image-failure">${given.failure}</p>`;
  return html`<figure class="picture">
    <img src=${address(given.png)} alt=${t`The image that was asked about`} data-testid="image" />
    <figcaption>${path}</figcaption>
  </figure>`;
}

function texts(row: ResultRow, beside: ComparedRow | undefined, other: string | undefined): TemplateResult {
  const [reference, answer] = differingWords(row.reference, row.answer ?? '');
  const none = html`<em>${t`None`}</em>`;
  const theirs = beside?.answer === undefined ? none : marked(differingWords(row.reference, beside.answer)[1]);
  const isMarked = row.answer !== undefined;
  return html`<div class="texts">
      <div>
        <h4>${t`Reference`}</h4>
        <p class="text" data-testid="reference">${isMarked ? marked(reference) : row.reference}</p>
      </div>
      <div>
        <h4>${t`Answer`}</h4>
        <p class="text" data-testid="answer">${isMarked ? marked(answer) : none}</p>
      </div>
      ${
        other === undefined
          ? nothing
          : html`<div>
              <h4>${t`Answer of ${other}`}</h4>
              <p class="text" data-testid="other-answer">${theirs}</p>
            </div>`
      }
    </div>
    <p class="note">${t`Words that only one of reference and answer has are underlined.`}</p>`;
}

function marked(parts: readonly TextPart[]): readonly (TemplateResult | string)[] {
  return parts.map(({ text, differs }) => html`${differs ? html`<span class="differs">${text}</span>` : text}`);
}

function judgements({ judgements = [] }: ResultRow, { kind }: EvaluationResults): TemplateResult | typeof nothing {
  if (judgements.length === 0) return nothing;
  const score = (value: number | undefined): string => (value === undefined ? t`unreadable` : String(value));
  return html`<h4>${t`Judgements`}</h4>
    ${judgements.map(
      (each) =>
        html`<div class="judgement" data-testid="judgement">
          ${
            kind === 'report'
              ? html`<p><strong>${each.judge}</strong>: ${findingsText(each)}</p>`
              : html`<p>
                  <strong>${each.judge}</strong>:
                  ${t`reference ${score(each.reference)}, answer ${score(each.answer)} of 10`}
                  <span class="quiet">(${each.order === 'referenceFirst' ? t`reference first` : t`answer first`})</span>
                </p>`
          }
          <p class="text quiet">${each.reply}</p>
        </div>`,
    )}`;
}

function findingsText({ findings }: RowJudgement): string {
  if (findings === undefined) return t`unreadable`;
  return t`${findings.matched} matched, ${findings.errors} wrong, ${findings.minor} minor`;
}

function rowText({ id, image, question, reference, answer }: ResultRow): string {
  return [
    image === undefined ? t`Question ${id}: ${question}` : t`Question ${id} (${image}): ${question}`,
    t`Reference: ${reference}`,
    answer === undefined ? t`Answer: (none)` : t`Answer: ${answer}`,
  ].join('\n\n');
}
