import * as vscode from 'vscode';

/**
 * Opens the settings with all of ours. In a remote window, which one in a browser is too, its User tab hides those that
 * belong to the machine that the model runs on: its Remote tab has them all.
 */
export async function openSettings(extensionId: string): Promise<void> {
  const query = `@ext:${extensionId}`;
  if (vscode.env.remoteName === undefined) await vscode.commands.executeCommand('workbench.action.openSettings', query);
  else await vscode.commands.executeCommand('workbench.action.openRemoteSettings', { query });
}
