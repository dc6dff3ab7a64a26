import * as vscode from 'vscode';

/** As people of the editor's language write it, in the zone of this machine, which it names. */
export function localTime(time: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'long' }).format(time);
}
