import type * as vscode from 'vscode';
import { currentVersion, isOpen, isPresent, type Proposal } from '../../../report/drafts/proposal.ts';
import { demoWarningOf, draftWarning } from '../../../report/drafts/provenanceLines.ts';
import { provenanceSentence } from '../../../report/drafts/provenanceSentence.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { touches } from '../../../report/reading/textRange.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../../text/markdownText.ts';
import { hoverOf } from '../../messages/markdownString.ts';
import { localTime } from '../documents/localTime.ts';
import { originNames } from '../images/originNames.ts';
import type { Proposals } from './proposals.ts';
import { toRange } from '../documents/reportDocuments.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/**
 * Says of a model's text that it is one, in a sentence, as long as the window knows it: also after it was accepted. The editor shows a
 * hover above its line, so in the first line of an open draft it would cover the lenses; there the lens "Provenance"
 * says the same.
 */
export class ProposalHover implements vscode.HoverProvider {
  readonly #proposals: Proposals;
  readonly #services: ReportServices;

  constructor(proposals: Proposals, services: ReportServices) {
    this.#proposals = proposals;
    this.#services = services;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const proposal = this.#proposals
      .of(document)
      .findLast((one) => isPresent(one) && one.state !== 'discarded' && touches(one.draft.range, offset));
    if (!proposal) return undefined;
    const range = toRange(document, proposal.draft.range);
    if (isOpen(proposal) && position.line === range.start.line) return undefined;
    const names = await originNames(document, currentVersion(proposal).origin.images, this.#services);
    return hoverOf(describe(document.getText(), proposal, names), range);
  }
}

function describe(text: string, proposal: Proposal, names: ReadonlyMap<string, string>): MarkdownText {
  const demo = demoWarningOf(currentVersion(proposal).origin);
  return joinMarkdown(
    [
      markdownText`**${draftWarning.title}** ${draftWarning.research}\n\n`,
      ...(demo === undefined ? [] : [markdownText`${demo}\n\n`]),
      markdownText`${provenanceSentence(proposal, names, localTime, text, parseReport(text).language)}\n\n`,
      markdownText`Details: Show Provenance of Draft, in the lightbulb and the command palette.`,
    ],
    '',
  );
}
