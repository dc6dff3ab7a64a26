import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface ViewPage {
  /** Of its bundle in dist/webview: `NAME.js` and `NAME.css`. */
  readonly name: 'chat' | 'viewer' | 'inspect' | 'compare' | 'evaluation' | 'statistics' | 'history';
  readonly title: string;
  /**
   * The bundle of its worker. A worker cannot be started across origins, so the page's script fetches this file
   * (`data-worker` of the body, hence `connect-src`) and starts it as a blob.
   */
  readonly worker?: string;
}

/**
 * Puts a view's page into its webview, with the texts of the editor's language. Pixels come as bytes in messages
 * (`blob:`) and as thumbnails (`data:`); nothing comes from a network.
 */
export function openPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: ViewPage): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = html(webview, page, (file) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString());
}

function html(
  { cspSource }: vscode.Webview,
  { name, title, worker }: ViewPage,
  address: (file: string) => string,
): string {
  const texts = vscode.l10n.bundle;
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    'img-src data: blob:',
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...(worker === undefined ? [] : ['worker-src blob:', `connect-src ${cspSource}`]),
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${texts === undefined ? 'en' : vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address(`${name}.css`)}">
<title>${title}</title>
</head>
<body${worker === undefined ? '' : ` data-worker="${address(worker)}"`}>
<script type="application/json" id="texts">${JSON.stringify(texts ?? {}).replaceAll('<', '\\u003c')}</script>
<script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}
