import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { runName } from './resultsFile.ts';
import { ResultsPanel, type ResultsServices } from './resultsPanel.ts';

export const RESULTS_EDITOR = 'llavaMed.evaluationResults';

/** The results page as the editor of a run's `evaluation-results.json`. */
export function registerResultsEditor(services: ResultsServices): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    RESULTS_EDITOR,
    {
      openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: ({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel) => {
        panel.title = t`Results: ${runName(uri)}`;
        new ResultsPanel(uri, panel, services);
      },
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}
