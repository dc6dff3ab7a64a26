import { t } from '@vscode/l10n';
import { counted } from '../../../text/counted.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import type { ExportRemarks } from './composeExport.ts';

/** What an export lacks, in a sentence; undefined where it has everything. */
export function exportRemarks(remarks: ExportRemarks): MessageText | undefined {
  const { unreadable, aboutSeveralImages, withoutImage, unanswered } = remarks;
  const lacks = [
    ...(unreadable === 0 ? [] : [unreadableText(unreadable)]),
    ...(aboutSeveralImages === 0
      ? []
      : [t`${counted(aboutSeveralImages, 'question')} about several images, as a LLaVA conversation has one`]),
    ...(withoutImage === 0 ? [] : [t`${counted(withoutImage, 'question')} without an image`]),
    ...(unanswered === 0 ? [] : [t`${counted(unanswered, 'question')} without a whole answer`]),
  ];
  return lacks.length === 0 ? undefined : messageText`Left out of the export: ${lacks.join('; ')}.`;
}

function unreadableText(count: number): string {
  return count === 1 ? t`1 image that could not be read any more` : t`${count} images that could not be read any more`;
}
