import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { findSection, sectionAt } from '../../../report/reportDocument.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import { placeTagWords, type TagSection } from '../../../report/drafts/tagWords.ts';
import { filledText } from '../../../report/drafts/unfilledSection.ts';
import type { Proposal } from '../../../report/drafts/proposal.ts';
import { proposalCommands, sentenceCommands } from '../proposals/proposalLenses.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { reportOf } from '../documents/reportDocuments.ts';

const draftTitles: Readonly<Record<DraftableSection, () => string>> = {
  findings: () => t`Draft Findings with LLaVA-Med`,
  impression: () => t`Draft Impression from Findings`,
};

export const draftCommands: Readonly<Record<DraftableSection, string>> = {
  findings: 'llavaMed.draftFindings',
  impression: 'llavaMed.draftImpression',
};

/** What tags can fill, as the lightbulb offers it. */
const tagActions: Readonly<Record<TagSection, { readonly title: () => string; readonly command: string }>> = {
  technique: { title: () => t`Fill Technique from the DICOM Tags of the Images`, command: 'llavaMed.fillTechnique' },
  comparison: { title: () => t`Fill Comparison from the Dates of the Images`, command: 'llavaMed.fillComparison' },
};

const kind = vscode.CodeActionKind.RefactorRewrite.append('llavaMed');

/**
 * Offers a draft on the heading of Findings and Impression and anywhere in them; on an open draft, what can be done
 * about it; in a Technique or Comparison that nobody has written, to fill it.
 */
export class DraftActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [kind] };
  readonly #proposals: Proposals;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const report = reportOf(document);
    if (!report) return [];
    const open = this.#proposals.openAt(document, range.start);
    if (open) return openActions(document, open);
    const section = sectionAt(report, document.offsetAt(range.start));
    if (section?.kind === 'technique' || section?.kind === 'comparison') {
      if (!placeTagWords(document.getText(), report, section.kind, 'x')) return [];
      const { title, command } = tagActions[section.kind];
      return [offer(title(), { command, arguments: [document.uri.toString()] })];
    }
    if (section?.kind !== 'findings' && section?.kind !== 'impression') return [];
    const { kind: draftable } = section;
    const draft = offer(draftTitles[draftable](), {
      command: draftCommands[draftable],
      arguments: [document.uri.toString(), section.heading.start],
    });
    const findings = findSection(report, 'findings');
    const all = offer(t`Draft All Empty Sections with LLaVA-Med`, {
      command: 'llavaMed.draftAllSections',
      arguments: [document.uri.toString()],
    });
    if (draftable === 'impression' && (!findings || filledText(document.getText(), findings) === undefined))
      draft.disabled = { reason: t`The report has no Findings yet.` };
    return [draft, all];
  }
}

/** On the draft as a whole and, once it is complete, on the sentence at the cursor. */
function openActions(document: vscode.TextDocument, open: Proposal): vscode.CodeAction[] {
  const ofSentence = open.state === 'writing' ? [] : sentenceCommands(document, open).slice(0, 2);
  return [
    ...proposalCommands(document, open).map((command) => action(actionTitle(command), command)),
    ...ofSentence.map((command) => action(t`${command.title} of LLaVA-Med's draft`, command)),
  ];
}

function actionTitle({ command, title }: vscode.Command): string {
  return command === 'llavaMed.showProvenance'
    ? t`Show where LLaVA-Med's draft comes from`
    : t`${title} LLaVA-Med's draft`;
}

function offer(title: string, command: Omit<vscode.Command, 'title'>): vscode.CodeAction {
  return action(title, { ...command, title });
}

function action(title: string, command: vscode.Command): vscode.CodeAction {
  const result = new vscode.CodeAction(title, kind);
  result.command = command;
  return result;
}
