import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the view's files are; it may load nothing from elsewhere. */
export function chatResources(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The page of the chat view. Pictures come as bytes in messages (`blob:`) and as thumbnails (`data:`); nothing comes from a network. */
export function chatHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(chatResources(extensionUri), name)).toString();
  const policy = [
    "default-src 'none'",
    'img-src data: blob:',
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('chat.css')}">
<title>LLaVA-Med</title>
</head>
<body>
<script nonce="${nonce}" src="${file('chat.js')}"></script>
</body>
</html>`;
}
