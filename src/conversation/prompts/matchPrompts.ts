import type { PromptDomain, PromptSource } from './chatPrompt.ts';
import { domainNamed } from './chatPrompt.ts';

interface Listed {
  readonly name: string;
  readonly description: string;
  readonly source: PromptSource;
  readonly domain?: PromptDomain;
}

/** What is known of the image that is asked about. */
export interface PromptedImage {
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly phantom?: PromptDomain;
}

const SOURCES: readonly PromptSource[] = ['workspace', 'user', 'builtIn'];

/**
 * The prompts that begin with what is typed behind the `/`, in their name, in a word of it, or in a word of their
 * description. One of just this name stands first; then those for the image's domain, those for any, those for another;
 * within each the better match first, and the workspace's and the user's own before those built in.
 */
export function matchPrompts<P extends Listed>(
  prompts: readonly P[],
  typed: string,
  image: PromptedImage | undefined,
): readonly P[] {
  const domain = domainOf(image);
  const wanted = typed.trim().toLowerCase();
  return prompts
    .map((prompt) => ({ prompt, match: matchOf(prompt, wanted), fit: fitOf(prompt, domain) }))
    .filter(({ match }) => match < NO_MATCH)
    .sort(
      (one, other) =>
        Number(one.match > 0) - Number(other.match > 0) ||
        one.fit - other.fit ||
        one.match - other.match ||
        SOURCES.indexOf(one.prompt.source) - SOURCES.indexOf(other.prompt.source),
    )
    .map(({ prompt }) => prompt);
}

const NO_MATCH = 4;

/** 0: the very name; 1: its beginning; 2: that of a word of it; 3: that of a word of the description. */
function matchOf({ name, description }: Listed, wanted: string): number {
  if (wanted !== '' && name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(`-${wanted}`)) return 2;
  const words = description.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => word.startsWith(wanted)) ? 3 : NO_MATCH;
}

/** Of an image of an unknown kind, nothing is the wrong one. */
function fitOf({ domain }: Listed, image: PromptDomain | undefined): number {
  if (domain === undefined) return 1;
  if (image === undefined) return 2;
  return domain === image ? 0 : 2;
}

const BY_MODALITY: Readonly<Record<string, PromptDomain>> = {
  CT: 'ct_scan',
  MR: 'mri',
  SM: 'histology',
  GM: 'histology',
  XC: 'gross',
};

const PROJECTION = new Set(['CR', 'DX', 'RG']);

/** The domain of an image by its DICOM Modality (0008,0060) and Body Part Examined (0018,0015), or as a drawing is marked. */
export function domainOf(image: PromptedImage | undefined): PromptDomain | undefined {
  if (image === undefined) return undefined;
  const modality = image.modality?.trim().toUpperCase() ?? '';
  const bodyPart = image.bodyPart?.trim().toUpperCase() ?? '';
  if (PROJECTION.has(modality)) return /^(?:|CHEST|LUNG|THORAX|RIB|HEART)$/u.test(bodyPart) ? 'chest_xray' : undefined;
  return BY_MODALITY[modality] ?? image.phantom ?? domainNamed(modality);
}
