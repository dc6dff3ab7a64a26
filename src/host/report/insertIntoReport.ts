import * as vscode from 'vscode';
import { sectionText } from '../../report/draftText.ts';
import type { DraftOrigin } from '../../report/provenance.ts';
import { findSection, parseReport } from '../../report/reportDocument.ts';
import type { ChatAnswerRecord } from '../chat/chat.ts';
import { mayInsert } from './demoQuestion.ts';
import { imageOrigin } from './draftRequest.ts';
import { openNewReport } from './newReport.ts';
import { insertProposal } from './proposalInsertion.ts';
import type { Proposals } from './proposals.ts';
import type { ProvenanceSidecar } from './provenanceSidecar.ts';
import { lineBreak, toRange } from './reportDocuments.ts';
import { ReportError } from './reportFailure.ts';
import type { ReportTarget } from './reportTarget.ts';
import { SectionAnchor } from './sectionAnchor.ts';

/**
 * The argument of the command `llavaMed.insertIntoReport`: an answer of the chat, with what made it as far as that is
 * known.
 */
export type InsertRequest = Pick<ChatAnswerRecord, 'text'> &
  Partial<Pick<ChatAnswerRecord, 'images' | 'model' | 'sampling'>>;

/**
 * Puts an answer of the chat into the Findings of a report, as a proposal below what stands there. Undefined when the
 * user leaves the choice of a report. Rejects with a `ReportError`.
 */
export async function insertIntoReport(
  request: InsertRequest,
  target: ReportTarget,
  proposals: Proposals,
  sidecar: ProvenanceSidecar,
): Promise<void> {
  const paths = (request.images ?? []).flatMap(({ source, isCopy }) => (isCopy ? [] : [source.path]));
  if (!(await mayInsert(request))) return;
  const chosen = await target.choose();
  if (!chosen) return;
  const document = chosen === 'new' ? await openNewReport(paths) : chosen;
  const text = sectionText(request.text, 'findings', lineBreak(document));
  if (text === '') throw new ReportError('The answer holds no text for the Findings. Choose another answer.');
  const anchor = new SectionAnchor(document, 'findings', findSection(parseReport(document.getText()), 'findings'));
  try {
    const draft = { text, origin: originOfAnswer(request) };
    const placed = await insertProposal(document, { section: 'findings', draft, replaces: false }, anchor, proposals);
    if (placed === 'gone' || placed === 'refused')
      throw new ReportError('The report cannot be edited: make it writable, or open another one.');
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
    const editor = await vscode.window.showTextDocument(document, {
      preserveFocus: false,
      ...(shown === undefined ? {} : { viewColumn: shown }),
    });
    const range = toRange(document, placed.draft.range);
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    await sidecar.record(document, placed, 'drafted');
  } finally {
    anchor.dispose();
  }
}

/** Checks what a command got: other extensions and key bindings can call it too. */
export function isInsertRequest(value: unknown): value is InsertRequest {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

function originOfAnswer({ model, sampling, images = [] }: InsertRequest): DraftOrigin {
  return {
    promptId: 'chat',
    ...(model ? { model } : {}),
    ...(sampling ? { sampling } : {}),
    images: images.map((image) => imageOrigin(image, model)),
    time: new Date().toISOString(),
  };
}
