import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { readRoles, setRoles } from '../../../report/frontMatterRoles.ts';
import { IMAGE_ROLES, type ImageRole } from '../../../display/imageRole.ts';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { roledImages } from './imageRoles.ts';
import { imagesToDraftFrom } from './reportImages.ts';

const meanings: Readonly<Record<ImageRole, () => LabelText>> = {
  frontal: () => labelText`the frontal view`,
  lateral: () => labelText`the lateral view`,
  prior: () => labelText`of an earlier study: drafts say what has changed since`,
};

interface ImageRow extends PickItem {
  readonly name: string;
}

interface RoleRow extends PickItem {
  readonly role: ImageRole | undefined;
}

/**
 * Lets a person say what an image of the report is among the others; it is written into the front matter, one undo
 * step. Rejects with a `ReportError`.
 */
export async function chooseRoles(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  refuseSigned(document);
  const named = await imagesToDraftFrom(document, services);
  if (!named) return;
  const images = await roledImages(document, named, services);
  const rows: ImageRow[] = images.map(({ name, written, role }) => ({
    label: labelText`${images.filter((image) => image.name === name).length > 1 ? written : name}`,
    description: role === undefined ? labelText`no role` : labelText`${role}`,
    name: written,
  }));
  const [only] = rows;
  const row = rows.length === 1 ? only : await pickOne<ImageRow>(rows, { title: labelText`Which image's role?` });
  if (!row) return;
  const choices: RoleRow[] = [
    ...IMAGE_ROLES.map((role) => ({ label: labelText`${role}`, description: meanings[role](), role })),
    { label: labelText`as its tags say`, role: undefined },
  ];
  const choice = await pickOne<RoleRow>(choices, { title: labelText`What is ${row.name} in this report?` });
  if (!choice) return;
  const done = await editDocument(document, () => {
    const text = document.getText();
    const roles = new Map(readRoles(text).roles);
    if (choice.role) roles.set(row.name, choice.role);
    else roles.delete(row.name);
    return setRoles(text, roles, lineBreak(document));
  });
  if (!done && choice.role)
    throw new ReportError(
      t`The role could not be written into the report: it cannot be edited. Make it writable, or write "roles:" into its front matter.`,
    );
}
