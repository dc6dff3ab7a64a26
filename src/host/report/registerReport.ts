import * as vscode from 'vscode';
import { findSection, parseReport, sectionAt } from '../../report/reportDocument.ts';
import type { DraftableSection } from '../../report/prompts/sectionPrompts.ts';
import { messageText } from '../../text/messageText.ts';
import { showInformation } from '../messages/notifications.ts';
import { DraftActions, draftCommands } from './review/draftActions.ts';
import { chooseImages } from './images/chooseImages.ts';
import { fillTechnique } from './drafting/fillTechnique.ts';
import { insertIntoReport, isInsertRequest } from './inserting/insertIntoReport.ts';
import { openNewReport } from './drafting/newReport.ts';
import { ProposalDecorations } from './proposals/proposalDecorations.ts';
import { ProposalDiff } from './proposals/proposalDiff.ts';
import { ProposalHover } from './proposals/proposalHover.ts';
import { ProposalLenses } from './proposals/proposalLenses.ts';
import { ProposalMemory } from './proposals/proposalMemory.ts';
import { ProposalReview } from './review/proposalReview.ts';
import { Proposals } from './proposals/proposals.ts';
import { ProvenanceSidecar } from './provenance/provenanceSidecar.ts';
import { ReportContext } from './proposals/reportContext.ts';
import { ReportDiagnostics } from './checks/reportDiagnostics.ts';
import { reportOf, reportSelector } from './documents/reportDocuments.ts';
import { tellFailure } from './documents/reportFailure.ts';
import { OutsideImages } from './documents/outsideImages.ts';
import { knownImages } from './images/reportImages.ts';
import type { GivenServices, ReportServices } from './documents/reportServices.ts';
import { ReportTarget } from './documents/reportTarget.ts';
import { SavedDrafts } from './review/savedDrafts.ts';
import { SectionDrafting } from './drafting/sectionDrafting.ts';

/** What reports do for others. */
export interface Report {
  /** Somebody has accepted a draft. */
  readonly onDidAccept: vscode.Event<void>;
  dispose(): void;
}

/**
 * Everything about reports: code actions and commands that draft, proposals and the decisions about them, their
 * provenance.
 */
export function registerReport(given: GivenServices): Report {
  const services: ReportServices = { ...given, outside: new OutsideImages(given.memento) };
  const proposals = new Proposals(new ProposalMemory(services.memento));
  const sidecar = new ProvenanceSidecar(services.storage);
  const drafting = new SectionDrafting(services, proposals, sidecar);
  const diff = new ProposalDiff(proposals);
  const target = new ReportTarget();
  const diagnostics = new ReportDiagnostics(proposals);

  const review = new ProposalReview(proposals, sidecar, services);

  const subscriptions = vscode.Disposable.from(
    proposals,
    target,
    diagnostics,
    vscode.languages.registerCodeActionsProvider(reportSelector, diagnostics, ReportDiagnostics.metadata),
    new ProposalDecorations(proposals),
    new ReportContext(proposals),
    new SavedDrafts(proposals),
    diff.register(),
    review.register(drafting, diff),
    vscode.languages.registerCodeActionsProvider(reportSelector, new DraftActions(proposals), DraftActions.metadata),
    vscode.languages.registerCodeLensProvider(reportSelector, new ProposalLenses(proposals)),
    vscode.languages.registerHoverProvider(reportSelector, new ProposalHover(proposals, services)),
    registerDraftCommand('findings', drafting),
    registerDraftCommand('impression', drafting),
    vscode.commands.registerCommand('llavaMed.newReport', async () => {
      await openNewReport([]);
    }),
    vscode.commands.registerCommand('llavaMed.insertIntoReport', async (request: unknown) => {
      if (!isInsertRequest(request)) {
        void showInformation(messageText`Choose "Insert into report" below an answer of the chat.`);
        return;
      }
      await insertIntoReport(request, { target, proposals, sidecar, services });
    }),
    registerReportCommand('llavaMed.chooseReportImages', 'Choosing the images of the report', chooseAnew, services),
    registerReportCommand('llavaMed.fillTechnique', 'Filling the Technique', fillTechnique, services),
  );
  return {
    onDidAccept: review.onDidAccept,
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/**
 * From a code action the section is named by its heading's offset; from the palette it is the one at the cursor, else
 * the first.
 */
function registerDraftCommand(kind: DraftableSection, drafting: SectionDrafting): vscode.Disposable {
  return vscode.commands.registerCommand(draftCommands[kind], async (uri?: unknown, heading?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const document = documentOf(uri);
    if (!document || (typeof uri !== 'string' && !reportOf(document))) {
      const create = 'New Report';
      const chosen = await showInformation(
        messageText`Open a report first: a Markdown or text file with headings such as Findings and Impression.`,
        create,
      );
      if (chosen === create) await openNewReport([]);
      return;
    }
    const report = parseReport(document.getText());
    const offset =
      typeof heading === 'number'
        ? heading
        : editor?.document === document
          ? document.offsetAt(editor.selection.active)
          : 0;
    const at = sectionAt(report, offset);
    await drafting.draft(document, kind, at?.kind === kind ? at : findSection(report, kind));
  });
}

function registerReportCommand(
  command: string,
  what: string,
  run: (document: vscode.TextDocument, services: ReportServices) => Promise<unknown>,
  services: ReportServices,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (uri: unknown) => {
    const document = documentOf(uri);
    if (!document || !reportOf(document)) return;
    await run(document, services).catch((error: unknown) => {
      // Not awaited: the message stays until it is read.
      void tellFailure(error, what, document, services.log);
    });
  });
}

/** The command "Choose Images of the Report": those that it names are ticked. */
async function chooseAnew(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  const named = knownImages(document).map(({ path }) => path);
  const unasked = await services.outside.unasked(document, named);
  await chooseImages(
    document,
    named.filter((path) => !unasked.includes(path)),
    services,
  );
}

/** The open document that a command names, else the one in the active editor. */
function documentOf(uri: unknown): vscode.TextDocument | undefined {
  if (typeof uri !== 'string') return vscode.window.activeTextEditor?.document;
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
}
