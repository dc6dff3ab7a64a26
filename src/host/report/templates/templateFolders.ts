import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { TemplateSource } from '../../../report/templates/reportTemplate.ts';

/** A place on this machine's disk where templates and macros lie as files. Either folder may not be there. */
export interface TemplateFolder {
  readonly source: Exclude<TemplateSource, 'builtIn'>;
  /** What a person calls it: the workspace folder's name; undefined for the user's own. */
  readonly workspace: string | undefined;
  /** Paths of the folders of `*.md` files. */
  readonly templates: string;
  readonly macros: string;
}

/**
 * The user's folder, then those of the workspace's folders. The user's is the one that the setting names (`~` and a
 * relative path start in the home folder), else one in the extension's own storage.
 */
export function templateFolders(globalStorage: vscode.Uri): readonly TemplateFolder[] {
  const setting = vscode.workspace.getConfiguration('llavaMed').get<string>('report.templatesFolder', '').trim();
  const own = setting === '' ? globalStorage.fsPath : resolve(homedir(), setting.replace(/^~(?:[/\\]|$)/, ''));
  const shared = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return [
    folderIn('user', undefined, own),
    ...shared.map(({ uri, name }) =>
      folderIn('workspace', name || basename(uri.fsPath), join(uri.fsPath, '.llava-med')),
    ),
  ];
}

function folderIn(source: TemplateFolder['source'], workspace: string | undefined, path: string): TemplateFolder {
  return { source, workspace, templates: join(path, 'templates'), macros: join(path, 'macros') };
}
