import * as vscode from 'vscode';
import type { ReportProblem } from '../../report/checks/reportProblem.ts';
import { reportProblems } from '../../report/checks/reportProblems.ts';
import { plainText } from '../../text/plainText.ts';
import { diagnosticOf } from '../messages/diagnosticOf.ts';
import type { Proposals } from './proposals.ts';
import { reportOf, toRange } from './reportDocuments.ts';

/** A person who types is not told of a contradiction in the middle of a word. */
const pauseMs = 400;

const LEVELS = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/** Marks what `reportProblems` finds in open reports, and offers its fixes. Off with `llavaMed.report.checks`. */
export class ReportDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };
  readonly #proposals: Proposals;
  readonly #collection = vscode.languages.createDiagnosticCollection('llava-med');
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('llavaMed.report.checks'))
          for (const document of vscode.workspace.textDocuments) this.#check(document);
      }),
      proposals.onDidChange((document) => {
        this.#soon(document);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#check(document);
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#problems(document)
      .filter((problem) => toRange(document, problem.range).intersection(range) !== undefined)
      .flatMap((problem) => {
        if (!problem.fix) return [];
        const { title, change } = problem.fix;
        const action = new vscode.CodeAction(plainText`${title}`, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic(document, problem)];
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(
          document.uri,
          toRange(document, { start: change.offset, end: change.offset + change.length }),
          change.text,
        );
        return [action];
      });
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #soon(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.set(
      document,
      setTimeout(() => {
        this.#check(document);
      }, pauseMs),
    );
  }

  #check(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    if (document.isClosed) return;
    this.#collection.set(
      document.uri,
      this.#problems(document).map((problem) => diagnostic(document, problem)),
    );
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#collection.delete(document.uri);
  }

  #problems(document: vscode.TextDocument): ReportProblem[] {
    const report = reportOf(document);
    if (!report || !vscode.workspace.getConfiguration('llavaMed').get<boolean>('report.checks', true)) return [];
    const drafts = this.#proposals.open(document).map(({ draft }) => draft.range);
    return reportProblems(document.getText(), report, drafts) ?? [];
  }
}

function diagnostic(
  document: vscode.TextDocument,
  { code, range, message, severity }: ReportProblem,
): vscode.Diagnostic {
  return diagnosticOf(toRange(document, range), plainText`${message}`, LEVELS[severity], code);
}
