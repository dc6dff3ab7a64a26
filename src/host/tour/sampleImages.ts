import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ImageSource } from '../../imaging/imaging.ts';

/** A phantom with a pleural effusion on the left: the first image that somebody sees. */
const FILM = 'chest-left-effusion.dcm';

/** The images that ship with the extension. */
export class SampleImages {
  readonly #folder: string;
  #hashes: Promise<ReadonlySet<string>> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(extensionUri, 'samples').fsPath;
  }

  /**
   * The film to begin with. The workspace's own copy where it has the very same file, so that a report can name it;
   * else its bytes, which the chat keeps: the extension's folder goes with its next version.
   */
  async film(): Promise<ImageSource> {
    const bytes = await readFile(join(this.#folder, FILM));
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (folder?.scheme === 'file') {
      const path = join(folder.fsPath, FILM);
      const own = await readFile(path).catch(() => undefined);
      if (own?.equals(bytes) === true) return { kind: 'file', path };
    }
    return { kind: 'bytes', name: FILM, bytes: new Uint8Array(bytes) };
  }

  /** Whether a file with this SHA-256 (hex) is one of ours. */
  async has(fileSha256: string): Promise<boolean> {
    this.#hashes ??= hashesIn(this.#folder);
    return (await this.#hashes).has(fileSha256);
  }
}

async function hashesIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.map(async (file) =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  );
  return new Set(await Promise.all(hashes));
}
