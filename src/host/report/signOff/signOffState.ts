import * as vscode from 'vscode';
import type { TextRange } from '../../../report/reading/textRange.ts';
import { changedAfterSignOff } from '../../../report/signOff/changedAfterSignOff.ts';
import { isSigned, statusOf, type SignOffStatus } from '../../../report/signOff/reportStatus.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { textSha256 } from '../documents/textSha256.ts';

export interface SignOffState extends SignOffStatus {
  /** Final, by a signature, whether it still holds or not. */
  readonly isSigned: boolean;
  /** The front matter says final, without a signature: nobody has signed this here. */
  readonly onlySaysFinal: boolean;
  /** Where the front matter says of a signature that no longer holds. */
  readonly changed: TextRange | undefined;
}

const known = new WeakMap<vscode.TextDocument, { version: number; state: SignOffState | undefined }>();

/** The state of a report; undefined for a document that is none. */
export function signOffOf(document: vscode.TextDocument): SignOffState | undefined {
  const before = known.get(document);
  if (before?.version === document.version) return before.state;
  const text = document.getText();
  const state = reportOf(document) ? stateOf(text) : undefined;
  known.set(document, { version: document.version, state });
  return state;
}

function stateOf(text: string): SignOffState {
  const written = statusOf(text);
  const signed = isSigned(written);
  const onlySaysFinal = written.status === 'final' && !signed;
  const changed = onlySaysFinal ? undefined : changedAfterSignOff(text, textSha256);
  return { ...written, isSigned: signed, onlySaysFinal, changed };
}

/** When it was signed, as people of the editor's language write it; what is no time, as it is written. */
export function signedTime({ signed = '' }: SignOffStatus): string {
  const time = new Date(signed);
  if (Number.isNaN(time.getTime())) return signed;
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
