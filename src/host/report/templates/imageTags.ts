import type * as vscode from 'vscode';
import type { ImageHeader } from '../../../display/imageHeader.ts';
import type { ImageSource } from '../../../imaging/imaging.ts';
import type { ImageRole } from '../../../display/imageRole.ts';
import { rolesByTags } from '../../../report/rolesByTags.ts';
import type { TemplateVariables } from '../../../report/templates/reportTemplate.ts';
import { templateVariables, type StudyImage } from '../../../report/templates/templateVariables.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { readableImages } from '../images/readableImages.ts';

/** What an image's tags say as far as templates ask for it, and what it is among the others. */
export interface TaggedImage extends StudyImage {
  readonly role: ImageRole | undefined;
}

/** Of the images that a report names; those that may not or cannot be read are missing. Never rejects. */
export async function tagsOfReport(
  document: vscode.TextDocument,
  services: Pick<ReportServices, 'headers' | 'outside'>,
): Promise<readonly TaggedImage[]> {
  return (await readableImages(document, services)).map(({ header, role }) => tagged(header, role));
}

/** Of images that a person has given. Those that cannot be read are missing. */
export async function tagsOfImages(
  sources: readonly ImageSource[],
  { headers, imaging }: Pick<ReportServices, 'headers' | 'imaging'>,
): Promise<readonly TaggedImage[]> {
  const read = await Promise.all(
    sources.map((source) =>
      source.kind === 'file' ? headers.of(source.path) : imaging.header(source).catch(() => undefined),
    ),
  );
  const found = read.filter((header) => header !== undefined);
  const roles = rolesByTags(found);
  return found.map((header, index) => tagged(header, roles[index]));
}

/** What variables stand for in a report of these images: the earlier ones are what is compared with. */
export function variablesOf(images: readonly TaggedImage[]): TemplateVariables {
  return templateVariables(
    currentImages(images),
    images.filter(({ role }) => role === 'prior'),
  );
}

/** Those that the report is about. */
export function currentImages(images: readonly TaggedImage[]): readonly TaggedImage[] {
  return images.filter(({ role }) => role !== 'prior');
}

function tagged(
  { modality, bodyPart, viewPosition, laterality, studyDate }: ImageHeader,
  role: ImageRole | undefined,
): TaggedImage {
  return { modality, bodyPart, viewPosition, laterality, studyDate, role };
}
