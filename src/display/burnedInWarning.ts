import type { ImageHeader } from './imageHeader.ts';

/**
 * What a person must be asked before pictures leave this machine; undefined when nothing speaks against it. Every engine that is not local has
 * to show this, and wait for an answer, before it sends an image.
 */
export function warningBeforeSending(headers: readonly Pick<ImageHeader, 'burnedIn'>[]): string | undefined {
  const risks = headers.flatMap(({ burnedIn }) => (burnedIn === undefined ? [] : [burnedIn]));
  const [worst] = [...risks].sort((a, b) => a.level.localeCompare(b.level));
  if (worst === undefined) return undefined;
  const many = headers.length === 1 ? 'The picture' : `${risks.length} of ${headers.length} pictures`;
  return `${many} ${worst.level === 'declared' ? 'has' : 'may have'} a name or number burned into the pixels: ${worst.reason}. De-identification does not remove it. Look before you send.`;
}
