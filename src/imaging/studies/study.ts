/** What a folder, a DICOMDIR, a ZIP or a file holds, as its series. */
import type { FileSource } from '../intake/imageSource.ts';

/** What a study was read from. */
export type StudyKind = 'folder' | 'dicomdir' | 'zip' | 'file';

export interface StudyImage {
  readonly source: FileSource;
  /** Below the folder or in the ZIP, with `/` between; a file's base name. Shown, never logged. */
  readonly name: string;
  readonly frames: number;
  /** Instance Number (0020,0013). */
  readonly instanceNumber: number | undefined;
  /** Position along the normal of the slices (PS3.3 section C.7.6.2.1.1), mm. */
  readonly positionMm: number | undefined;
}

/** Images that are leafed through together, in order. */
export interface StudySeries {
  /** `pictures` are files that are no DICOM. */
  readonly kind: 'dicom' | 'pictures';
  /** For the screen, e.g. "CT · series 3 · Thorax axial". May name what a technologist typed. */
  readonly title: string;
  readonly modality: string | undefined;
  /** Series Number (0020,0011), which is not its place in the list. */
  readonly seriesNumber: number | undefined;
  readonly description: string | undefined;
  /** Counted from 1 in the order of the list, where there are several studies. */
  readonly study: number | undefined;
  readonly images: readonly StudyImage[];
  /** Of all images. */
  readonly frames: number;
  /** Images that have the SOP Instance UID of an earlier one. */
  readonly copies: number;
}

/** What was found and is in no series. Names are those of files, below the folder. */
export interface LeftOut {
  /** DICOM without an image: reports, documents, plans. */
  readonly otherObjects: number;
  readonly otherFiles: number;
  /** Damaged, or not to be read. */
  readonly unreadable: number;
  /** Protected with a password, in a ZIP. */
  readonly locked: number;
  /** Compressed in a way that is not supported, in a ZIP. */
  readonly packed: number;
  /** ZIPs in a ZIP or a folder: not opened. */
  readonly archives: number;
  /** Named by a DICOMDIR, and not there. */
  readonly missing: readonly string[];
  /** Entries of a DICOMDIR that point elsewhere than into its folder. */
  readonly elsewhere: number;
  /** More than are looked at. */
  readonly beyond: number;
}

export interface Study {
  readonly kind: StudyKind;
  /** Base name of the folder or file. */
  readonly name: string;
  readonly series: readonly StudySeries[];
  readonly leftOut: LeftOut;
}

/** How far the reading is. */
export interface StudyProgress {
  readonly done: number;
  readonly total: number;
}
