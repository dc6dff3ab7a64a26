import type { ImageHeader } from './imageHeader.ts';

/**
 * What a person must be asked before pictures leave this machine; undefined when nothing speaks against it. Every
 * engine that is not local has to show this, and wait for an answer, before it sends an image.
 */
export function warningBeforeSending(headers: readonly Pick<ImageHeader, 'burnedIn'>[]): string | undefined {
  const risks = headers.flatMap(({ burnedIn }) => (burnedIn === undefined ? [] : [burnedIn]));
  // The surest reason is the one to read.
  const [worst] = [...risks].sort((a, b) => a.level.localeCompare(b.level));
  if (worst === undefined) return undefined;
  const which = headers.length === 1 ? 'The picture' : `${risks.length} of ${headers.length} pictures`;
  const certainty = risks.some(({ level }) => level === 'likely') ? 'may have' : headers.length === 1 ? 'has' : 'have';
  return `${which} ${certainty} a name or number burned into the pixels: ${worst.reason}. De-identification does not remove it. Look before you send.`;
}
