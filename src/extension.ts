import type * as vscode from 'vscode';

/** Builds the services and registers the features, nothing else. */
export function activate(_context: vscode.ExtensionContext): void {
  // features are registered here as they land
}
