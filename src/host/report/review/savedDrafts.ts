import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isOpen, replacesText, type Proposal } from '../../../report/drafts/proposal.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { showWarning } from '../../messages/notifications.ts';
import { isSignedReport } from '../documents/refuseSigned.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { Proposals } from '../proposals/proposals.ts';

/**
 * A report on disk is plain text: the marks of an open draft are the editor's only, so whoever opens the file elsewhere
 * takes the model's words for a person's. Says so when a report is saved with one, once for each draft, and offers to
 * decide. The save itself is never held up.
 */
export class SavedDrafts implements vscode.Disposable {
  readonly #proposals: Proposals;
  readonly #told = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.#subscription = vscode.workspace.onDidSaveTextDocument((document) => {
      void this.#tell(document);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(document: vscode.TextDocument): Promise<void> {
    const open = this.#proposals.open(document).filter(({ id }) => !this.#told.has(id));
    // A signed one was signed with the draft in it, for a reason, and is not written into.
    if (open.length === 0 || isSignedReport(document)) return;
    for (const { id } of open) this.#told.add(id);
    const [accept, discard, keep] = [t`Accept`, t`Discard`, t`Keep as It Is`];
    const chosen = await showWarning(savedMessage(document, open), accept, discard, keep);
    if (chosen !== accept && chosen !== discard) return;
    const command = chosen === accept ? 'llavaMed.acceptProposal' : 'llavaMed.discardProposal';
    const hadUnsaved = hasUnsaved(document);
    for (const { id } of open) {
      const proposal = this.#proposals.get(document, id);
      if (proposal && isOpen(proposal)) await vscode.commands.executeCommand(command, document.uri.toString(), id);
    }
    // The file is to hold what was decided; other changes that a person has not saved are left to them.
    if (!hadUnsaved && hasUnsaved(document)) await document.save();
  }
}

/** A call, since the editor changes it meanwhile. */
function hasUnsaved(document: vscode.TextDocument): boolean {
  return document.isDirty;
}

function savedMessage(document: vscode.TextDocument, open: readonly Proposal[]): MessageText {
  const sections = namesInWords([...new Set(open.map(({ section }) => sectionInWords(section)))]);
  const name = basename(document.uri.path);
  return open.some(replacesText)
    ? messageText`${name} was saved with a draft of the ${sections} that nobody has accepted. The file holds the old text and the draft below it, without a mark.`
    : messageText`${name} was saved with a draft of the ${sections} that nobody has accepted. The file holds the draft, without a mark.`;
}
