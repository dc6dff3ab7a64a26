import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ImageHeader } from '../../../display/imageHeader.ts';
import { readRoles } from '../../../report/frontMatterRoles.ts';
import type { ImageRole } from '../../../display/imageRole.ts';
import { rolesByTags } from '../../../report/rolesByTags.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import type { ReportImage } from './reportImages.ts';

/** An image of a report with what it is among the others. */
export interface RoledImage extends ReportImage {
  readonly role: ImageRole | undefined;
  readonly header: ImageHeader;
}

/**
 * What each image of a report is: as its front matter says (`roles: {old.dcm: prior}`), else as its tags tell. Rejects
 * with a `ReportError` for a role that is none, or an `ImagingError`.
 */
export async function roledImages(
  document: vscode.TextDocument,
  images: readonly ReportImage[],
  services: Pick<ReportServices, 'imaging'>,
  signal?: AbortSignal,
): Promise<readonly RoledImage[]> {
  const text = document.getText();
  const { unknown } = readRoles(text);
  if (unknown !== undefined)
    throw new ReportError(
      t`The front matter of the report gives an image the role ${unknown}. Use frontal, lateral or prior, as in "roles: {old.dcm: prior}".`,
    );
  const headers = await Promise.all(images.map(({ path }) => services.imaging.header({ kind: 'file', path }, signal)));
  return withRoles(
    text,
    images.map((image, index) => ({ ...image, header: headers[index] as ImageHeader })),
  );
}

/** The same for images whose headers are known; a role that is none says nothing here. `text` is the report's. */
export function withRoles(
  text: string,
  images: readonly (ReportImage & { readonly header: ImageHeader })[],
): readonly RoledImage[] {
  const { roles } = readRoles(text);
  const byTags = rolesByTags(images.map(({ header }) => header));
  return images.map((image, index) => ({ ...image, role: roles.get(image.written) ?? byTags[index] }));
}
