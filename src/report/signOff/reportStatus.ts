import { readKeys } from '../frontMatterKeys.ts';
import type { ReportStatus } from './signOffRecord.ts';

/** What signing off writes into the front matter. They are no part of what is signed. */
export const signOffKeys = ['status', 'signed', 'signed-sha256', 'signed-by', 'override'] as const;

export interface SignOffStatus {
  readonly status: ReportStatus;
  /** As written: ISO 8601, UTC, but for what a person has put there. */
  readonly signed: string | undefined;
  /** Of `signedText`, lower-case hex; as written, so it may be anything. */
  readonly sha256: string | undefined;
  /** Who has signed, as that person wants to be named. */
  readonly by: string | undefined;
}

/** What a report's front matter says of its state. Words that are not ours say nothing: the report is a draft. */
export function statusOf(text: string): SignOffStatus {
  const keys = readKeys(text, signOffKeys);
  const written = keys.status?.toLowerCase();
  return {
    status: written === 'final' || written === 'preliminary' ? written : 'draft',
    signed: keys.signed,
    sha256: keys['signed-sha256']?.toLowerCase(),
    by: keys['signed-by'],
  };
}

/** Final, with a signature. Without one, somebody has only written that word. */
export function isSigned({ status, sha256 = '' }: SignOffStatus): boolean {
  return status === 'final' && /^[\da-f]{64}$/.test(sha256);
}
