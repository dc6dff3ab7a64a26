/** What two findings of one sentence share, beyond what the report checks let them share. */
import type { Mention } from '../../report/reading/statements/mention.ts';
import type { TextRange } from '../../report/reading/textRange.ts';

/** Between a finding and the side behind it: `effusion on the left`, `opacity in the right`. */
const place = /^\s*(?:(?:is|are|seen|noted|present|in|on|of|at|within|over|involving|projecting)\s+)*(?:the\s+)?$/i;
const versus = /^\s*(?:versus|vs\.?)\s*$/i;

/**
 * The checks give a side to one finding: in "effusion on the left with blunting" the blunting has it, and the effusion
 * none. And of "atelectasis versus pneumonia" they doubt the second only. In both, both have it.
 */
export function sharedBySentence(
  text: string,
  mentions: readonly Mention[],
  sentenceOf: readonly TextRange[],
): Mention[] {
  return mentions.map((mention, index) => {
    const next = mentions[index + 1];
    if (!next || sentenceOf[index] !== sentenceOf[index + 1]) return mention;
    const isDoubted =
      mention.assertion === 'affirmed' &&
      next.assertion === 'uncertain' &&
      versus.test(text.slice(mention.range.end, next.range.start));
    const doubted: Mention = isDoubted ? { ...mention, assertion: 'uncertain' } : mention;
    const { sideRange } = next;
    const isBetween =
      sideRange !== undefined && sideRange.start >= mention.range.end && sideRange.end <= next.range.start;
    if (mention.sides.length > 0 || !isBetween || !place.test(text.slice(mention.range.end, sideRange.start)))
      return doubted;
    return { ...doubted, sides: next.sides, sideRange };
  });
}
