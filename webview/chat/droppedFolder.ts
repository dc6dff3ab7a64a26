import { t } from '@vscode/l10n';
import { zipSync } from 'fflate';
import { MAX_IMAGE_BYTES } from '../../src/protocol/webview.ts';

/** A ZIP of the folder's files, stored and not compressed, or what keeps it from being taken. */
export type DroppedFolder =
  | { readonly kind: 'folder'; readonly name: string; readonly zip: Uint8Array }
  | { readonly kind: 'refused'; readonly subject: string; readonly message: string };

/** As the imaging room's: above any study in use. */
const MOST_FILES = 20_000;
/** Any that a ZIP can say. */
const DATE = '1980-01-01T12:00:00';

/**
 * The files of a folder that was dropped from outside the editor: a browser gives their bytes and no path. They go to
 * the host in one piece, which is never a file.
 */
export async function droppedFolder(folder: FileSystemDirectoryEntry): Promise<DroppedFolder> {
  const files: Record<string, Uint8Array> = {};
  const refused = (message: string): DroppedFolder => ({ kind: 'refused', subject: folder.name, message });
  let [count, total] = [0, 0];
  for await (const { path, entry } of filesIn(folder, '')) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    }).catch(() => undefined);
    if (file === undefined) continue;
    [count, total] = [count + 1, total + file.size];
    if (count > MOST_FILES || total > MAX_IMAGE_BYTES)
      return refused(
        t`${folder.name} holds more than ${MOST_FILES} files or ${MAX_IMAGE_BYTES / 1024 / 1024} MB, which is too much to drop. Choose it with Add image…, or drag it from the Explorer: then its files are read where they are.`,
      );
    files[path] = new Uint8Array(await file.arrayBuffer());
  }
  if (count === 0) return refused(t`${folder.name} is a folder without files. Choose one with images inside.`);
  return { kind: 'folder', name: folder.name, zip: zipSync(files, { level: 0, mtime: DATE }) };
}

async function* filesIn(
  folder: FileSystemDirectoryEntry,
  prefix: string,
): AsyncGenerator<{ readonly path: string; readonly entry: FileSystemFileEntry }> {
  for (const entry of await entriesOf(folder)) {
    if (entry.name.startsWith('.')) continue;
    const path = `${prefix}${entry.name}`;
    if (entry.isFile) yield { path, entry: entry as FileSystemFileEntry };
    else yield* filesIn(entry as FileSystemDirectoryEntry, `${path}/`);
  }
}

/** A reader gives a part of the folder at a time, and nothing at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    }).catch(() => []);
    if (some.length === 0) return all;
    all.push(...some);
  }
}
