import type * as vscode from 'vscode';
import type { AssistantTurn } from '../../../assistant/assistant.ts';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import type { ModelDescription, Sampling } from '../../../protocol/engine.ts';
import type { DraftOrigin, ImageOrigin } from '../../../report/drafts/provenance.ts';
import { findSection, parseReport, type ReportDocument } from '../../../report/reportDocument.ts';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import {
  findingsPrompt,
  impressionPrompt,
  type DraftableSection,
  type SectionPrompt,
} from '../../../report/prompts/sectionPrompts.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { decodeAll, imagesToDraftFrom, type ReportImage } from '../images/reportImages.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** What is asked of the model for a section: one fresh user turn. */
export interface DraftRequest {
  readonly prompt: SectionPrompt;
  readonly images: readonly DisplayImage[];
}

/** What a section is drafted from, known before the model or a decoder is asked. */
export interface DraftSources {
  readonly images: readonly ReportImage[];
  /** In words, for the progress: file names, or another section. */
  readonly names: string;
}

/** Undefined when the person leaves the choice of images. Rejects with what stands in the way. */
export async function draftSources(
  document: vscode.TextDocument,
  section: DraftableSection,
  services: ReportServices,
): Promise<DraftSources | undefined> {
  if (section === 'impression') return { images: [], names: 'the Findings' };
  const images = await imagesToDraftFrom(document, services);
  return images && { images, names: namesInWords(images.map(({ name }) => name)) };
}

/** Gathers it from the report as it is now. */
export async function draftRequest(
  document: vscode.TextDocument,
  section: DraftableSection,
  sources: DraftSources,
  services: ReportServices,
  signal: AbortSignal,
): Promise<DraftRequest> {
  if (section === 'impression') return { prompt: impressionPrompt(judgedFindings(document)), images: [] };
  return {
    prompt: findingsPrompt(textOf(document, 'indication')),
    images: await decodeAll(sources.images, services, signal),
  };
}

/** Throws a `ReportError` while an Impression has nothing to be drafted from. */
export function refuseImpression(document: vscode.TextDocument, proposals: Proposals): void {
  if (proposals.open(document).some((proposal) => proposal.section === 'findings')) {
    throw new ReportError(
      'The Impression is drafted from Findings that a person has judged. Accept or discard the draft of the Findings first.',
    );
  }
  judgedFindings(document);
}

function judgedFindings(document: vscode.TextDocument): string {
  const findings = textOf(document, 'findings');
  if (findings === undefined)
    throw new ReportError(
      'The Impression is drafted from the Findings, and the report has none yet. Write or draft the Findings first.',
    );
  return findings;
}

export function turnsOf({ prompt, images }: DraftRequest): AssistantTurn[] {
  return [{ role: 'user', text: prompt.text, images }];
}

export function originOf({ prompt, images }: DraftRequest, model: ModelDescription, sampling: Sampling): DraftOrigin {
  return {
    promptId: prompt.id,
    model: {
      name: model.name,
      sha256: model.sha256,
      isDemo: model.isDemo,
      ...(model.projector ? { projectorSha256: model.projector.sha256 } : {}),
      ...(model.inEightBits.length > 0 ? { inEightBits: model.inEightBits } : {}),
    },
    images: images.map((image) => imageOrigin(image, model)),
    sampling,
    time: new Date().toISOString(),
  };
}

/** Of an image that is decoded, or of one of the chat's. */
export function imageOrigin(
  {
    fileSha256,
    sopInstanceHash,
    frame,
    window,
    notes = [],
    phantom,
  }: Pick<DisplayImage, 'fileSha256' | 'sopInstanceHash' | 'frame' | 'window'> &
    // Another extension may hand over less.
    Partial<Pick<DisplayImage, 'notes' | 'phantom'>>,
  model: { readonly isDemo: boolean } | undefined,
): ImageOrigin {
  return {
    fileSha256,
    frame,
    ...(sopInstanceHash === undefined ? {} : { sopInstanceHash }),
    ...(window === undefined ? {} : { window }),
    ...(notes.length === 0 ? {} : { notes: notes.map(({ code }) => code) }),
    ...(model?.isDemo === true ? { phantom: phantom !== undefined } : {}),
  };
}

/** The section's words, undefined where there are none. */
function textOf(document: vscode.TextDocument, kind: SectionKind): string | undefined {
  const text = document.getText();
  const report: ReportDocument = parseReport(text);
  const section = findSection(report, kind);
  return section && !section.isEmpty ? text.slice(section.content.start, section.content.end) : undefined;
}
