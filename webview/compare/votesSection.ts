import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { CompareState } from '../../src/protocol/compareView.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import type { PageEvents } from './pageEvents.ts';

/** All votes so far, and what is kept of the next one. */
export function votesSection({ votes, keepsTexts }: CompareState, { post }: PageEvents): TemplateResult {
  const { count, rows, remark } = votes;
  return html`<section aria-label=${t`Votes`} class="votes">
    <h2>${t`Blind votes so far:`} <span data-testid="vote-count">${count}</span></h2>
    ${
      rows.length === 0
        ? nothing
        : html`<table data-testid="votes">
            <thead>
              <tr>
                <th scope="col">${t`Model and settings`}</th>
                <th scope="col" class="number">${t`Won`}</th>
                <th scope="col" class="number">${t`Lost`}</th>
                <th scope="col" class="number">${t`Tied`}</th>
                <th scope="col" class="number">${t`Win rate`}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ name, detail, wins, losses, ties, winRate, interval }) =>
                  html`<tr>
                    <th scope="row">${name}<span class="quiet"> ${detail}</span></th>
                    <td class="number">${wins}</td>
                    <td class="number">${losses}</td>
                    <td class="number">${ties}</td>
                    <td class="number">
                      ${winRate.toFixed(0)}
                      %${interval === undefined ? nothing : html`<span class="quiet"> ${t`${interval.low.toFixed(0)} to ${interval.high.toFixed(0)}`}</span>`}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    <p class="quiet">
      ${rows.length === 0 ? nothing : html`${t`A vote for the best wins against each other answer; a tie, and that none is good, is half a win for each. Win rate: the mean over those it met; its 95 % interval stands where it met one.`} `}${remark ?? nothing}
    </p>
    <div class="actions">
      <label
        ><input
          type="checkbox"
          data-testid="keep-texts"
          .checked=${live(keepsTexts)}
          @change=${(event: Event & { readonly target: HTMLInputElement }) => {
            post({ type: 'keepTexts', keepsTexts: event.target.checked });
          }}
        />${t`Keep the question and the answers with a vote`}</label
      >
      ${textButton({
        label: t`Export Votes…`,
        icon: 'save',
        testId: 'export-votes',
        title: t`All votes as JSON lines`,
        disabled: count === 0,
        onClick: () => post({ type: 'exportVotes' }),
      })}
    </div>
    <p class="quiet">
      ${t`A vote is kept on this machine: time, hashes of image, question and models, settings, order, lengths, and the vote. Texts only where you say so here.`}
    </p>
  </section>`;
}
