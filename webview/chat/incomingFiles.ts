import { t } from '@vscode/l10n';
import { MAX_IMAGE_BYTES } from '../../src/protocol/webview.ts';
import { type DroppedFolder, droppedFolder } from './droppedFolder.ts';

/** What somebody dropped or pasted: files with their bytes, or the addresses of files that the editor knows. */
export type Incoming =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  | DroppedFolder;

/** True for a drag or a clipboard that may hold images; text is left to the field it is meant for. */
export function mayHoldImages(data: DataTransfer | null): boolean {
  return data !== null && ['Files', ...URI_TYPES].some((type) => data.types.includes(type));
}

/**
 * Gives what the drag or clipboard holds, one piece at a time. Takes hold of the files at once: the browser forgets
 * them after the event.
 */
export function incomingFrom(data: DataTransfer): AsyncIterable<Incoming> {
  const files = [...data.files];
  const uris = files.length === 0 ? draggedUris(data) : [];
  return pieces(files, foldersAmong(data), uris);
}

/** For each file of the drag the folder that it is, which a `File` does not say. */
function foldersAmong({ items }: DataTransfer): readonly (FileSystemDirectoryEntry | undefined)[] {
  return [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .map((entry) => (entry?.isDirectory === true ? (entry as FileSystemDirectoryEntry) : undefined));
}

async function* pieces(
  files: readonly File[],
  folders: readonly (FileSystemDirectoryEntry | undefined)[],
  uris: readonly string[],
): AsyncGenerator<Incoming> {
  if (uris.length > 0) yield { kind: 'uris', uris };
  else if (files.length === 0)
    yield {
      kind: 'refused',
      subject: '',
      message: t`What was dropped is not a file of this machine. Save the image, then drop the file.`,
    };
  for (const [index, file] of files.entries()) {
    const folder = folders[index];
    if (folder !== undefined) {
      yield await droppedFolder(folder);
      continue;
    }
    if (file.size > MAX_IMAGE_BYTES) {
      yield {
        kind: 'refused',
        subject: file.name,
        message: t`${file.name} is larger than ${MAX_IMAGE_BYTES / 1024 / 1024} MB. Export the part that you need as a smaller image.`,
      };
      continue;
    }
    try {
      yield {
        kind: 'file',
        name: file.name === '' ? t`pasted image` : file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      };
    } catch {
      yield {
        kind: 'refused',
        subject: file.name,
        message: t`${file.name} cannot be read. Check that it is a file and that you may open it.`,
      };
    }
  }
}

/** Types under which the editor's own drags (Explorer, tabs) name files. */
const URI_TYPES = ['application/vnd.code.uri-list', 'ResourceURLs', 'CodeFiles', 'text/uri-list'] as const;

function draggedUris(data: DataTransfer): readonly string[] {
  const [list, resources, files, plain] = URI_TYPES.map((type) => data.getData(type));
  const lines = (text: string | undefined): string[] =>
    (text ?? '').split(/\r?\n/u).filter((line) => /^[\w.+-]+:/u.test(line));
  const found = [
    lines(list),
    jsonStrings(resources),
    jsonStrings(files).map((path) => `file://${encodeURI(path)}`),
    lines(plain),
  ];
  return found.find((uris) => uris.length > 0)?.filter((uri) => !/^https?:/iu.test(uri)) ?? [];
}

function jsonStrings(text: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
