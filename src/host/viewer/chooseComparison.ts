import { t } from '@vscode/l10n';
import { pickOne } from '../messages/picks.ts';
import type { PickItem } from '../messages/picks.ts';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { labelText, type LabelText } from '../../text/labelText.ts';
import { browseForImages, workspaceImages } from '../images/imageFiles.ts';
import type { OpenViewer } from './openViewer.ts';
import type { OpenViewers } from './openViewers.ts';

interface Choice extends PickItem {
  readonly uri?: vscode.Uri;
}

/**
 * Asks which image to put beside the one that is open: those of other viewers first, then those of the workspace.
 * Undefined when the user leaves.
 */
export async function chooseComparison(viewer: OpenViewer, viewers: OpenViewers): Promise<vscode.Uri | undefined> {
  const open = viewers.all.filter((other) => other !== viewer).map((other) => other.inFront?.item.uri ?? other.uri);
  const browse: Choice = { label: labelText`$(folder-opened) Browse…`, alwaysShow: true };
  const items = workspaceImages().then((images): Choice[] => {
    const known = new Set(open.map(String));
    const rest = images.filter((uri) => !known.has(uri.toString()) && uri.toString() !== viewer.uri.toString());
    return [
      ...heading(labelText`Open in a viewer`, open),
      ...open.map(choice),
      ...heading(labelText`Workspace`, rest),
      ...rest.map(choice),
      browse,
    ];
  });
  const chosen = await pickOne(items, {
    title: labelText`Compare with`,
    placeHolder: labelText`Which image beside this one?`,
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  return chosen.uri ?? (await browseForImages(t`Compare`))[0];
}

function heading(label: LabelText, under: readonly unknown[]): Choice[] {
  return under.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }];
}

function choice(uri: vscode.Uri): Choice {
  const path = vscode.workspace.asRelativePath(uri);
  return {
    label: labelText`$(file-media) ${basename(uri.path)}`,
    description: labelText`${path.slice(0, Math.max(path.lastIndexOf('/'), 0))}`,
    uri,
  };
}
