import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../text/messageText.ts';
import { showInformation } from '../messages/notifications.ts';
import { chooseAnew } from './images/chooseAnew.ts';
import { chooseRoles } from './images/chooseRoles.ts';
import { FirstSave } from './images/firstSave.ts';
import { DraftAll } from './drafting/draftAll.ts';
import { registerDraftCommand } from './draftCommand.ts';
import { registerReportCommand, type ReportWork } from './reportCommand.ts';
import { reproduceDraft } from './review/reproduceDraft.ts';
import { SentenceReview } from './review/sentenceReview.ts';
import { TextComparison } from './review/textComparison.ts';
import { DraftActions } from './review/draftActions.ts';
import { registerClaims } from './claims/registerClaims.ts';
import { fillComparison } from './drafting/fillComparison.ts';
import { fillTechnique } from './drafting/fillTechnique.ts';
import { insertIntoReport, isInsertRequest } from './inserting/insertIntoReport.ts';
import { ProposalDecorations } from './proposals/proposalDecorations.ts';
import { ProposalDiff } from './proposals/proposalDiff.ts';
import { ProposalHover } from './proposals/proposalHover.ts';
import { ProposalLenses } from './proposals/proposalLenses.ts';
import { ProposalMemory } from './proposals/proposalMemory.ts';
import { ProposalReview } from './review/proposalReview.ts';
import { Proposals } from './proposals/proposals.ts';
import { ProvenanceSidecar } from './provenance/provenanceSidecar.ts';
import { ReportContext } from './proposals/reportContext.ts';
import { ImageContext } from './checks/imageContext.ts';
import { ReportDiagnostics } from './checks/reportDiagnostics.ts';
import { reportSelector } from './documents/reportDocuments.ts';
import { ImageHeaders } from './documents/imageHeaders.ts';
import { OutsideImages } from './documents/outsideImages.ts';
import type { GivenServices, ReportServices } from './documents/reportServices.ts';
import { ReportTarget } from './documents/reportTarget.ts';
import { SavedDrafts } from './review/savedDrafts.ts';
import { registerSignOff } from './signOff/registerSignOff.ts';
import { SectionDrafting } from './drafting/sectionDrafting.ts';
import { registerStatistics } from './statistics/registerStatistics.ts';
import { registerImportTemplate } from './templates/importTemplate.ts';
import { registerTemplates } from './templates/registerTemplates.ts';

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
  const services: ReportServices = {
    ...given,
    outside: new OutsideImages(given.memento),
    headers: new ImageHeaders(given.imaging),
  };
  const proposals = new Proposals(new ProposalMemory(services.memento));
  const sidecar = new ProvenanceSidecar(services.storage);
  const drafting = new SectionDrafting(services, proposals, sidecar);
  const diff = new ProposalDiff(proposals);
  const sentences = new SentenceReview(proposals);
  const comparison = new TextComparison(proposals);
  const drafts = new DraftAll(services, drafting, proposals);
  const target = new ReportTarget();
  const sources = { proposals, images: new ImageContext(services) };
  const diagnostics = new ReportDiagnostics(sources, services.extensionUri);

  const review = new ProposalReview(proposals, sidecar, sentences, services);

  const command = (name: string, inLog: string, inWords: string, run: ReportWork): vscode.Disposable =>
    registerReportCommand(`llavaMed.${name}`, { inLog, inWords }, run, services.log);

  const subscriptions = vscode.Disposable.from(
    proposals,
    sidecar,
    sentences,
    target,
    diagnostics,
    vscode.languages.registerCodeActionsProvider(reportSelector, diagnostics, ReportDiagnostics.metadata),
    new ProposalDecorations(proposals),
    new ReportContext(proposals),
    new SavedDrafts(proposals),
    new FirstSave(services.outside),
    diff.register(),
    review.register(drafting, diff),
    comparison.register(),
    review.onDidAccept(({ document, section }) => {
      if (section === 'findings') void drafts.followed(document);
    }),
    vscode.languages.registerCodeActionsProvider(reportSelector, new DraftActions(proposals), DraftActions.metadata),
    vscode.languages.registerCodeLensProvider(reportSelector, new ProposalLenses(proposals, sentences)),
    vscode.languages.registerHoverProvider(reportSelector, new ProposalHover(proposals, services)),
    registerSignOff({ services, proposals, sidecar, diagnostics, sources }),
    registerDraftCommand('findings', drafting),
    registerDraftCommand('impression', drafting),
    command('draftAllSections', 'Drafting the report', t`Drafting the report`, (document) => drafts.run(document)),
    command('reproduceDraft', 'Reproducing the draft', t`Reproducing the draft`, (document) =>
      reproduceDraft(document, { services, sidecar, comparison }),
    ),
    command(
      'chooseReportImages',
      'Choosing the images of the report',
      t`Choosing the images of the report`,
      (document) => chooseAnew(document, services),
    ),
    command('chooseImageRoles', 'Choosing the roles of the images', t`Choosing the roles of the images`, (document) =>
      chooseRoles(document, services),
    ),
    command('fillTechnique', 'Filling the Technique', t`Filling the Technique`, (document) =>
      fillTechnique(document, services),
    ),
    command('fillComparison', 'Filling the Comparison', t`Filling the Comparison`, (document) =>
      fillComparison(document, services),
    ),
    registerTemplates(services),
    registerImportTemplate(services),
    registerClaims(services),
    registerStatistics(services),
    vscode.commands.registerCommand('llavaMed.insertIntoReport', async (request: unknown) => {
      if (!isInsertRequest(request)) {
        void showInformation(messageText`Choose "Insert into report" below an answer of the chat.`);
        return;
      }
      await insertIntoReport(request, { target, proposals, sidecar, services });
    }),
  );
  return {
    onDidAccept: (listener, thisArgs, disposables) =>
      review.onDidAccept(
        () => {
          listener.call(thisArgs);
        },
        undefined,
        disposables,
      ),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
