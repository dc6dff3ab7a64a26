import type * as vscode from 'vscode';
import type { TagSection } from '../../../report/drafts/tagWords.ts';
import { filledText } from '../../../report/drafts/unfilledSection.ts';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { techniqueText } from '../../../report/technique.ts';
import { comparisonText } from '../../../report/templates/comparisonText.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { roledImages } from '../images/imageRoles.ts';
import { imagesToDraftFrom } from '../images/reportImages.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { fillEmptySection } from './fillEmptySection.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import type { SectionDrafting } from './sectionDrafting.ts';

/**
 * Fills every section in which nobody has written: Technique and Comparison from the tags, the Findings from the
 * images. The Impression is drafted from Findings that a person has judged, so it waits until these are accepted.
 */
export class DraftAll {
  readonly #services: ReportServices;
  readonly #drafting: SectionDrafting;
  readonly #proposals: Proposals;
  /** Reports whose Impression is to follow. */
  readonly #waiting = new Set<string>();

  constructor(services: ReportServices, drafting: SectionDrafting, proposals: Proposals) {
    this.#services = services;
    this.#drafting = drafting;
    this.#proposals = proposals;
  }

  /** Rejects with what stands in the way. */
  async run(document: vscode.TextDocument): Promise<void> {
    refuseSigned(document);
    const named = await imagesToDraftFrom(document, this.#services);
    if (!named) return;
    const images = await roledImages(document, named, this.#services);
    const current = images.filter(({ role }) => role !== 'prior').map(({ header }) => header);
    const priors = images.filter(({ role }) => role === 'prior').map(({ header }) => header);
    await fill(document, 'technique', techniqueText(current));
    await fill(document, 'comparison', comparisonText(current, priors));
    const isImpressionOpen = isOpen(document, 'impression');
    const hadFindings = !isOpen(document, 'findings');
    if (!hadFindings && !(await this.#drafting.draft(document, 'findings', sectionOf(document, 'findings')))) return;
    if (!isImpressionOpen) {
      if (hadFindings) void showInformation(messageText`Every section of this report has text already.`);
      return;
    }
    if (hadFindings && !this.#proposals.open(document).some(({ section }) => section === 'findings')) {
      await this.#drafting.draft(document, 'impression', sectionOf(document, 'impression'));
      return;
    }
    this.#waiting.add(document.uri.toString());
    void showInformation(messageText`The Impression is drafted as soon as you have accepted the Findings.`);
  }

  /** The Findings of a report were accepted: an Impression that was wished for follows. */
  async followed(document: vscode.TextDocument): Promise<void> {
    if (!this.#waiting.delete(document.uri.toString()) || !isOpen(document, 'impression')) return;
    await this.#drafting.draft(document, 'impression', sectionOf(document, 'impression'));
  }
}

/** Does nothing where a person has written, or the report has no such section. */
async function fill(document: vscode.TextDocument, kind: TagSection, words: string | undefined): Promise<void> {
  if (words !== undefined && sectionOf(document, kind)) await fillEmptySection(document, kind, words);
}

function sectionOf(document: vscode.TextDocument, kind: SectionKind): ReturnType<typeof findSection> {
  return findSection(parseReport(document.getText()), kind);
}

/** Nobody has written in it; it may be missing. */
function isOpen(document: vscode.TextDocument, kind: SectionKind): boolean {
  const section = sectionOf(document, kind);
  return !section || filledText(document.getText(), section) === undefined;
}
