import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { imagesNotNamed, matchImages, type ImageIdentity, type ImageMatch } from '../../../report/imageMatch.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import type { ChatImage } from '../../chat/chat.ts';
import { askFirst } from '../../messages/notifications.ts';
import { namedImages, type ReportImage } from '../images/reportImages.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** What a person wants of an answer about images that the report does not name. */
export type InsertDecision<T> =
  | { readonly kind: 'insert' }
  /** `add` are the answer's images that the report does not name. */
  | { readonly kind: 'addAndInsert'; readonly add: readonly T[] };

const reasons: Readonly<Record<Exclude<ImageMatch, 'named'>, () => MessageText>> = {
  otherPatient: () => messageText`By their tags they are of different patients.`,
  otherStudy: () => messageText`By their tags they are of different studies.`,
  notNamed: () => messageText`The answer may not be about what this report describes.`,
  noneNamed: () =>
    messageText`With the image named, the report can be drafted from it, and its provenance be followed.`,
};

/**
 * Compares an answer's images with those of the report, and asks where they differ. Undefined when the person leaves.
 * Throws a `FrontMatterError` or a `ReportError` where the report's images cannot be told.
 */
export async function askAboutImages<T extends ChatImage>(
  document: vscode.TextDocument,
  images: readonly T[],
  services: ReportServices,
): Promise<InsertDecision<T> | undefined> {
  const named = namedImages(document);
  if (images.length === 0) return { kind: 'insert' };
  const answer = await Promise.all(images.map((image) => identityInChat(image, services)));
  const report = await identitiesInReport(document, named, services);
  const match = matchImages(answer, report);
  if (match === 'named') return { kind: 'insert' };
  const missing = imagesNotNamed(answer, report).map(({ image }) => image);
  const add = missing.length > 1 ? t`Add the Images and Insert` : t`Add the Image and Insert`;
  const anyway = t`Insert Anyway`;
  const about = namesInWords(images.map(({ name }) => name));
  const chosen = await askFirst(
    named.length === 0
      ? messageText`This answer is about ${about}; the report names no image.`
      : messageText`This answer is about ${about}; the report names ${namesInWords(named.map(({ name }) => name))}.`,
    reasons[match](),
    // The first is what Enter presses.
    ...(missing.length > 0 ? [add, anyway] : [anyway]),
  );
  if (chosen === anyway) return { kind: 'insert' };
  return chosen === add ? { kind: 'addAndInsert', add: missing } : undefined;
}

/** The report holds this very text already, accepted or not: false when it is not to be put in once more. */
export async function askAboutRepeat(document: vscode.TextDocument): Promise<boolean> {
  const again = t`Insert Again`;
  const chosen = await askFirst(
    messageText`This answer stands in ${basename(document.uri.path)} already.`,
    messageText`Inserted once more, the report says it twice.`,
    again,
  );
  return chosen === again;
}

/** What the file says now of patient and study counts only while it is the file that was answered about. */
async function identityInChat<T extends ChatImage>(
  image: T,
  { imaging }: ReportServices,
): Promise<ImageIdentity & { readonly image: T }> {
  const { source, fileSha256, sopInstanceHash } = image;
  const header = await imaging.header(source).catch(() => undefined);
  const isSame = header?.fileSha256 === fileSha256;
  return {
    path: source.path,
    fileSha256,
    sopInstanceHash,
    ...(isSame ? { patientHash: header.patientHash, studyHash: header.studyHash } : {}),
    image,
  };
}

/** Files outside the workspace that nobody has allowed yet are not opened for this: they have their path only. */
async function identitiesInReport(
  document: vscode.TextDocument,
  named: readonly ReportImage[],
  { imaging, outside }: ReportServices,
): Promise<readonly ImageIdentity[]> {
  const closed = await outside.unasked(
    document,
    named.map(({ path }) => path),
  );
  return Promise.all(
    named.map(async ({ path }) => {
      const header = closed.includes(path)
        ? undefined
        : await imaging.header({ kind: 'file', path }).catch(() => undefined);
      if (!header) return { path };
      const { fileSha256, sopInstanceHash, patientHash, studyHash } = header;
      return { path, fileSha256, sopInstanceHash, patientHash, studyHash };
    }),
  );
}
