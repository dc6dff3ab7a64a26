import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { sectionText } from '../../../report/drafts/draftText.ts';
import type { DraftOrigin } from '../../../report/drafts/provenance.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { isPresent } from '../../../report/drafts/proposal.ts';
import type { ChatAnswerRecord, ChatImage } from '../../chat/chat.ts';
import { writeImages } from '../images/chooseImages.ts';
import { mayInsert } from '../drafting/demoQuestion.ts';
import { imageOrigin } from '../drafting/draftRequest.ts';
import { askAboutImages, askAboutRepeat } from './insertQuestion.ts';
import { keepBeside } from '../images/keepBeside.ts';
import { openNewReport } from '../templates/openNewReport.ts';
import { insertProposal } from '../proposals/proposalInsertion.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';
import { lineBreak, toRange } from '../documents/reportDocuments.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import { ReportError, tellFailure } from '../documents/reportFailure.ts';
import { namedImages } from '../images/reportImages.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import type { ReportTarget } from '../documents/reportTarget.ts';
import { SectionAnchor } from '../documents/sectionAnchor.ts';

/**
 * The argument of the command `llavaMed.insertIntoReport`: an answer of the chat, with what made it as far as that is
 * known.
 */
export type InsertRequest = Pick<ChatAnswerRecord, 'text'> &
  Partial<Pick<ChatAnswerRecord, 'images' | 'model' | 'sampling'>>;

/** What inserting works with. */
export interface InsertServices {
  readonly target: ReportTarget;
  readonly proposals: Proposals;
  readonly sidecar: ProvenanceSidecar;
  readonly services: ReportServices;
}

/**
 * Puts an answer of the chat into the Findings of a report, as a proposal below what stands there. Asks where the
 * answer is about other images than the report, and where it stands there already. Never rejects: whatever fails is
 * told.
 */
export async function insertIntoReport(request: InsertRequest, room: InsertServices): Promise<void> {
  let document: vscode.TextDocument | undefined;
  try {
    const files = (request.images ?? []).flatMap(({ source, isCopy }) => (isCopy ? [] : [source.path]));
    if (!(await mayInsert(request))) return;
    const chosen = await room.target.choose();
    if (!chosen) return;
    document = chosen === 'new' ? await openNewReport(files) : chosen;
    if (chosen === 'new') await room.services.outside.allow(document, files);
    await insertInto(document, request, room);
  } catch (error) {
    // Not awaited: the message stays until it is read.
    const undertaking = { inLog: 'Inserting into the report', inWords: t`Inserting into the report` };
    void tellFailure(error, undertaking, document, room.services.log);
  }
}

async function insertInto(
  document: vscode.TextDocument,
  request: InsertRequest,
  { proposals, sidecar, services }: InsertServices,
): Promise<void> {
  refuseSigned(document);
  const text = sectionText(request.text, 'findings', lineBreak(document));
  if (text === '') throw new ReportError(t`The answer holds no text for the Findings. Choose another answer.`);
  const decision = await askAboutImages(document, request.images ?? [], services);
  if (!decision) return;
  if (holds(document, text, proposals) && !(await askAboutRepeat(document))) return;
  if (decision.kind === 'addAndInsert' && !(await addImages(document, decision.add, services))) return;
  const anchor = new SectionAnchor(document, 'findings', findSection(parseReport(document.getText()), 'findings'));
  try {
    const draft = { text, origin: originOfAnswer(request) };
    const placed = await insertProposal(document, { section: 'findings', draft, replaces: false }, anchor, proposals);
    if (placed === 'gone' || placed === 'refused')
      throw new ReportError(t`The report cannot be edited: make it writable, or open another one.`);
    await reveal(document, toRange(document, placed.draft.range));
    await sidecar.record(document, placed, 'drafted');
  } finally {
    anchor.dispose();
  }
}

/** The answer was put in before and still stands there: as a draft, perhaps edited, or as text of the Findings. */
function holds(document: vscode.TextDocument, text: string, proposals: Proposals): boolean {
  const known = proposals
    .of(document)
    .some(
      (one) => isPresent(one) && one.state !== 'discarded' && one.versions.some((version) => version.text === text),
    );
  if (known) return true;
  const whole = document.getText();
  const findings = findSection(parseReport(whole), 'findings');
  return findings !== undefined && whole.slice(findings.content.start, findings.content.end).includes(text);
}

/** False when the person would not have a picture saved that has no file. */
async function addImages(
  document: vscode.TextDocument,
  add: readonly ChatImage[],
  services: ReportServices,
): Promise<boolean> {
  const paths = namedImages(document).map(({ path }) => path);
  for (const image of add) {
    const path = image.isCopy ? await keepBeside(document, image) : image.source.path;
    if (path === undefined) return false;
    paths.push(path);
  }
  await writeImages(document, paths, services);
  return true;
}

async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  const editor = await vscode.window.showTextDocument(document, {
    preserveFocus: false,
    ...(shown === undefined ? {} : { viewColumn: shown }),
  });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Checks what a command got: other extensions and key bindings can call it too. */
export function isInsertRequest(value: unknown): value is InsertRequest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    (!('images' in value) || Array.isArray(value.images))
  );
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
