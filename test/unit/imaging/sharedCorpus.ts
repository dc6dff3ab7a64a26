/** The DICOM corpus with reference pixels that lies beside the repository on some machines; tests over it are skipped elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const corpusRoot = fileURLToPath(new URL('../../../../shared/data/dicom/', import.meta.url));
export const hasCorpus = existsSync(join(corpusRoot, 'corpus', 'manifest.json'));

export interface CorpusEntry {
  readonly file: string;
  readonly transferSyntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly reference: { readonly file: string; readonly dtype: string };
  readonly display: { readonly file: string };
  readonly tolerance: { readonly stored: string };
}

export function corpusEntries(set: 'corpus' | 'malformed'): readonly CorpusEntry[] {
  return JSON.parse(readFileSync(join(corpusRoot, set, 'manifest.json'), 'utf8')) as CorpusEntry[];
}

export function corpusBytes(set: 'corpus' | 'malformed', entry: CorpusEntry): Uint8Array {
  return readFileSync(join(corpusRoot, set, entry.file));
}

/** Stored values of all frames, little endian, pixel after pixel. */
export function referenceStored(entry: CorpusEntry): Buffer {
  return gunzipSync(readFileSync(join(corpusRoot, entry.reference.file)));
}

export function referenceDisplayPath(entry: CorpusEntry): string {
  return join(corpusRoot, entry.display.file);
}
