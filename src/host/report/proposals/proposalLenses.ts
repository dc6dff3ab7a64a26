import * as vscode from 'vscode';
import { replacesText, type Proposal } from '../../../report/drafts/proposal.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import type { Proposals } from './proposals.ts';
import { toRange } from '../documents/reportDocuments.ts';

/**
 * What a person can do about an open proposal; each command takes the document's URI and the proposal's id, or uses the
 * cursor.
 */
export function proposalCommands(document: vscode.TextDocument, proposal: Proposal): vscode.Command[] {
  const section = sectionTitles[proposal.section];
  const replaces = replacesText(proposal);
  const choice = (command: string, title: string, tooltip: string): vscode.Command => ({
    command: `llavaMed.${command}`,
    title,
    tooltip,
    arguments: [document.uri.toString(), proposal.id],
  });
  return [
    choice(
      'acceptProposal',
      'Accept',
      replaces ? `Put the draft in place of the ${section} above it` : `Keep the draft as the ${section}`,
    ),
    choice('discardProposal', 'Discard', 'Take the draft out again'),
    choice('regenerateProposal', 'Regenerate', 'Let the model write another draft'),
    ...(replaces
      ? [
          choice('keepBothTexts', 'Keep Both', 'Keep the draft below the text above it'),
          choice('compareProposal', 'Compare', 'Show what would change'),
        ]
      : []),
    choice('showProvenance', 'Provenance', 'Show which model wrote this, and from which images'),
  ];
}

/** Accept · Discard · Regenerate · Provenance above every open draft. */
export class ProposalLenses implements vscode.CodeLensProvider {
  readonly #proposals: Proposals;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.onDidChangeCodeLenses = (listener, thisArgs, disposables) =>
      proposals.onDidChange(
        () => {
          listener.call(thisArgs);
        },
        undefined,
        disposables,
      );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return this.#proposals.open(document).flatMap((proposal) => {
      const line = toRange(document, proposal.draft.range).with({
        end: document.positionAt(proposal.draft.range.start),
      });
      return proposalCommands(document, proposal).map((command) => new vscode.CodeLens(line, command));
    });
  }
}
