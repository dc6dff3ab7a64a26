import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { labelText } from '../../../text/labelText.ts';
import { signedTime, signOffOf } from './signOffState.ts';

/** Above a signed report: since when it is, what can be done, and that it was changed. */
export class SignOffLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const state = signOffOf(document);
    if (!state || (!state.isSigned && !state.changed)) return [];
    const lens = (title: string, command: string, tooltip: string): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title,
        command: `llavaMed.${command}`,
        tooltip,
        arguments: [document.uri.toString()],
      });
    const reopen = lens(t`Reopen`, 'reopenReport', t`Make the report a draft again`);
    if (state.changed)
      return [lens(labelText`$(warning) Changed after sign-off`, 'reportSteps', t`What can be done`), reopen];
    const time = signedTime(state);
    return [
      lens(
        time === '' ? labelText`$(lock) Final` : labelText`$(lock) Final, signed ${time}`,
        'reportSteps',
        t`What can be done`,
      ),
      lens(t`Add Addendum`, 'addAddendum', t`Write below the report; what is signed stays as it is`),
      reopen,
    ];
  }
}
