import * as vscode from 'vscode';
import { currentVersion, isOpen, isPresent, type Proposal } from '../../report/proposal.ts';
import { draftWarning, provenanceLines } from '../../report/provenanceLines.ts';
import { touches } from '../../report/textRange.ts';
import { localTime } from './localTime.ts';
import { originNames } from './originNames.ts';
import type { Proposals } from './proposals.ts';
import { toRange } from './reportDocuments.ts';
import type { ReportServices } from './reportServices.ts';

/**
 * Says of a model's text that it is one, as long as the window knows it: also after it was accepted. The editor shows a
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
    return new vscode.Hover(describe(proposal, names), range);
  }
}

function describe(proposal: Proposal, names: ReadonlyMap<string, string>): vscode.MarkdownString {
  const text = new vscode.MarkdownString(`**${draftWarning.title}** ${draftWarning.research}\n\n`);
  if (currentVersion(proposal).origin.model?.isDemo) text.appendMarkdown(`${draftWarning.demo}\n\n`);
  for (const { label, value } of provenanceLines(proposal, names, localTime))
    text.appendMarkdown(`- ${label}: ${escapeMarkdown(value)}\n`);
  return text;
}

/** Not `appendText`: its no-break spaces keep the hover from wrapping. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\s+/g, ' ');
}
