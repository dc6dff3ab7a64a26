/**
 * The prompts that the product sends for a section of a report. Their ids go into the provenance; a change of wording
 * is a new id.
 */

export type DraftableSection = 'findings' | 'impression';

export interface SectionPrompt {
  readonly id: string;
  readonly text: string;
  /** The answer will say again what stands in the prompt. */
  readonly rewrites?: true;
}

/** Findings from the image(s) of the turn. `indication` is the report's own Indication section, when it has one. */
export function findingsPrompt(indication?: string): SectionPrompt {
  const ask = 'Write the Findings section of the report for this image.';
  const trimmed = indication?.trim();
  return trimmed ? { id: 'findings-1', text: `Indication: ${trimmed}\n${ask}` } : { id: 'findings-1', text: ask };
}

/** Impression from the text of the Findings section; no image is sent. */
export function impressionPrompt(findings: string): SectionPrompt {
  return {
    id: 'impression-1',
    text: `Findings: ${findings.trim()}\nWrite the Impression section of the report from these findings.`,
    rewrites: true,
  };
}
