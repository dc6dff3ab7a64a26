import * as vscode from 'vscode';
import { Pause } from '../documents/pause.ts';
import { joinMarkdown, markdownText } from '../../../text/markdownText.ts';
import { hoverOf } from '../../messages/markdownString.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { reportFields } from './reportFields.ts';

/** Marks the fields of reports that are yet to be filled, and says at each what may stand there. */
export class FieldMarks implements vscode.HoverProvider, vscode.Disposable {
  readonly #mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('llavaMed.fieldBackground'),
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('llavaMed.fieldBorder'),
    overviewRulerColor: new vscode.ThemeColor('llavaMed.fieldBorder'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #subscriptions: vscode.Disposable;
  readonly #pause = new Pause(() => {
    this.#show();
  });

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#mark,
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#show();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) this.#pause.soon();
      }),
    );
    this.#show();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    const field = reportFields(document).find(({ range }) => range.start <= offset && offset < range.end);
    if (!field) return undefined;
    const { label, options, preset } = field;
    return hoverOf(
      joinMarkdown(
        [
          label === '' ? markdownText`**To be filled**` : markdownText`**To be filled:** ${label}`,
          ...options.map((option) =>
            option === preset ? markdownText`- ${option} (usual)` : markdownText`- ${option}`,
          ),
        ],
        '\n',
      ),
      toRange(document, field.range),
    );
  }

  dispose(): void {
    this.#pause.dispose();
    this.#subscriptions.dispose();
  }

  #show(): void {
    for (const editor of vscode.window.visibleTextEditors)
      editor.setDecorations(
        this.#mark,
        reportFields(editor.document).map(({ range }) => toRange(editor.document, range)),
      );
  }
}
