import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Engine } from '../../protocol/engine.ts';
import { messageText } from '../../text/messageText.ts';
import { showWarning } from '../messages/notifications.ts';
import { convertInEditor, type ConvertServices } from './convertInEditor.ts';
import { InspectPanel, type InspectServices } from './inspectPanel.ts';
import { pairOfFile } from './pairOfFile.ts';

export const INSPECT = 'llavaMed.inspect';

export interface WeightsServices extends InspectServices, ConvertServices {
  readonly engine: Engine;
}

/** Where models come from and whether they can be trusted: the Inspect page, and converting. */
export function registerWeights(services: WeightsServices): vscode.Disposable {
  const { settings } = services;
  const warned = new Set<string>();
  const onModel = services.engine.onDidChangeState((state) => {
    if (state.kind !== 'ready' || warned.has(state.model.sha256)) return;
    const { doubts = [], name, sha256 } = state.model;
    if (doubts.length === 0) return;
    warned.add(sha256);
    void warn(name, doubts);
  });
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(
      INSPECT,
      {
        openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: async ({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel) => {
          panel.title = basename(uri.path);
          new InspectPanel(panel, await pairOfFile(uri.fsPath, settings.load().pair), services);
        },
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
    vscode.commands.registerCommand('llavaMed.inspectModel', (clicked?: unknown) =>
      inspect(services, clicked instanceof vscode.Uri ? clicked : undefined),
    ),
    vscode.commands.registerCommand('llavaMed.convertCheckpoint', () => convertInEditor(services)),
    new vscode.Disposable(() => {
      onModel.dispose();
    }),
  );
}

/** Of the file that was clicked, or of the pair in use. */
async function inspect(services: InspectServices, clicked: vscode.Uri | undefined): Promise<void> {
  if (clicked !== undefined) {
    await vscode.commands.executeCommand('vscode.openWith', clicked, INSPECT);
    return;
  }
  const panel = vscode.window.createWebviewPanel(INSPECT, t`Inspect Model`, vscode.ViewColumn.Active);
  new InspectPanel(panel, services.settings.load().pair, services);
}

async function warn(name: string, doubts: readonly string[]): Promise<void> {
  const inspectIt = t`Inspect…`;
  const picked = await showWarning(
    messageText`${name} is suspicious: it may answer fluently and wrongly. ${doubts.join(' ')}`,
    inspectIt,
  );
  if (picked === inspectIt) await vscode.commands.executeCommand('llavaMed.inspectModel');
}
