import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Proposal } from '../../../report/drafts/proposal.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { Proposals } from './proposals.ts';

const scheme = 'llava-med-proposal';

/** The editor's diff of a section's text against its draft; both sides are read from the document as it is. */
export class ProposalDiff implements vscode.TextDocumentContentProvider {
  readonly #proposals: Proposals;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async show(document: vscode.TextDocument, proposal: Proposal): Promise<void> {
    const title = sectionTitles[proposal.section];
    const { uri, version } = document;
    // The version makes an address of its own for each state of the document: the editor does not ask twice for the
    // same.
    const side = (name: string): vscode.Uri =>
      vscode.Uri.from({
        scheme,
        path: `/${title} ${name}.md`,
        query: JSON.stringify({ document: uri.toString(), version, id: proposal.id, side: name }),
      });
    await vscode.commands.executeCommand(
      'vscode.diff',
      side('now'),
      side('drafted'),
      t`${sectionInWords(proposal.section)}: now ↔ drafted by LLaVA-Med`,
      { preview: true },
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const { document: name, id, side } = JSON.parse(uri.query) as { document: string; id: string; side: string };
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === name);
    const proposal = document && this.#proposals.get(document, id);
    return (side === 'now' ? proposal?.replaces?.text : proposal?.draft.text) ?? '';
  }
}
