import { nothing, type TemplateResult } from 'lit-html';
import type { FromStatistics, ToStatistics } from '../../src/protocol/statisticsView.ts';
import { counted } from '../../src/text/counted.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { groupTable } from './groupTable.ts';
import { outcomeBars } from './outcomeBars.ts';

type Counted = Extract<ToStatistics, { type: 'statistics' }>;
type Post = (message: FromStatistics) => void;

export function statisticsPage(message: ToStatistics, post: Post): TemplateResult {
  const isEmpty = message.type === 'statistics' && message.statistics.all.drafts === 0;
  const mayExport = message.type === 'statistics' && !isEmpty;
  return html`<header class="top">
      <h1>Statistics of My Drafts</h1>
      <div class="actions" role="group" aria-label="Statistics">
        ${textButton({ label: 'Refresh', title: 'Count the drafts again', icon: 'again', testId: 'refresh', onClick: () => post({ type: 'refresh' }) })}
        ${
          mayExport
            ? [
                textButton({
                  label: 'Export CSV…',
                  title: 'One line for each draft',
                  icon: 'save',
                  testId: 'export-csv',
                  onClick: () => post({ type: 'export', format: 'csv' }),
                }),
                textButton({
                  label: 'Export JSON…',
                  title: 'The figures, and each draft',
                  icon: 'save',
                  testId: 'export-json',
                  onClick: () => post({ type: 'export', format: 'json' }),
                }),
              ]
            : nothing
        }
      </div>
    </header>
    ${
      message.type === 'failure'
        ? html`<p class="failure" role="alert" data-testid="failure">${message.message}</p>`
        : [unreadNote(message), isEmpty ? emptyState(post) : figures(message)]
    }
    <footer data-testid="research-notice">Research software: not a medical device.</footer>`;
}

function unreadNote({ unread }: Counted): TemplateResult | typeof nothing {
  if (unread === 0) return nothing;
  return html`<p class="warning" data-testid="unread">
    ${counted(unread, 'file')} of records in .llava-med could not be read, so drafts are missing here. See whether you
    may read them, then refresh.
  </p>`;
}

function figures({ statistics }: Counted): TemplateResult {
  return html`<p class="meaning" data-testid="meaning">
      What became of the model’s drafts in the folders of this window, whoever decided about them. Accepted unchanged
      does not mean right, and rejected does not mean wrong: nobody has compared the drafts with the truth. Percentages
      of a few drafts say little.
    </p>
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">What became of ${counted(statistics.all.drafts, 'draft')}</h2>
      ${outcomeBars(statistics)}
    </section>
    ${statistics.groupings.map(groupTable)}
    <section aria-labelledby="how">
      <h2 id="how">How it is counted</h2>
      <ul class="notes" data-testid="how">
        <li>
          Each draft counts once, by the last decision about it. One that was regenerated counts as its last version.
        </li>
        <li>
          An acceptance that was undone counts until the draft is decided about again; text that was changed after it
          was accepted is not seen.
        </li>
        <li>Sentences are those of drafts that were decided about; all sentences of a rejected draft are discarded.</li>
        <li>
          Edit distance: characters put in, taken out or replaced (Levenshtein) between the model’s words and what was
          accepted.
        </li>
        <li>
          All of it is read from the folders .llava-med on this machine, which hold hashes and counts and no text of a
          report. Nothing is sent.
        </li>
      </ul>
    </section>`;
}

function emptyState(post: Post): TemplateResult {
  return html`<section class="empty" data-testid="empty" aria-label="No drafts yet">
    <p>There are no drafts in the folders of this window yet.</p>
    <p>
      Open a report, choose <em>Draft Findings with LLaVA-Med</em> from the lightbulb at its Findings, and accept, edit
      or discard what the model writes. Each draft is counted here, on this machine only.
    </p>
    ${textButton({ label: 'New Report', testId: 'new-report', emphasis: 'primary', onClick: () => post({ type: 'newReport' }) })}
  </section>`;
}
