import * as vscode from 'vscode';
import type { ReportProblem } from '../../../report/checks/reportProblem.ts';
import { plainText } from '../../../text/plainText.ts';
import { diagnosticOf } from '../../messages/diagnosticOf.ts';
import { isSignedReport } from '../documents/refuseSigned.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { problemsNow, type CheckSources } from './problemsNow.ts';

/** A person who types is not told of a contradiction in the middle of a word. */
const pauseMs = 400;

const LEVELS = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

const settings = ['llavaMed.report.checks', 'llavaMed.report.severities'];

/** The problems of a document as it was at a version. */
interface Checked {
  readonly version: number;
  readonly problems: readonly ReportProblem[];
}

/**
 * Marks what is wrong in open reports, and offers the fixes. Checks after a pause, in slices; a change in between ends
 * a check that is not done. Off with `llavaMed.report.checks`.
 */
export class ReportDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };
  readonly #sources: CheckSources;
  /** What is said of each check. */
  readonly #documentation: vscode.Uri;
  readonly #collection = vscode.languages.createDiagnosticCollection('llava-med');
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #running = new Map<vscode.TextDocument, AbortController>();
  readonly #checked = new WeakMap<vscode.TextDocument, Checked>();
  readonly #done = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #subscriptions: vscode.Disposable;

  /** The problems of a document were found anew. */
  readonly onDidCheck = this.#done.event;

  constructor(sources: CheckSources, extensionUri: vscode.Uri) {
    this.#sources = sources;
    this.#documentation = vscode.Uri.joinPath(extensionUri, 'docs/reports.md');
    const soon = (document: vscode.TextDocument): void => {
      this.#soon(document);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      this.#done,
      vscode.workspace.onDidOpenTextDocument(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#stop(document);
        this.#collection.delete(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (settings.some((name) => event.affectsConfiguration(name))) vscode.workspace.textDocuments.forEach(soon);
      }),
      sources.proposals.onDidChange(soon),
      // An image may be another by now, or be looked at in another window.
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) soon(editor.document);
      }),
    );
    vscode.workspace.textDocuments.forEach(soon);
  }

  /** The problems as they are marked: those of the text before its last change, while a check waits or runs. */
  checked(document: vscode.TextDocument): readonly ReportProblem[] {
    return this.#checked.get(document)?.problems ?? [];
  }

  /** The fixes of the problems that are marked; while the document is newer than they are, and of a signed report, none. */
  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const checked = this.#checked.get(document);
    if (checked?.version !== document.version || isSignedReport(document)) return [];
    return checked.problems
      .filter((problem) => problem.fix && toRange(document, problem.range).intersection(range) !== undefined)
      .flatMap((problem) => {
        if (!problem.fix) return [];
        const { title, change } = problem.fix;
        const action = new vscode.CodeAction(plainText`${title}`, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [this.#diagnostic(document, problem)];
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
    for (const document of [...this.#waiting.keys(), ...this.#running.keys()]) this.#stop(document);
    this.#subscriptions.dispose();
  }

  #soon(document: vscode.TextDocument): void {
    this.#stop(document);
    this.#waiting.set(
      document,
      setTimeout(() => {
        this.#waiting.delete(document);
        void this.#check(document);
      }, pauseMs),
    );
  }

  #stop(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#running.get(document)?.abort();
    this.#running.delete(document);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const running = new AbortController();
    this.#running.set(document, running);
    const problems = await problemsNow(document, this.#sources, running.signal);
    if (running.signal.aborted || document.isClosed) return;
    this.#running.delete(document);
    this.#checked.set(document, { version, problems });
    this.#collection.set(
      document.uri,
      problems.map((problem) => this.#diagnostic(document, problem)),
    );
    this.#done.fire(document);
  }

  #diagnostic(document: vscode.TextDocument, { code, range, message, severity }: ReportProblem): vscode.Diagnostic {
    const target = this.#documentation.with({ fragment: code });
    return diagnosticOf(toRange(document, range), plainText`${message}`, LEVELS[severity], { value: code, target });
  }
}
