import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { filledText } from '../../../report/drafts/unfilledSection.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { roledImages, type RoledImage } from '../images/imageRoles.ts';
import { imagesToDraftFrom } from '../images/reportImages.ts';
import type { Proposals } from '../proposals/proposals.ts';

/** What a section is drafted from, known before the model is asked or pixels are decoded. */
export interface DraftSources {
  readonly images: readonly RoledImage[];
  /** Of the images' files, in words, for the progress. */
  readonly names: string;
}

/** Undefined when the person leaves the choice of images. Rejects with what stands in the way. */
export async function draftSources(
  document: vscode.TextDocument,
  section: DraftableSection,
  services: ReportServices,
): Promise<DraftSources | undefined> {
  if (section === 'impression') return { images: [], names: '' };
  const named = await imagesToDraftFrom(document, services);
  if (!named) return undefined;
  const images = await roledImages(document, named, services);
  return { images, names: namesInWords(images.map(({ name }) => name)) };
}

/** The pixels as they are shown. Rejects with an `ImagingError`. */
export async function decodeSources(
  { images }: DraftSources,
  services: ReportServices,
  signal: AbortSignal,
): Promise<readonly DisplayImage[]> {
  return Promise.all(images.map(({ path }) => services.imaging.decode({ kind: 'file', path }, undefined, signal)));
}

/** Throws a `ReportError` while an Impression has nothing to be drafted from. */
export function refuseImpression(document: vscode.TextDocument, proposals: Proposals): void {
  if (proposals.open(document).some((proposal) => proposal.section === 'findings')) {
    throw new ReportError(
      t`The Impression is drafted from Findings that a person has judged. Accept or discard the draft of the Findings first.`,
    );
  }
  judgedFindings(document);
}

/** Throws a `ReportError` where there are none. */
export function judgedFindings(document: vscode.TextDocument): string {
  const findings = sectionWords(document, 'findings');
  if (findings === undefined)
    throw new ReportError(
      t`The Impression is drafted from the Findings, and the report has none yet. Write or draft the Findings first.`,
    );
  return findings;
}

/** A section's words without unfilled fields; undefined where there are none. */
export function sectionWords(document: vscode.TextDocument, kind: SectionKind): string | undefined {
  const text = document.getText();
  const section = findSection(parseReport(text), kind);
  return section && filledText(text, section);
}
