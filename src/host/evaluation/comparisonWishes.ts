import * as vscode from 'vscode';

/** Which run a results page is to be put beside, when another part of the editor opens it: taken by the page, once. */
export class ComparisonWishes {
  readonly #others = new Map<string, vscode.Uri>();
  readonly #wished = new vscode.EventEmitter<string>();

  /** The page's address as text, for a page that is open. */
  readonly onDidWish = this.#wished.event;

  wish(shown: vscode.Uri, other: vscode.Uri): void {
    this.#others.set(shown.toString(), other);
    this.#wished.fire(shown.toString());
  }

  take(shown: vscode.Uri): vscode.Uri | undefined {
    const other = this.#others.get(shown.toString());
    this.#others.delete(shown.toString());
    return other;
  }
}
