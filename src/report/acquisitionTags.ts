/**
 * The one place that says which tags of an image may go into words: into a prompt, a suggested question, a report. No
 * other attribute passes, and of these only what the standard allows as a code string, so that free text in the wrong
 * place goes no further.
 */
export interface AcquisitionTags {
  /** (0008,0060), e.g. `CR`. */
  readonly modality: string | undefined;
  /** (0018,0015), e.g. `CHEST`. */
  readonly bodyPart: string | undefined;
  /** (0018,5101), e.g. `PA`. */
  readonly viewPosition: string | undefined;
  /** (0020,0060), `L`, `R` or `B`. */
  readonly laterality: string | undefined;
}

/** Takes the four of whatever is known of an image. */
export function acquisitionTags({ modality, bodyPart, viewPosition, laterality }: AcquisitionTags): AcquisitionTags {
  return {
    modality: code(modality),
    bodyPart: code(bodyPart),
    viewPosition: code(viewPosition),
    laterality: code(laterality),
  };
}

/** A code string (PS3.5 section 6.2): capitals and digits, in words. Undefined for everything else. */
function code(value: string | undefined): string | undefined {
  const text = value?.trim() ?? '';
  return /^[A-Z0-9]+(?:[ _][A-Z0-9]+)*$/.test(text) && text.length <= 16 ? text : undefined;
}
