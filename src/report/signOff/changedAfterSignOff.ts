import { rangeOfKey } from '../frontMatterKeys.ts';
import type { TextRange } from '../reading/textRange.ts';
import { statusOf } from './reportStatus.ts';
import { signedParts } from './signedText.ts';

/**
 * The front matter's line of the signature when the text is no longer what was signed; undefined when it is, and where
 * nothing is signed. Addenda below do not count. `sha256` answers lower-case hex, of the text's UTF-8 bytes.
 */
export function changedAfterSignOff(text: string, sha256: (text: string) => string): TextRange | undefined {
  const signed = statusOf(text).sha256;
  if (signed === undefined || signedParts(text).some((part) => sha256(part) === signed)) return undefined;
  return rangeOfKey(text, 'signed-sha256');
}
