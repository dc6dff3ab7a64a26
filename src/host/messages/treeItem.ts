import * as vscode from 'vscode';
import type { LabelText } from '../../text/labelText.ts';

export interface TreeItemParts {
  readonly id: string;
  readonly label: LabelText;
  readonly description: LabelText;
  readonly tooltip: LabelText;
  /** A codicon's name. */
  readonly icon: string;
  readonly contextValue: string;
  readonly command?: vscode.Command;
}

/** An entry of a tree without children. */
export function treeItem({ id, label, icon, command, ...texts }: TreeItemParts): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  Object.assign(item, texts);
  item.id = id;
  if (command !== undefined) item.command = command;
  return item;
}
