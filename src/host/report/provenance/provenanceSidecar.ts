import { t } from '@vscode/l10n';
import { access, appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { judgedSentences } from '../../../report/drafts/draftSentences.ts';
import { editDistance } from '../../../report/drafts/editDistance.ts';
import { currentVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import {
  provenanceRecord,
  type DraftAtEvent,
  type ProvenanceEvent,
  type ProvenanceRecord,
} from '../../../report/drafts/provenance.ts';
import { readProvenance } from '../../../report/drafts/readProvenance.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { withLineBreaks } from '../../../report/reading/textRange.ts';
import type { SignOffRecord } from '../../../report/signOff/signOffRecord.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { draftPrint } from './draftPrint.ts';
import { adoptSidecar, moveSidecars } from './sidecarMoves.ts';
import { SIDECAR_FOLDER, sidecarPath, untitledSidecarPath } from './sidecarPath.ts';
import { adoptUntitled, readUntitled, type DraftOwner } from './untitledRecords.ts';

/** One JSON line for each event in a draft's life and in the report's: hashes, ids and counts. */
export class ProvenanceSidecar implements vscode.Disposable {
  readonly #storage: vscode.Uri;
  readonly #subscription: vscode.Disposable;
  /** By the ids of proposals of this window: the report without a file that each stands in. */
  readonly #untitled = new Map<string, string>();
  #last: Promise<unknown> = Promise.resolve();

  /** `storage` takes the records of reports that belong to no folder. */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.#inTurn(() => moveSidecars(oldUri, newUri));
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.#adoptAtFirstSave(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
        if (!isUntitled) return;
        for (const [proposal, name] of this.#untitled) if (name === uri.toString()) this.#untitled.delete(proposal);
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Rejects with a `ReportError` when the file cannot be written; records are written one after another. */
  async record(document: vscode.TextDocument, proposal: Proposal, event: ProvenanceEvent): Promise<void> {
    const record = provenanceRecord(draftAtEvent(document, proposal, event), event, new Date());
    if (document.isUntitled) this.#untitled.set(proposal.id, document.uri.toString());
    await this.#append(document, record, proposal.id);
  }

  /** The same for a change of the whole report's state. */
  async recordSignOff(document: vscode.TextDocument, record: SignOffRecord): Promise<void> {
    await this.#append(document, record, 'report');
  }

  /** What is known of a report's drafts, oldest first; empty where nothing is. */
  async read(document: vscode.TextDocument): Promise<readonly ProvenanceRecord[]> {
    const path = sidecarPath(document.uri);
    if (path === undefined)
      return this.#inTurn(() => readUntitled(this.#folders(), document.getText(), this.#ownerFor(document.uri)));
    return this.#inTurn(async () => {
      await adoptSidecar(path, document);
      return readProvenance(await readFile(path, 'utf8').catch(() => ''));
    });
  }

  async #append(document: vscode.TextDocument, record: object, id: string): Promise<void> {
    const path = sidecarPath(document.uri) ?? untitledSidecarPath(this.#storage, id);
    await this.#inTurn(async () => {
      await mkdir(dirname(path), { recursive: true });
      await adoptSidecar(path, document);
      await appendFile(path, `${JSON.stringify(record)}\n`, 'utf8');
    }).catch((error: unknown) => {
      const cause = error instanceof Error && 'code' in error ? String(error.code) : t`unknown cause`;
      throw new ReportError(
        t`Where the draft came from could not be recorded in the folder .llava-med (${cause}). The text of the report is not affected: make the folder writable.`,
      );
    });
  }

  /** A report that was without a file has one, and no records yet. The untitled document is still open then. */
  #adoptAtFirstSave(document: vscode.TextDocument): void {
    const path = sidecarPath(document.uri);
    if (path === undefined || !reportOf(document)) return;
    const text = document.getText();
    const before = vscode.workspace.textDocuments.find((one) => one.isUntitled && one.getText() === text);
    const owner = this.#ownerFor(before?.uri);
    const adopted = this.#inTurn(async () => {
      const isKnown = await access(path).then(
        () => true,
        () => false,
      );
      if (!isKnown) await adoptUntitled(path, this.#folders(), text, owner);
    });
    // Where the folder cannot be written into, the next event in a draft's life says so.
    adopted.catch(() => undefined);
  }

  /** As of now: documents close, and what they held is no longer known. */
  #ownerFor(untitled: vscode.Uri | undefined): DraftOwner {
    const owners = new Map(this.#untitled);
    return (proposal) => {
      const owner = owners.get(proposal);
      if (owner === undefined) return 'unknown';
      return owner === untitled?.toString() ? 'ours' : 'another';
    };
  }

  /** Where records of reports without a file may be. */
  #folders(): readonly string[] {
    return [dirname(untitledSidecarPath(this.#storage, '')), join(this.#storage.fsPath, SIDECAR_FOLDER)];
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.catch(() => undefined).then(work);
    this.#last = done;
    return done;
  }
}

function draftAtEvent(document: vscode.TextDocument, proposal: Proposal, event: ProvenanceEvent): DraftAtEvent {
  const { language } = parseReport(document.getText());
  const version = currentVersion(proposal);
  const words = withLineBreaks(proposal.draft.text, '\n');
  const now = draftPrint(words, language);
  const print = version.text === '' ? version.print : draftPrint(version.text, language);
  const isDecision = event !== 'drafted';
  const standing = event === 'discarded' ? [] : now.sentences;
  return {
    proposal: proposal.id,
    section: proposal.section,
    origin: version.origin,
    textSha256: now.sha256,
    length: words.length,
    draftedSha256: print?.sha256,
    draftedSentences: print?.sentences,
    sentences: isDecision && print ? judgedSentences(print.sentences, standing) : undefined,
    editDistance:
      isDecision && event !== 'discarded' && version.text !== ''
        ? editDistance(withLineBreaks(version.text, '\n'), words)
        : undefined,
  };
}
