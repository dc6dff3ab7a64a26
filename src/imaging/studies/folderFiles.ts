import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../intake/limits.ts';
import { readFileHead } from './readFileHead.ts';
import type { StudyFile, StudyFiles } from './studyFile.ts';

/**
 * The files of a folder and of the folders in it, in the order of their names; hidden ones are left out. Links to
 * folders are followed, each folder once, so that a circle of links has an end. Rejects as reading the folder itself
 * does, or with the signal's reason.
 */
export async function folderFiles(folder: string, signal?: AbortSignal): Promise<StudyFiles> {
  const files: StudyFile[] = [];
  const seen = new Set<string>();
  let beyond = 0;
  const collator = new Intl.Collator(undefined, { numeric: true });

  const visit = async (path: string, prefix: string, depth: number): Promise<void> => {
    signal?.throwIfAborted();
    const { dev, ino } = await stat(path);
    const identity = `${dev}:${ino}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    const entries = await readdir(path, { withFileTypes: true });
    entries.sort((one, other) => collator.compare(one.name, other.name));
    const folders: string[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
      const own = join(path, entry.name);
      const isFolder =
        entry.isDirectory() ||
        (entry.isSymbolicLink() &&
          (await stat(own).then(
            (state) => state.isDirectory(),
            () => false,
          )));
      if (isFolder) folders.push(entry.name);
      else if (files.length >= LIMITS.studyFiles) beyond++;
      else files.push({ name: prefix + entry.name, source: { kind: 'file', path: own }, readHead: readFileHead(own) });
    }
    for (const name of folders) {
      if (depth >= LIMITS.studyDepth) beyond++;
      // A folder that may not be read is one that is not looked at.
      else
        await visit(join(path, name), `${prefix}${name}/`, depth + 1).catch(() => signal?.throwIfAborted() ?? beyond++);
    }
  };
  await visit(folder, '', 0);
  return { files, beyond };
}
