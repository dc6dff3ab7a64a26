import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { RESULTS_NAME } from '../../evaluation/runs/runFolder.ts';
import { labelText } from '../../text/labelText.ts';
import { pickOne, type PickItem } from '../messages/picks.ts';
import { runName } from './resultsFile.ts';

const OFFERED = 200;

interface Choice extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Asks which run to put beside this one: those of the workspace, or a file. Undefined when the user leaves. */
export async function chooseResults(shown: vscode.Uri): Promise<vscode.Uri | undefined> {
  const found = vscode.workspace.findFiles(`**/${RESULTS_NAME}`, '**/node_modules/**', OFFERED);
  const items = found.then((uris): Choice[] => [
    ...uris
      .filter((uri) => uri.toString() !== shown.toString())
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((uri) => ({
        label: labelText`$(graph) ${runName(uri)}`,
        description: labelText`${vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'))}`,
        uri,
      })),
    { label: labelText`$(folder-opened) Browse…`, alwaysShow: true },
  ]);
  const chosen = await pickOne(items, {
    title: labelText`Compare with another run`,
    placeHolder: labelText`Which run beside ${runName(shown)}?`,
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  return chosen.uri ?? browse(shown);
}

async function browse(shown: vscode.Uri): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: t`The ${RESULTS_NAME} of another run`,
    openLabel: t`Compare`,
    defaultUri: vscode.Uri.joinPath(shown, '..', '..'),
    filters: { [t`Evaluation results`]: ['json'] },
  });
  return picked?.[0];
}
