import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import type { FromStatistics, ToStatistics } from '../../src/protocol/statisticsView.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { groupTable } from './groupTable.ts';
import { outcomeBars } from './outcomeBars.ts';

type Counted = Extract<ToStatistics, { type: 'statistics' }>;
type Post = (message: FromStatistics) => void;

/** Stands in a sentence for the name of the action, which is emphasised. */
const ACTION = '\u0000';

export function statisticsPage(message: ToStatistics, post: Post): TemplateResult {
  const isEmpty = message.type === 'statistics' && message.statistics.all.drafts === 0;
  const mayExport = message.type === 'statistics' && !isEmpty;
  return html`<header class="top">
      <h1>${t`Statistics of My Drafts`}</h1>
      <div class="actions" role="group" aria-label=${t`Statistics`}>
        ${textButton({ label: t`Refresh`, title: t`Count the drafts again`, icon: 'again', testId: 'refresh', onClick: () => post({ type: 'refresh' }) })}
        ${
          mayExport
            ? [
                textButton({
                  label: t`Export CSV…`,
                  title: t`One line for each draft`,
                  icon: 'save',
                  testId: 'export-csv',
                  onClick: () => post({ type: 'export', format: 'csv' }),
                }),
                textButton({
                  label: t`Export JSON…`,
                  title: t`The figures, and each draft`,
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
    <footer data-testid="research-notice">${t`Research software: not a medical device.`}</footer>`;
}

function unreadNote({ unread }: Counted): TemplateResult | typeof nothing {
  if (unread === 0) return nothing;
  return html`<p class="warning" data-testid="unread">
    ${
      unread === 1
        ? t`1 file of records in .llava-med could not be read, so drafts are missing here. See whether you may read them, then refresh.`
        : t`${unread} files of records in .llava-med could not be read, so drafts are missing here. See whether you may read them, then refresh.`
    }
  </p>`;
}

function figures({ statistics }: Counted): TemplateResult {
  const { drafts } = statistics.all;
  return html`<p class="meaning" data-testid="meaning">
      ${t`What became of the model’s drafts in the folders of this window, whoever decided about them. Accepted unchanged does not mean right, and rejected does not mean wrong: nobody has compared the drafts with the truth. Percentages of a few drafts say little.`}
    </p>
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">${drafts === 1 ? t`What became of 1 draft` : t`What became of ${drafts} drafts`}</h2>
      ${outcomeBars(statistics)}
    </section>
    ${statistics.groupings.map(groupTable)}
    <section aria-labelledby="how">
      <h2 id="how">${t`How it is counted`}</h2>
      <ul class="notes" data-testid="how">
        <li>
          ${t`Each draft counts once, by the last decision about it. One that was regenerated counts as its last version.`}
        </li>
        <li>
          ${t`An acceptance that was undone counts until the draft is decided about again; text that was changed after it was accepted is not seen.`}
        </li>
        <li>
          ${t`Sentences are those of drafts that were decided about; all sentences of a rejected draft are discarded.`}
        </li>
        <li>
          ${t`Edit distance: characters put in, taken out or replaced (Levenshtein) between the model’s words and what was accepted.`}
        </li>
        <li>
          ${t`All of it is read from the folders .llava-med on this machine, which hold hashes and counts and no text of a report. Nothing is sent.`}
        </li>
      </ul>
    </section>`;
}

function emptyState(post: Post): TemplateResult {
  const [before, after] =
    t`Open a report, choose ${ACTION} from the lightbulb at its Findings, and accept, edit or discard what the model writes. Each draft is counted here, on this machine only.`.split(
      ACTION,
    );
  return html`<section class="empty" data-testid="empty" aria-label=${t`No drafts yet`}>
    <p>${t`There are no drafts in the folders of this window yet.`}</p>
    <p>${before}<em>${t`Draft Findings with LLaVA-Med`}</em>${after}</p>
    ${textButton({ label: t`New Report`, testId: 'new-report', emphasis: 'primary', onClick: () => post({ type: 'newReport' }) })}
  </section>`;
}
