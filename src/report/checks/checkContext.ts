import type { TextRange } from '../reading/textRange.ts';

/** What the checks know beside the report's text; what is missing is not known, and nothing is said of it. */
export interface CheckContext {
  /** The model's texts that nobody has accepted yet. */
  readonly drafts?: readonly TextRange[];
  /** Drafts (open or accepted) whose image is another now than when they were made. */
  readonly outdated?: readonly OutdatedDraft[];
  /** What the tags of the report's images say, priors left out. */
  readonly images?: readonly ImageFacts[];
  /** The text is not the one that was signed as final: what its front matter says of that. */
  readonly changedAfterSignOff?: SignatureFault;
}

/** A line of the front matter. `notSigned`: it says final, and nobody has signed; missing: the text was changed since. */
export interface SignatureFault extends TextRange {
  readonly why?: 'notSigned';
}

export interface OutdatedDraft {
  readonly range: TextRange;
  /** The file has other bytes; or a person now looks at it with another window. */
  readonly why: 'image' | 'window';
}

/** Of one image: (0020,0060) or (0020,0062), (0010,0040), (0008,0060), (0018,0015). */
export interface ImageFacts {
  readonly laterality?: 'L' | 'R' | 'B' | undefined;
  readonly patientSex?: 'M' | 'F' | undefined;
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
}
