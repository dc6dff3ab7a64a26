import type { SignatureFault } from '../checks/checkContext.ts';
import { rangeOfKey } from '../frontMatterKeys.ts';
import { isSigned, statusOf } from './reportStatus.ts';
import { signedParts } from './signedText.ts';

/**
 * The front matter's line of the signature when the text is no longer what was signed, and that of the status when it
 * says final without a signature; undefined when all is well, and where nothing is signed. Addenda below do not count.
 * `sha256` answers lower-case hex, of the text's UTF-8 bytes.
 */
export function changedAfterSignOff(text: string, sha256: (text: string) => string): SignatureFault | undefined {
  const status = statusOf(text);
  if (status.status === 'final' && !isSigned(status)) {
    const range = rangeOfKey(text, 'status');
    return range && { ...range, why: 'notSigned' };
  }
  const signed = status.sha256;
  if (signed === undefined || signedParts(text).some((part) => sha256(part) === signed)) return undefined;
  return rangeOfKey(text, 'signed-sha256');
}
