/** Standardized uptake value by body weight, of PET. */
export type SuvScale =
  /** SUVbw in g/ml for one unit of the modality values. */
  | { readonly factor: number }
  /** A clause that says what the file lacks, e.g. "the file lacks Patient's Weight". No value of the patient is in it. */
  | { readonly missing: string };
