/** What is asked of the de-identification of one file, and what it says it did. */
import type { DeidentifyOptions } from './deidentifyOptions.ts';

export interface DeidentifyFileRequest {
  readonly path: string;
  /** An existing folder; the file goes into folders of its study and series in it. */
  readonly outDir: string;
  /** In `outDir`: what is being written. The caller removes it when the work is ended from outside. */
  readonly partialPath: string;
  readonly options: DeidentifyOptions;
  /** At least 16 secret bytes: the same key gives the same UIDs, names and shifts again. */
  readonly key: Uint8Array;
}

export type CountedTreatment =
  'remove' | 'removePrivate' | 'removeUnknown' | 'empty' | 'replace' | 'mapUids' | 'shiftDates' | 'clean';

/** How many attributes were treated in which way; what stood in a removed sequence is not counted beside it. */
export type TreatmentCounts = Record<CountedTreatment, number>;

export interface DeidentifiedOutcome {
  /** SHA-256 (hex) of the input file. */
  readonly inputSha256: string;
  /** Path in the output folder, with forward slashes. */
  readonly output: string;
  readonly counts: Readonly<TreatmentCounts>;
  /** What a person must look at before the file is given away. Plain sentences without values of the file. */
  readonly warnings: readonly string[];
}

export interface Deidentifier {
  /**
   * Writes a de-identified copy of a DICOM file into `outDir`. Rejects with an `ImagingError`, and then nothing was
   * written for this file; on abort it settles only when the work has ended.
   */
  deidentify(request: Omit<DeidentifyFileRequest, 'partialPath'>, signal?: AbortSignal): Promise<DeidentifiedOutcome>;
}
