import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the viewer's files are; it may load nothing from elsewhere. */
export function viewerResources(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The page of a viewer. Pixels come as messages. A worker cannot be started across origins, so the script fetches its source (`data-worker`,
 * hence `connect-src`) and starts it as a blob.
 */
export function viewerHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(viewerResources(extensionUri), name)).toString();
  const policy = [
    "default-src 'none'",
    'img-src data: blob:',
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    'worker-src blob:',
    `connect-src ${webview.cspSource}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('viewer.css')}">
<title>LLaVA-Med Image Viewer</title>
</head>
<body data-worker="${file('viewerWorker.js')}">
<script nonce="${nonce}" src="${file('viewer.js')}"></script>
</body>
</html>`;
}
