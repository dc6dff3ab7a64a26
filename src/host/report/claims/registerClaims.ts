import * as vscode from 'vscode';
import { claimsAt, findingsClaims } from '../../../report/prompts/reportClaims.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { namedDocument } from '../documents/namedDocument.ts';
import { reportOf, reportSelector, toRange } from '../documents/reportDocuments.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { ClaimActions } from './claimActions.ts';
import { ClaimChecking } from './claimChecking.ts';
import { ClaimDecorations } from './claimDecorations.ts';
import { ClaimHints } from './claimHints.ts';
import { ClaimHover } from './claimHover.ts';
import { ClaimResults, type FollowedSentence } from './claimResults.ts';
import { ClaimTree, revealCommand } from './claimTree.ts';

const openReport = (): MessageText =>
  messageText`Open a report first: a Markdown or text file with headings such as Findings and Impression.`;

/** Sentences of a report asked of the model against the report's images; what it answers stands beside them. */
export function registerClaims(services: ReportServices): vscode.Disposable {
  const results = new ClaimResults();
  const checking = new ClaimChecking(services, results);
  const tree = new ClaimTree(results);
  return vscode.Disposable.from(
    results,
    tree,
    new ClaimDecorations(results),
    vscode.languages.registerInlayHintsProvider(reportSelector, new ClaimHints(results)),
    hasClaims(results),
    vscode.window.registerTreeDataProvider('llavaMed.claims', tree),
    vscode.languages.registerHoverProvider(reportSelector, new ClaimHover(results)),
    vscode.languages.registerCodeActionsProvider(reportSelector, new ClaimActions(), ClaimActions.metadata),
    vscode.commands.registerCommand('llavaMed.checkClaim', async (uri?: unknown, start?: unknown, end?: unknown) => {
      const document = namedDocument(uri);
      const report = document && reportOf(document);
      if (!report) {
        tell(openReport());
        return;
      }
      const at =
        typeof start === 'number' ? { start, end: typeof end === 'number' ? end : start } : selectionIn(document);
      const sentences = at ? claimsAt(document.getText(), report, at) : [];
      if (sentences.length === 0) {
        tell(messageText`Put the cursor into a sentence of the report, or select some, and check again.`);
        return;
      }
      await checking.check(document, sentences);
    }),
    vscode.commands.registerCommand('llavaMed.checkFindings', async (uri?: unknown) => {
      const document = namedDocument(uri);
      const report = document && reportOf(document);
      if (!report) {
        tell(openReport());
        return;
      }
      const sentences = findingsClaims(document.getText(), report);
      if (sentences.length === 0) {
        tell(messageText`The Findings of this report have no sentence yet.`);
        return;
      }
      await checking.check(document, sentences);
    }),
    vscode.commands.registerCommand('llavaMed.clearClaims', () => {
      results.clear();
    }),
    vscode.commands.registerCommand(revealCommand, async (sentence: FollowedSentence) => {
      const { document } = sentence;
      if (document.isClosed) return;
      await vscode.window.showTextDocument(document, { selection: toRange(document, sentence.range) });
    }),
  );
}

/** Keeps the `when` key `llavaMed.hasClaims` true. */
function hasClaims(results: ClaimResults): vscode.Disposable {
  let last = false;
  return results.onDidChange(() => {
    if (last === !results.isEmpty) return;
    last = !results.isEmpty;
    void vscode.commands.executeCommand('setContext', 'llavaMed.hasClaims', last);
  });
}

function tell(text: MessageText): void {
  void showInformation(text);
}

function selectionIn(document: vscode.TextDocument): { readonly start: number; readonly end: number } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return undefined;
  return { start: document.offsetAt(editor.selection.start), end: document.offsetAt(editor.selection.end) };
}
