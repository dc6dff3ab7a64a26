/** What is said of an image file beside its pixels. Nothing in it names a patient, except where a field says so. */
import type { PhantomDomain } from './phantomMark.ts';

/** Whether pixels may show a name or number burned in, and why that is thought. */
export interface BurnedInRisk {
  readonly level: 'declared' | 'likely';
  /** A plain clause, e.g. "ultrasound images often carry the patient's name in the picture". */
  readonly reason: string;
}

export interface LossyHistory {
  /** e.g. 12.5 for 12.5:1; undefined when the file does not say. */
  readonly ratio: number | undefined;
  /** e.g. ISO_10918_1. */
  readonly method: string | undefined;
}

export interface ImageHeader {
  readonly format: 'dicom' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'nifti';
  readonly frames: number;
  /** As stored, pixels. */
  readonly columns: number;
  readonly rows: number;
  readonly colour: boolean;
  /** DICOM code strings, e.g. `CR`, `CHEST`, `PA`, `L`; undefined where the file has none or is no DICOM. */
  readonly modality: string | undefined;
  readonly bodyPart: string | undefined;
  readonly viewPosition: string | undefined;
  readonly laterality: string | undefined;
  /** The standard's name, e.g. "JPEG 2000"; undefined for non-DICOM. */
  readonly transferSyntax: string | undefined;
  /** How long each frame is shown, ms, one entry for all frames or one for each; undefined: the file does not say. */
  readonly frameTimesMs: readonly number[] | undefined;
  /** Set when the pixels have been through lossy compression. */
  readonly lossy: LossyHistory | undefined;
  readonly burnedIn: BurnedInRisk | undefined;
  /** Set for a drawn phantom of ours that carries its mark. */
  readonly phantom: PhantomDomain | undefined;
  /** Study Date (0008,0020), `2026-03-14`; undefined where the file has none that is a date. For reports only. */
  readonly studyDate?: string | undefined;
  /** Patient's Sex (0010,0040), `M` or `F`; undefined for all else. For checks of a report only. */
  readonly patientSex?: 'M' | 'F' | undefined;
  /** SHA-256 (hex) of the file's bytes. */
  readonly fileSha256: string;
  /** SHA-256 (hex) of the SOP Instance UID; undefined for non-DICOM. */
  readonly sopInstanceHash: string | undefined;
  /**
   * SHA-256 (hex) of Patient ID (0010,0020) and of the Study Instance UID (0020,000D): only to tell whether two images
   * are of one patient and one study. A short number is soon guessed from its hash, so these are neither stored, shown
   * nor logged.
   */
  readonly patientHash?: string | undefined;
  readonly studyHash?: string | undefined;
}
