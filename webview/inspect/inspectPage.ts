import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import type { InspectAction, ToInspect } from '../../src/protocol/inspectView.ts';
import { textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';

type Report = Extract<ToInspect, { type: 'report' }>;
type Act = (action: InspectAction) => void;

function verdictWords(verdict: Report['verdict']): { readonly word: string; readonly meaning: string } {
  // One text: elsewhere "Right" is a side.
  const [right = '', suspicious = '', wrong = ''] = t`Right|Suspicious|Wrong`.split('|');
  switch (verdict) {
    case 'right':
      return {
        word: right,
        meaning: t`As far as the files’ headers tell, this pair computes what its authors trained.`,
      };
    case 'suspicious':
      return { word: suspicious, meaning: t`It may answer fluently and wrongly. Read why before you rely on it.` };
    case 'wrong':
      return { word: wrong, meaning: t`It would answer fluently and wrongly.` };
  }
}

const labels: Readonly<Record<InspectAction, () => { readonly label: string; readonly title: string }>> = {
  use: () => ({ label: t`Use This Pair`, title: t`Answers in the chat and drafts come from it` }),
  chooseProjector: () => ({ label: t`Choose Projector…`, title: t`Another mmproj file for this model` }),
  mend: () => ({
    label: t`Write Mended Copy…`,
    title: t`A copy of the projector that is right; the file itself stays as it is`,
  }),
  convert: () => ({ label: t`Convert a Checkpoint…`, title: t`Make a pair of the published weights` }),
};

export function inspectPage(message: ToInspect, act: Act): TemplateResult {
  return html`<h1>${message.title}</h1>
    ${
      message.type === 'failure'
        ? html`<p class="failure" role="alert" data-testid="failure">${message.message}</p>`
        : reportBody(message, act)
    }
    <footer data-testid="research-notice">${t`Research software: not a medical device.`}</footer>`;
}

function reportBody({ verdict, findings, rows, actions, isInUse }: Report, act: Act): TemplateResult {
  const { word, meaning } = verdictWords(verdict);
  return html`<section class="verdict ${verdict}" aria-label=${t`Verdict`}>
      <p class="word" data-testid="verdict">${word}</p>
      <p>${meaning}</p>
      ${
        findings.length === 0
          ? nothing
          : html`<ul>
              ${findings.map(
                (finding) =>
                  html`<li data-testid="finding" data-verdict=${finding.verdict}>
                    <p>${finding.message}</p>
                    <p class="remedy" data-testid="remedy">${finding.remedy}</p>
                  </li>`,
              )}
            </ul>`
      }
    </section>
    <div class="actions" role="group" aria-label=${t`What to do`}>
      ${actions.map((action, i) =>
        textButton({
          ...labels[action](),
          testId: action,
          emphasis: i === 0 ? 'primary' : 'secondary',
          onClick: () => act(action),
        }),
      )}
      ${isInUse ? html`<span class="in-use">${t`In use`}</span>` : nothing}
    </div>
    <table data-testid="rows">
      <tbody>
        ${grouped(rows).map(
          ([label, texts]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${texts.map((text) => html`<div>${text}</div>`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Rows without a label belong to the one before. */
function grouped(rows: Report['rows']): readonly (readonly [string, readonly string[]])[] {
  const groups: [string, string[]][] = [];
  for (const [label, text] of rows)
    if (label === '') groups.at(-1)?.[1].push(text);
    else groups.push([label, [text]]);
  return groups;
}
