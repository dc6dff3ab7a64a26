import * as vscode from 'vscode';
import type { LabelText } from '../../text/labelText.ts';

/** Who looks at an image or a view that comes to the front while choosing does not lose the choice: Escape leaves it. */
const stays = { ignoreFocusOut: true } as const;

/** An entry of a picker; `$(name)` in our part of its texts is an icon, in a foreign part it is not. */
export interface PickItem extends vscode.QuickPickItem {
  label: LabelText;
  description?: LabelText;
  detail?: LabelText;
}

export interface PickOptions extends vscode.QuickPickOptions {
  title?: LabelText;
  placeHolder?: LabelText;
}

/** The entry that was chosen; undefined when the user leaves. */
export function pickOne<T extends PickItem>(
  items: readonly T[] | Thenable<readonly T[]>,
  options: PickOptions & { readonly canPickMany?: never },
): Thenable<T | undefined> {
  return vscode.window.showQuickPick(items, { ...stays, ...options });
}

/** The entries that were ticked; undefined when the user leaves. */
export function pickMany<T extends PickItem>(
  items: readonly T[] | Thenable<readonly T[]>,
  options: PickOptions & { readonly canPickMany?: never },
): Thenable<readonly T[] | undefined> {
  return vscode.window.showQuickPick(items, { ...stays, ...options, canPickMany: true });
}

/** A picker that is filled and listened to by its owner, who disposes of it. */
export function createPicker<T extends PickItem>(title: LabelText, placeholder: LabelText): vscode.QuickPick<T> {
  const picker = vscode.window.createQuickPick<T>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.ignoreFocusOut = stays.ignoreFocusOut;
  return picker;
}
