import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import {
  ANSWER_LABELS,
  type AnswerLabel,
  type CompareState,
  type CompareWayOut,
  type ViewAnswer,
  type ViewRun,
  type Vote,
} from '../../src/protocol/compareView.ts';
import { answerMarkdown } from '../chat/answerMarkdown.ts';
import { progressText } from '../chat/progressText.ts';
import { progressRing, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import type { PageEvents } from './pageEvents.ts';

const WAY_OUT_LABELS: Readonly<Record<CompareWayOut, () => string>> = {
  askAgain: () => t`Ask All Again`,
  chooseModel: () => t`Choose Another Model…`,
  openSettings: () => t`Open Settings`,
  showLog: () => t`Show Log`,
};

/** The answers side by side, and the vote below them. */
export function answersSection({ run }: CompareState, events: PageEvents): TemplateResult | typeof nothing {
  if (run === undefined) return nothing;
  return html`<section aria-label=${t`Answers`} class="answers">
    <h2 tabindex="-1" data-testid="asked">${run.question}</h2>
    ${run.warning === undefined ? nothing : html`<p class="worthless" role="note" data-testid="run-warning">${icon('warning')}<span>${run.warning}</span></p>`}
    <div class="grid">${run.answers.map((answer, at) => answerCard(answer, at, run, events))}</div>
    ${voting(run, events)}
  </section>`;
}

function answerCard(answer: ViewAnswer, at: number, { vote, id }: ViewRun, events: PageEvents): TemplateResult {
  const { state, text, failure, identity } = answer;
  const label = ANSWER_LABELS[at] ?? '';
  const isBest = vote?.kind === 'best' && vote.label === label;
  return html`<article
    class="answer ${isBest ? 'best' : ''}"
    data-testid="answer"
    data-label=${label}
    data-state=${state}
    aria-label=${t`Answer ${label}`}
    aria-busy=${state === 'running' ? 'true' : 'false'}
  >
    <h3>
      <span class="label">${label}</span
      >${identity === undefined ? nothing : html` <span class="identity" data-testid="identity">${identity.name}</span>`}${isBest ? html`<span class="voted">${t`your vote`}</span>` : nothing}
    </h3>
    ${
      identity?.warning === undefined
        ? nothing
        : html`<p class="worthless" role="note" data-testid="demo-warning">
            ${icon('warning')}<span>${identity.warning}</span>
          </p>`
    }
    <div class="markdown" data-testid="answer-text" data-run=${id}>${answerMarkdown(text, state === 'running')}</div>
    ${stateLine(answer)}
    ${
      failure === undefined
        ? nothing
        : html`<div class="failure" data-testid="failure">
            <p>${failure.message}</p>
            <div class="actions" role="group" aria-label=${t`What can be done about answer ${label}`}>
              ${failure.waysOut.map((wayOut) =>
                textButton({
                  label: WAY_OUT_LABELS[wayOut](),
                  testId: `way-out-${wayOut}`,
                  onClick: () => events.post({ type: 'wayOut', at, wayOut }),
                }),
              )}
            </div>
          </div>`
    }
    ${identity === undefined || identity.facts.length === 0 ? nothing : html`<p class="quiet facts" data-testid="facts">${identity.facts.join(' · ')}</p>`}
  </article>`;
}

function stateLine({ state, tokens, progress }: ViewAnswer): TemplateResult | typeof nothing {
  switch (state) {
    case 'waiting':
      return html`<p class="quiet" data-testid="progress">${t`Waits its turn.`}</p>`;
    case 'running':
      return html`<p class="quiet working" data-testid="progress">
        ${progressRing()}<span
          >${tokens === 0 ? progressText(progress).text : tokens === 1 ? t`1 token…` : t`${tokens} tokens…`}</span
        >
      </p>`;
    case 'stopped':
      return html`<p class="quiet" data-testid="progress">
        ${tokens === 0 ? t`Stopped before it began.` : t`Stopped.`}
      </p>`;
    case 'cut':
      return html`<p class="quiet" data-testid="progress">${t`Cut at the token limit.`}</p>`;
    case 'done':
    case 'failed':
      return nothing;
  }
}

function voting(run: ViewRun, { post }: PageEvents): TemplateResult | typeof nothing {
  if (run.vote !== undefined) return html`<p class="quiet" data-testid="voted">${votedText(run.vote)}</p>`;
  if (!run.mayReveal) return nothing;
  const votable = run.answers.flatMap(({ state }, i): AnswerLabel[] => {
    const label = ANSWER_LABELS[i];
    return label !== undefined && (state === 'done' || state === 'cut') ? [label] : [];
  });
  const areTwo = run.answers.length === 2;
  const button = (label: string, testId: string, vote: Vote): TemplateResult =>
    textButton({ label, testId: `vote-${testId}`, emphasis: 'primary', onClick: () => post({ type: 'vote', vote }) });
  return html`<div class="voting" role="group" aria-label=${t`Vote`} data-testid="vote">
    ${
      run.mayVote
        ? html`<span>${areTwo ? t`Which answer is better?` : t`Which answer is best?`}</span>
            ${votable.map((label) => button(areTwo ? t`${label} Is Better` : t`${label} Is Best`, label, { kind: 'best', label }))}
            ${button(t`Tie`, 'tie', { kind: 'tie' })}
            ${button(votable.length === 2 ? t`Both Bad` : t`All Bad`, 'bothBad', { kind: 'bothBad' })}`
        : html`<span>${t`There are not two answers to vote on.`}</span>`
    }
    ${textButton({
      label: run.mayVote ? t`Show Names without a Vote` : t`Show Names`,
      testId: 'reveal',
      onClick: () => post({ type: 'reveal' }),
    })}
  </div>`;
}

function votedText(vote: Vote): string {
  switch (vote.kind) {
    case 'best':
      return t`Your vote: ${vote.label} is the best. It is kept.`;
    case 'tie':
      return t`Your vote: a tie. It is kept.`;
    case 'bothBad':
      return t`Your vote: none is good. It is kept.`;
  }
}
