import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as vscode from 'vscode';

/** A folder of this machine's disk whose `*.md` files are prompts. It may not be there. */
export interface PromptFolder {
  readonly source: 'user' | 'workspace';
  /** What a person calls it: the workspace folder's name; undefined for the user's own. */
  readonly workspace: string | undefined;
  readonly path: string;
  /** Its Markdown files, for a watcher. */
  readonly pattern: vscode.RelativePattern;
}

/** Where prompts lie in a workspace folder. */
const IN_WORKSPACE = '.llava-med/prompts';

/**
 * The user's folder, then those of the workspace's folders. The user's is the one that the setting names (`~` and a
 * relative path start in the home folder), else one in the extension's own storage.
 */
export function promptFolders(globalStorage: vscode.Uri): readonly [PromptFolder, ...PromptFolder[]] {
  const setting = vscode.workspace.getConfiguration('llavaMed').get<string>('prompts.folder', '').trim();
  const own =
    setting === '' ? join(globalStorage.fsPath, 'prompts') : resolve(homedir(), setting.replace(/^~(?:[/\\]|$)/, ''));
  const shared = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  return [
    {
      ...{ source: 'user', workspace: undefined, path: own },
      pattern: new vscode.RelativePattern(vscode.Uri.file(own), '*.md'),
    },
    ...shared.map((folder): PromptFolder => ({
      source: 'workspace',
      workspace: folder.name || basename(folder.uri.fsPath),
      path: join(folder.uri.fsPath, IN_WORKSPACE),
      pattern: new vscode.RelativePattern(folder, `${IN_WORKSPACE}/*.md`),
    })),
  ];
}
