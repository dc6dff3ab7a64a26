import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ImageHeader } from '../../../display/imageHeader.ts';
import type { TagSection } from '../../../report/drafts/tagWords.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { messageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { roledImages } from '../images/imageRoles.ts';
import { imagesToDraftFrom } from '../images/reportImages.ts';
import { fillEmptySection } from './fillEmptySection.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';

/** A section that tags can fill. */
export interface TagFilling {
  readonly kind: TagSection;
  /** What the tags say; undefined where they say nothing. */
  readonly words: (current: readonly ImageHeader[], priors: readonly ImageHeader[]) => string | undefined;
  /** What a person is told then, and the way out. */
  readonly silent: string;
}

/**
 * Writes what the DICOM tags of the report's images say into a section in which nobody has written. No model has a part
 * in it, so it is an edit like any other and no proposal. Rejects with a `ReportError` or an `ImagingError`.
 */
export async function fillFromTags(
  document: vscode.TextDocument,
  services: ReportServices,
  { kind, words, silent }: TagFilling,
): Promise<void> {
  refuseSigned(document);
  const named = await imagesToDraftFrom(document, services);
  if (!named) return;
  const title = sectionInWords(kind);
  const images = await withCancellableProgress(
    messageText`Filling the ${title} from ${namesInWords(named.map(({ name }) => name))}`,
    (signal) => roledImages(document, named, services, signal).catch(rethrowUnlessAborted(signal)),
  );
  if (!images) return;
  const found = words(
    images.filter(({ role }) => role !== 'prior').map(({ header }) => header),
    images.filter(({ role }) => role === 'prior').map(({ header }) => header),
  );
  if (found === undefined) throw new ReportError(silent);
  if (!(await fillEmptySection(document, kind, found)))
    throw new ReportError(
      t`The ${title} of this report is already written, or the report cannot be edited. Empty the section to have it filled.`,
    );
}

/** Cancelling is no error. */
function rethrowUnlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) throw error;
    return undefined;
  };
}
