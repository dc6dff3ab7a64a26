/**
 * How a file without reference pixels has to end: with a picture, or with an error of ours that says what is the
 * matter.
 */
import { ANY_OUTCOME, type ManifestEntry } from './manifest.ts';

export interface ExpectedOutcome {
  readonly kind: 'picture' | 'error' | 'any';
  /** What has to be said with it: notes of a picture, or the message of an error. */
  readonly says: RegExp | undefined;
}

/** By the manifest's own word, else by what it says of the file. */
export function expectedOutcome(
  entry: Pick<ManifestEntry, 'file' | 'note' | 'modality' | 'rows' | 'columns' | 'outcome'>,
): ExpectedOutcome {
  const { note, modality, rows, columns, outcome } = entry;
  if (outcome === ANY_OUTCOME) return { kind: 'any', says: undefined };
  if (outcome !== '') return { kind: /^(error|refus|no |not )/i.test(outcome) ? 'error' : 'picture', says: undefined };
  if (/encapsulated data is not/i.test(note)) return { kind: 'picture', says: /were read so/ };
  if (/corrupt|not (a |valid )?(JPEG|J2K|RLE)/i.test(note)) return { kind: 'error', says: /not valid|damaged/ };
  if (/DICOMDIR/i.test(note)) return { kind: 'error', says: /DICOMDIR/ };
  if (modality === 'SR') return { kind: 'error', says: /structured report/ };
  if (modality === 'RTPLAN') return { kind: 'error', says: /RT plan/ };
  if (/(rows|columns) missing/i.test(note)) return { kind: 'error', says: /how many (rows|columns)/ };
  if (rows === undefined || columns === undefined) return { kind: 'error', says: undefined };
  if (/shorter|truncated|cut/i.test(note)) return { kind: 'picture', says: /missing|cut short/ };
  if (/WindowWidth 0/i.test(note)) return { kind: 'picture', says: /window .*not valid/ };
  return { kind: 'picture', says: undefined };
}
