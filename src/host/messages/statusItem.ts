import * as vscode from 'vscode';
import type { LabelText } from '../../text/labelText.ts';
import type { MarkdownText } from '../../text/markdownText.ts';
import { markdownString } from './markdownString.ts';

/** What an item of the status bar shows at a time. */
export interface StatusFace {
  /** Icons of ours, then words. */
  readonly text: LabelText;
  readonly tooltip: MarkdownText;
  /** What a screen reader says; absent: the text. */
  readonly spoken?: LabelText;
  readonly failed?: boolean;
}

/** An item on the right of the status bar; hidden until it has a face. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  /** `command` is what a click does, `name` what the bar's own menu calls the item. */
  constructor(id: string, name: string, priority: number, command: vscode.Command) {
    this.#item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, priority);
    this.#item.name = name;
    this.#item.command = command;
  }

  show({ text, tooltip, spoken, failed = false }: StatusFace): void {
    this.#item.text = text;
    this.#item.tooltip = markdownString(tooltip);
    this.#item.accessibilityInformation = spoken === undefined ? undefined : { label: spoken, role: 'button' };
    this.#item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
