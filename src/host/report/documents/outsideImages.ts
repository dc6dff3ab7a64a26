import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { namesInWords } from '../../../report/namesInWords.ts';
import { joinMessages, messageText, type MessageText } from '../../../text/messageText.ts';
import { askFirst } from '../../messages/notifications.ts';
import { ReportError } from './reportFailure.ts';

/** Of each report (by its URI), hashes of the files outside the workspace that a person let it read. */
type Allowed = Readonly<Record<string, readonly string[]>>;

const key = 'report.imagesOutside';

/**
 * A report is text that may come from anywhere, so the files that it names are read without a question only inside the
 * workspace (in its own folder where no workspace is open). Links are followed before that is judged.
 */
export class OutsideImages {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Of these paths, those that may not be read without a question. */
  async unasked(document: vscode.TextDocument, paths: readonly string[]): Promise<readonly string[]> {
    const roots = await workspaceRoots(document);
    const allowed = this.#read()[document.uri.toString()] ?? [];
    const judged = await Promise.all(
      paths.map(async (path) => {
        const real = await realpath(path).catch(() => path);
        return roots.some((root) => isInside(root, real)) || allowed.includes(hashOf(real)) ? [] : [path];
      }),
    );
    return judged.flat();
  }

  /** Asks for those that were not asked for yet. Rejects with a `ReportError` when the person says no. */
  async ask(document: vscode.TextDocument, paths: readonly string[]): Promise<void> {
    const unasked = await this.unasked(document, paths);
    if (unasked.length === 0) return;
    const read = unasked.length === 1 ? t`Read It` : t`Read Them`;
    const isInFolder = vscode.workspace.workspaceFolders === undefined;
    const chosen = await askFirst(
      question(unasked.length, isInFolder),
      joinMessages(
        [
          ...unasked.map((path) => messageText`${path}`),
          messageText``,
          unasked.length === 1
            ? messageText`Read it only if you know why this report names it. You are asked once.`
            : messageText`Read them only if you know why this report names them. You are asked once.`,
        ],
        '\n',
      ),
      read,
    );
    if (chosen !== read)
      throw new ReportError(
        isInFolder
          ? t`The report names ${namesInWords(unasked)} outside its own folder, and that was not to be read. Name other images under "images:" in its front matter, or try again and allow it.`
          : t`The report names ${namesInWords(unasked)} outside the workspace, and that was not to be read. Name other images under "images:" in its front matter, or try again and allow it.`,
      );
    await this.allow(document, unasked);
  }

  /** A person chose these files for the report. */
  async allow(document: vscode.TextDocument, paths: readonly string[]): Promise<void> {
    const all = this.#read();
    const uri = document.uri.toString();
    const hashes = await Promise.all(paths.map(async (path) => hashOf(await realpath(path).catch(() => path))));
    await this.#memento.update(key, { ...all, [uri]: [...new Set([...(all[uri] ?? []), ...hashes])] });
  }

  #read(): Allowed {
    return this.#memento.get<Allowed>(key, {});
  }
}

/** `isInFolder`: no workspace is open. */
function question(count: number, isInFolder: boolean): MessageText {
  if (isInFolder)
    return count === 1
      ? messageText`This report names an image outside its own folder.`
      : messageText`This report names ${count} images outside its own folder.`;
  return count === 1
    ? messageText`This report names an image outside the workspace.`
    : messageText`This report names ${count} images outside the workspace.`;
}

async function workspaceRoots(document: vscode.TextDocument): Promise<readonly string[]> {
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
  const roots =
    folders.length > 0
      ? folders.map(({ uri }) => uri.fsPath)
      : document.uri.scheme === 'file'
        ? [dirname(document.uri.fsPath)]
        : [];
  return Promise.all(roots.map((root) => realpath(root).catch(() => root)));
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Names of files stay out of the editor's storage: they may be a patient's. */
function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}
