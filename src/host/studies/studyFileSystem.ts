import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { studyPlace } from '../images/studyUri.ts';

/**
 * What the editor itself asks of the addresses of `studyUri`: that they exist and are not to be written. The pixels go
 * through the decoder.
 */
export class StudyFileSystem implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const place = studyPlace(uri);
    try {
      const { size, mtimeMs, ctimeMs } = await stat(place?.container ?? '');
      return {
        type: vscode.FileType.File,
        permissions: vscode.FilePermission.Readonly,
        size,
        mtime: mtimeMs,
        ctime: ctimeMs,
      };
    } catch {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  readFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.Unavailable(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
