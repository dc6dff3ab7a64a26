import { fillPrompt, promptWords, type OwnWords, type PromptName, type PromptValues } from './promptWords.ts';

export type DraftableSection = 'findings' | 'impression';

export interface SectionPrompt {
  readonly id: string;
  readonly text: string;
  /** The answer will say again what stands in the prompt. */
  readonly rewrites?: true;
  /** The words, `${…}` and all, that a person put in place of the prompt's own. */
  readonly ownWords?: string;
}

/** Findings from the image(s) of the turn. `indication` is the report's own Indication section, when it has one. */
export function findingsPrompt(indication?: string): SectionPrompt {
  return sectionPrompt('findings', { indication });
}

/** Impression from the text of the Findings section; no image is sent. */
export function impressionPrompt(findings: string): SectionPrompt {
  return sectionPrompt('impression', { findings });
}

/** A prompt by its name, in a person's own words where there are some. */
export function sectionPrompt(
  name: PromptName,
  values: { readonly [K in keyof PromptValues]: PromptValues[K] | undefined },
  own: OwnWords = {},
): SectionPrompt {
  const { id, words } = promptWords[name];
  const ownWords = own[name];
  return {
    id,
    text: fillPrompt(ownWords ?? words, values as PromptValues),
    ...(name === 'impression' || name === 'again' ? { rewrites: true as const } : {}),
    ...(ownWords === undefined ? {} : { ownWords }),
  };
}
