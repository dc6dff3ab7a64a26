import * as vscode from 'vscode';
import { currentVersion, type Proposal } from '../../report/proposal.ts';
import { draftWarning, provenanceLines } from '../../report/provenanceLines.ts';
import { localTime } from './localTime.ts';
import { originNames } from './originNames.ts';
import type { ReportServices } from './reportServices.ts';

/** Says where a draft comes from, in a dialog: the same as its hover does. */
export async function showProvenance(
  document: vscode.TextDocument,
  proposal: Proposal,
  services: ReportServices,
): Promise<void> {
  const { images, model } = currentVersion(proposal).origin;
  const names = await originNames(document, images, services);
  const lines = provenanceLines(proposal, names, localTime).map(({ label, value }) => `${label}: ${value}`);
  await vscode.window.showInformationMessage(draftWarning.title, {
    modal: true,
    detail: [draftWarning.research, ...(model?.isDemo ? [draftWarning.demo] : []), '', ...lines].join('\n'),
  });
}
