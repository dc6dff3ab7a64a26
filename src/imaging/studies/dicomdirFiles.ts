/** The files that a DICOMDIR names (PS3.3 Annex F, PS3.10 section 8). */
import { t } from '@vscode/l10n';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { items } from '../dicom/dataSet/attributes.ts';
import { readDicom } from '../dicom/dataSet/readDicom.ts';
import { TAG } from '../dicom/dataSet/tags.ts';
import { corrupt } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { readSource } from '../intake/readSource.ts';
import { readFileHead } from './readFileHead.ts';
import type { StudyFile, StudyFiles } from './studyFile.ts';

/** Record In-use Flag (0004,1410) of a record that was taken out. */
const NOT_IN_USE = 0;

/** Throws an `ImagingError` for a DICOMDIR that cannot be read. */
export async function dicomdirFiles(path: string, signal?: AbortSignal): Promise<StudyFiles> {
  const fileIds = fileIdsOf(basename(path), await readSource({ kind: 'file', path }));
  const folder = new CaselessFolder(dirname(path));
  const files = new Map<string, StudyFile>();
  const missing: string[] = [];
  let [elsewhere, beyond] = [0, 0];
  for (const fileId of fileIds) {
    signal?.throwIfAborted();
    if (!fileId.every(isFileName)) {
      elsewhere++;
      continue;
    }
    if (files.size >= LIMITS.studyFiles) {
      beyond++;
      continue;
    }
    const name = fileId.join('/');
    const found = await folder.find(fileId);
    if (found === undefined) missing.push(name);
    else files.set(found, { name, source: { kind: 'file', path: found }, readHead: readFileHead(found) });
  }
  return { files: [...files.values()], missing, elsewhere, beyond };
}

/** The Referenced File ID (0004,1500) of each record that has one: the components of a path below the DICOMDIR. */
export function fileIdsOf(name: string, bytes: Uint8Array): readonly (readonly string[])[] {
  try {
    return items(readDicom(name, bytes).dataSet, TAG.directoryRecordSequence).flatMap((record) => {
      if (record.uint16('x00041410') === NOT_IN_USE) return [];
      const components = (record.string('x00041500') ?? '').split('\\').map((part) => part.replaceAll('\0', '').trim());
      return components.join('') === '' ? [] : [components];
    });
  } catch {
    // dicom-parser throws strings where a value ends behind the file.
    throw corrupt(name, t`its records cannot be followed`);
  }
}

/** One name, not a way to somewhere else. */
function isFileName(component: string): boolean {
  return !['', '.', '..'].includes(component) && !/[/\\:\p{Cc}]/u.test(component);
}

/**
 * Finds files whatever the case of their names, and with what ISO 9660 adds to them (a version, a last dot): media are
 * read under other names than they were written with. The names of a folder are read once.
 */
class CaselessFolder {
  readonly #root: string;
  readonly #names = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(root: string) {
    this.#root = root;
  }

  async find(components: readonly string[]): Promise<string | undefined> {
    let path = this.#root;
    for (const component of components) {
      const names = await this.#namesIn(path);
      const name = names.get(component) ?? names.get(plain(component));
      if (name === undefined) return undefined;
      path = join(path, name);
    }
    return path;
  }

  #namesIn(folder: string): Promise<ReadonlyMap<string, string>> {
    let names = this.#names.get(folder);
    if (names === undefined) {
      names = readdir(folder).then(
        (found) =>
          new Map([
            ...found.map((name) => [plain(name), name] as const),
            ...found.map((name) => [name, name] as const),
          ]),
        () => new Map<string, string>(),
      );
      this.#names.set(folder, names);
    }
    return names;
  }
}

function plain(name: string): string {
  return name.toUpperCase().replace(/;\d+$/, '').replace(/\.$/, '');
}
