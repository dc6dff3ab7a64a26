import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
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
import { ReportError } from '../documents/reportFailure.ts';
import { draftPrint } from './draftPrint.ts';
import { adoptSidecar, moveSidecars } from './sidecarMoves.ts';
import { sidecarPath, untitledSidecarPath } from './sidecarPath.ts';

/** One JSON line for each event in a draft's life and in the report's: hashes, ids and counts. */
export class ProvenanceSidecar implements vscode.Disposable {
  readonly #storage: vscode.Uri;
  readonly #subscription: vscode.Disposable;
  #last: Promise<unknown> = Promise.resolve();

  /** `storage` takes the records of reports that belong to no folder. */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
    this.#subscription = vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) void this.#inTurn(() => moveSidecars(oldUri, newUri));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Rejects with a `ReportError` when the file cannot be written; records are written one after another. */
  async record(document: vscode.TextDocument, proposal: Proposal, event: ProvenanceEvent): Promise<void> {
    const record = provenanceRecord(draftAtEvent(document, proposal, event), event, new Date());
    await this.#append(document, record, proposal.id);
  }

  /** The same for a change of the whole report's state. */
  async recordSignOff(document: vscode.TextDocument, record: SignOffRecord): Promise<void> {
    await this.#append(document, record, 'report');
  }

  /** What is known of a report's drafts, oldest first; empty where nothing is. */
  async read(document: vscode.TextDocument): Promise<readonly ProvenanceRecord[]> {
    const path = sidecarPath(document.uri);
    if (path === undefined) return this.#readUntitled();
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
      const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
      throw new ReportError(
        `Where the draft came from could not be recorded in the folder .llava-med (${cause}). The text of the report is not affected: make the folder writable.`,
      );
    });
  }

  async #readUntitled(): Promise<readonly ProvenanceRecord[]> {
    const folder = dirname(untitledSidecarPath(this.#storage, ''));
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('untitled-'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
    return texts.flatMap(readProvenance).sort((a, b) => a.time.localeCompare(b.time));
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
