import type { TextRange } from '../../../report/reading/textRange.ts';
import { textSha256 } from '../documents/textSha256.ts';

/** Names a sentence of a draft without its words, for as long as the draft is as it is. `text` is the document. */
export function sentencePrint(text: string, draft: TextRange, sentence: TextRange): string {
  return `${String(sentence.start - draft.start)} ${textSha256(text.slice(sentence.start, sentence.end))}`;
}
