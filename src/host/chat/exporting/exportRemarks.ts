import { counted } from '../../../text/counted.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import type { ExportRemarks } from './composeExport.ts';

/** What an export lacks, in a sentence; undefined where it has everything. */
export function exportRemarks(remarks: ExportRemarks): MessageText | undefined {
  const { unreadable, aboutSeveralImages, withoutImage, unanswered } = remarks;
  const lacks = [
    ...(unreadable === 0 ? [] : [`${counted(unreadable, 'image')} that could not be read any more`]),
    ...(aboutSeveralImages === 0
      ? []
      : [`${counted(aboutSeveralImages, 'question')} about several images, as a LLaVA conversation has one`]),
    ...(withoutImage === 0 ? [] : [`${counted(withoutImage, 'question')} without an image`]),
    ...(unanswered === 0 ? [] : [`${counted(unanswered, 'question')} without a whole answer`]),
  ];
  return lacks.length === 0 ? undefined : messageText`Left out of the export: ${lacks.join('; ')}.`;
}
