/**
 * The attributes of a DICOM file, or the header of a NIfTI one, as a table to read. It names the patient: for the screen only, never for a log or a
 * prompt.
 */

export interface TagRow {
  /** Where the attribute stands, unique in the table, e.g. `(0008,1140)[1].(0008,1150)`. */
  readonly path: string;
  /** Nesting in sequences; 0 at the top. */
  readonly depth: number;
  /** e.g. `(0010,0010)`; `descrip` in NIfTI. */
  readonly tag: string;
  /** e.g. `PatientName`; undefined for private and unknown attributes. */
  readonly keyword: string | undefined;
  /** e.g. "Patient's Name"; "Private" for private ones. */
  readonly name: string;
  /** Empty in NIfTI. */
  readonly vr: string;
  /**
   * The value as text, shortened beyond 1,000 characters; for bytes a description such as "512 bytes"; for a sequence
   * "3 items".
   */
  readonly value: string;
  /** From the data dictionary (PS3.6): value multiplicity, e.g. `1-n`; whether it is retired. */
  readonly multiplicity: string | undefined;
  readonly retired: boolean;
  /**
   * What the Basic Application Level Confidentiality Profile (PS3.15 Table E.1-1) does to it, e.g. `Z`; undefined: the
   * table does not list it.
   */
  readonly profileAction: string | undefined;
}
