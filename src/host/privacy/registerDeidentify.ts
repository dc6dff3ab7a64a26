import * as vscode from 'vscode';
import { deidentify, type DeidentifyAnswers, type DeidentifyServices } from './deidentify.ts';

/** The command `llavaMed.deidentify`; a third argument answers its questions, for callers that need not ask. */
export function registerDeidentify(services: DeidentifyServices): vscode.Disposable {
  return vscode.commands.registerCommand(
    'llavaMed.deidentify',
    (clicked?: unknown, selected?: unknown, answers?: DeidentifyAnswers) =>
      deidentify(services, clicked, selected, answers),
  );
}
