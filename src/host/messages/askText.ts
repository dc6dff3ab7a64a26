import * as vscode from 'vscode';
import type { MessageText } from '../../text/messageText.ts';

export interface TextQuestion {
  readonly title: MessageText;
  readonly prompt: MessageText;
  readonly value: string;
  /** Not shown while it is typed. */
  readonly isSecret?: boolean;
  /** Why a value will not do; undefined where it will. */
  readonly refusal?: (value: string) => string | undefined;
}

/** Undefined when the user leaves. */
export function askText({ title, prompt, value, isSecret, refusal }: TextQuestion): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...{ title, prompt, value, ignoreFocusOut: true },
    ...(isSecret === true && { password: true }),
    ...(refusal && { validateInput: refusal }),
  });
}
