import type { FileSource } from '../intake/imageSource.ts';

/** The head of a file, as many bytes as are asked for where it has them. */
export type HeadReader = (length: number) => Promise<{ readonly head: Uint8Array; readonly isWhole: boolean }>;

/** A file that may hold an image of a study, not looked at yet. */
export interface StudyFile {
  /** Below the folder or in the ZIP, with `/` between. */
  readonly name: string;
  readonly source: FileSource;
  readonly readHead: HeadReader;
}

/** The files of a folder, a disc or a ZIP, and what was left out while looking for them. */
export interface StudyFiles {
  readonly files: readonly StudyFile[];
  readonly missing?: readonly string[];
  readonly elsewhere?: number;
  readonly locked?: number;
  readonly packed?: number;
  readonly beyond?: number;
}
