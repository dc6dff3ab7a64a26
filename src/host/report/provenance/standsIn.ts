import { withLineBreaks } from '../../../report/reading/textRange.ts';
import { textSha256 } from '../documents/textSha256.ts';

/** Whether a text known by its hash and length (line breaks as `\n`) stands in another, where a paragraph can start. */
export function standsIn(
  text: string,
  { sha256, length }: { readonly sha256: string; readonly length: number },
): boolean {
  if (length === 0) return false;
  const words = withLineBreaks(text, '\n');
  return Array.from(words.matchAll(/(?<=^[ \t]*|:[ \t]+)(?=\S)/gm), ({ index }) => index).some((start) => {
    const found = words.slice(start, start + length);
    return found.length === length && textSha256(found) === sha256;
  });
}
