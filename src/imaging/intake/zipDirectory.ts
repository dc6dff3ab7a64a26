/** What a ZIP holds, by its central directory (APPNOTE 4.3.12). Names are labels: nothing is written under them. */
import { t } from '@vscode/l10n';
import { fromRandomAccessReaderPromise, getFileNameLowLevel } from 'yauzl';
import { damagedArchive, ImagingError, locked, tooLarge } from './imagingErrors.ts';
import { LIMITS } from './limits.ts';
import { type ZipBytes, ZipBytesReader } from './zipBytes.ts';

export interface ZipEntry {
  /** With `/` between the folders. */
  readonly name: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly crc32: number;
  /** APPNOTE 4.4.5. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly headerOffset: number;
}

/** By name; where two have the same one, the later. */
export type ZipDirectory = ReadonlyMap<string, ZipEntry>;

/** A directory of more is given up: far above the files that are looked at. */
const MOST_ENTRIES = 10 * LIMITS.studyFiles;
const AES = 99;

/** Files only, in the order of the archive. Throws an `ImagingError`. */
export async function readZipDirectory(name: string, bytes: ZipBytes): Promise<ZipDirectory> {
  const directory = new Map<string, ZipEntry>();
  try {
    const zip = await fromRandomAccessReaderPromise(new ZipBytesReader(bytes), bytes.size, {
      autoClose: false,
      lazyEntries: true,
      // Names are not refused, as nothing is unpacked by them, and sizes are compared when an entry is read.
      decodeStrings: false,
      validateEntrySizes: false,
    });
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (++count > MOST_ENTRIES) throw tooLarge(name, t`it holds more than ${MOST_ENTRIES} files`);
      const entryName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (entryName.endsWith('/')) continue;
      directory.delete(entryName);
      directory.set(entryName, {
        name: entryName,
        size: entry.uncompressedSize,
        compressedSize: entry.compressedSize,
        crc32: entry.crc32,
        method: entry.compressionMethod,
        encrypted: entry.isEncrypted() || entry.compressionMethod === AES,
        headerOffset: entry.relativeOffsetOfLocalHeader,
      });
    }
  } catch (error) {
    throw error instanceof ImagingError ? error : asImagingError(name, error);
  }
  return directory;
}

function asImagingError(name: string, error: unknown): ImagingError {
  const cause = error instanceof Error ? error.message : '';
  if (/strong encryption/iu.test(cause)) return locked(name);
  if (/multi-disk/iu.test(cause)) return damagedArchive(name, t`it is one part of a ZIP in several files`);
  if (/not found|too small/iu.test(cause))
    return damagedArchive(name, t`its directory is missing, as at the end of a file that was cut`);
  return damagedArchive(name, t`its directory cannot be followed`);
}
