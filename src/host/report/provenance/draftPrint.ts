import { sentenceWords } from '../../../report/drafts/draftSentences.ts';
import type { DraftPrint } from '../../../report/drafts/proposal.ts';
import type { Language } from '../../../report/reading/words/language.ts';
import { withLineBreaks } from '../../../report/reading/textRange.ts';
import { textSha256 } from '../documents/textSha256.ts';

/** What a text can be known by without its words. */
export function draftPrint(text: string, language: Language): DraftPrint {
  const words = withLineBreaks(text, '\n');
  return {
    sha256: textSha256(words),
    sentences: sentenceWords(words, { start: 0, end: words.length }, language).map(textSha256),
  };
}
