import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AssistantTurn } from '../../../assistant/assistant.ts';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { type ModelDescription, numberedImageNames, type Sampling } from '../../../protocol/engine.ts';
import type { DraftOrigin, ImageOrigin } from '../../../report/drafts/provenance.ts';
import type { ImageRole } from '../../../display/imageRole.ts';
import { imagesInWords } from '../../../report/prompts/imagesInWords.ts';
import { readOwnWords, type OwnWords } from '../../../report/prompts/promptWords.ts';
import { sectionPrompt, type DraftableSection, type SectionPrompt } from '../../../report/prompts/sectionPrompts.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import { timeBefore } from '../../../report/templates/studyDate.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { textSha256 } from '../documents/textSha256.ts';
import type { RoledImage } from '../images/imageRoles.ts';
import { decodeSources, judgedFindings, sectionWords, type DraftSources } from './draftSources.ts';

/** What is asked of the model for a section. */
export interface DraftRequest {
  /** The last one asked. */
  readonly prompt: SectionPrompt;
  readonly turns: readonly AssistantTurn[];
  readonly images: readonly DisplayImage[];
  readonly roles: readonly (ImageRole | undefined)[];
  readonly wish: string | undefined;
}

/** A draft that is to be written again as a person wishes, such as "shorter". */
export interface Wish {
  readonly words: string;
  /** The model's own words so far. */
  readonly before: string;
}

/** Gathers it from the report as it is now. */
export async function draftRequest(
  document: vscode.TextDocument,
  section: DraftableSection,
  sources: DraftSources,
  services: ReportServices,
  signal: AbortSignal,
  wish?: Wish,
): Promise<DraftRequest> {
  const own = ownWords(document);
  const prompt = firstPrompt(document, section, sources.images, own);
  refuseBlank(prompt);
  const images = await decodeSources(sources, services, signal);
  const isNumbered = sources.images.length > 1;
  const first: AssistantTurn = {
    role: 'user',
    text: prompt.text,
    images,
    ...(isNumbered && { imageNames: numberedImageNames(images.length) }),
  };
  const roles = sources.images.map(({ role }) => role);
  if (!wish) return { prompt, turns: [first], images, roles, wish: undefined };
  const again = sectionPrompt('again', { section: sectionTitles[section], wish: asSentence(wish.words) }, own);
  refuseBlank(again);
  const turns: AssistantTurn[] = [
    first,
    { role: 'assistant', text: wish.before, images: [] },
    { role: 'user', text: again.text, images: [] },
  ];
  return { prompt: { ...again, id: `${prompt.id}, ${again.id}` }, turns, images, roles, wish: wish.words };
}

function firstPrompt(
  document: vscode.TextDocument,
  section: DraftableSection,
  images: readonly RoledImage[],
  own: OwnWords,
): SectionPrompt {
  if (section === 'impression') return sectionPrompt('impression', { findings: judgedFindings(document) }, own);
  const indication = sectionWords(document, 'indication');
  const dates = images.map(({ header }) => header.studyDate ?? '');
  const newest = dates.reduce((a, b) => (a > b ? a : b), '');
  const words = imagesInWords(
    images.map(({ role, header: { studyDate } }) => ({
      role,
      earlier: studyDate !== undefined && newest !== '' ? timeBefore(studyDate, newest) : undefined,
    })),
  );
  if (words === undefined || images.length === 1) return sectionPrompt('findings', { indication }, own);
  const hasPrior = images.some(({ role }) => role === 'prior');
  return sectionPrompt(hasPrior ? 'findingsWithPrior' : 'findingsOfImages', { indication, images: words }, own);
}

/** The words that a person or a workspace put in place of a prompt's own. */
function ownWords(document: vscode.TextDocument): OwnWords {
  return readOwnWords(vscode.workspace.getConfiguration('llavaMed', document).get('report.prompts'));
}

/** Nothing is left of own words where each of their lines waits for what the report does not say. */
function refuseBlank({ id, text, ownWords }: SectionPrompt): void {
  if (text.trim() !== '') return;
  throw new ReportError(
    ownWords?.includes('\n') === true
      ? t`The own words for the prompt ${id} ask nothing of the model here: each of their lines has a \${…} for which the report has no text, and such a line is left out. In the setting llavaMed.report.prompts, put the request on a line of its own.`
      : t`The own words for the prompt ${id} ask nothing of the model here: their only line has a \${…} for which the report has no text, and such a line is left out. In the setting llavaMed.report.prompts, put the request on a line of its own.`,
  );
}

/** `shorter` → `Shorter.` */
function asSentence(wish: string): string {
  const words = wish.trim().replace(/\s+/g, ' ');
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What the model is asked, word for word, as a hash. */
export function promptSha256(turns: readonly AssistantTurn[]): string {
  return textSha256(JSON.stringify(turns.map(({ role, text }) => [role, text])));
}

/** What made a draft, as its provenance keeps it. */
export function originOf(
  { prompt, turns, images, roles, wish }: DraftRequest,
  model: ModelDescription,
  sampling: Sampling,
  engine: string,
): DraftOrigin {
  return {
    promptId: prompt.id,
    promptSha256: promptSha256(turns),
    ...(prompt.ownWords === undefined ? {} : { ownWordsSha256: textSha256(prompt.ownWords) }),
    ...(wish === undefined ? {} : { wishSha256: textSha256(wish) }),
    engine: `${engine}, ${model.backend}`,
    model: {
      name: model.name,
      sha256: model.sha256,
      isDemo: model.isDemo,
      ...(model.projector ? { projectorSha256: model.projector.sha256 } : {}),
      ...(model.inEightBits.length > 0 ? { inEightBits: model.inEightBits } : {}),
    },
    images: images.map((image, index) => {
      const role = roles[index];
      return { ...imageOrigin(image, model), ...(role && { role }) };
    }),
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
