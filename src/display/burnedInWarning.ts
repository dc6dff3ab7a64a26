import { t } from '@vscode/l10n';
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
  const isLikely = risks.some(({ level }) => level === 'likely');
  const [{ reason }, { length: some }, { length: all }] = [worst, risks, headers];
  if (all === 1)
    return isLikely
      ? t`The picture may have a name or number burned into the pixels: ${reason}. De-identification does not remove it. Look before you send.`
      : t`The picture has a name or number burned into the pixels: ${reason}. De-identification does not remove it. Look before you send.`;
  return isLikely
    ? t`${some} of ${all} pictures may have a name or number burned into the pixels: ${reason}. De-identification does not remove it. Look before you send.`
    : t`${some} of ${all} pictures have a name or number burned into the pixels: ${reason}. De-identification does not remove it. Look before you send.`;
}
