import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { currentVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { provenanceRecord, type ProvenanceEvent } from '../../../report/drafts/provenance.ts';
import { textSha256 } from '../documents/textSha256.ts';
import { ReportError } from '../documents/reportFailure.ts';

/**
 * One JSON line for each event in a draft's life, in `.llava-med/` of the report's workspace folder (of its own folder
 * when it is in none). The file is named by the hash of the report's path in that folder, since a report may be named
 * after its patient.
 */
export class ProvenanceSidecar {
  readonly #storage: vscode.Uri;
  #last: Promise<void> = Promise.resolve();

  /** `storage` takes the records of reports that belong to no folder. */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
  }

  /** Rejects with a `ReportError` when the file cannot be written; records are written one after another. */
  async record(document: vscode.TextDocument, proposal: Proposal, event: ProvenanceEvent): Promise<void> {
    const { origin } = currentVersion(proposal);
    const record = provenanceRecord(
      { proposal: proposal.id, section: proposal.section, origin },
      event,
      textSha256(proposal.draft.text),
      new Date(),
    );
    const path = this.#path(document.uri, proposal.id);
    const written = this.#last
      .catch(() => undefined)
      .then(async () => {
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, `${JSON.stringify(record)}\n`, 'utf8');
      });
    this.#last = written;
    await written.catch((error: unknown) => {
      const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
      throw new ReportError(
        `Where the draft came from could not be recorded in the folder .llava-med (${cause}). The text of the report is not affected: make the folder writable.`,
      );
    });
  }

  #path(uri: vscode.Uri, proposalId: string): string {
    if (uri.scheme !== 'file') {
      const base = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? this.#storage.fsPath;
      return join(base, '.llava-med', `untitled-${proposalId}.jsonl`);
    }
    const base = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
    const inFolder = relative(base, uri.fsPath).split(sep).join('/');
    return join(base, '.llava-med', `${textSha256(inFolder)}.jsonl`);
  }
}
