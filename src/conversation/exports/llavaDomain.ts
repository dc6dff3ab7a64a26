import { PHANTOM_DOMAINS, type PhantomDomain } from '../../display/phantomMark.ts';
import type { AttachedImage } from '../attachedImage.ts';

/** Flags of the five domains of LLaVA-Med's data, under their names there. */
export type LlavaDomain = Readonly<Record<PhantomDomain, boolean>>;

/** DICOM defined terms of Modality, and of Body Part Examined where a film may be of any part. */
const BY_MODALITY: Readonly<Record<string, PhantomDomain>> = {
  CT: 'ct_scan',
  MR: 'mri',
  SM: 'histology',
  GM: 'histology',
};
const FILMS: ReadonlySet<string> = new Set(['CR', 'DX', 'RF', 'XR']);

/** What an image is by its file; undefined where that does not say. */
export function llavaDomain({
  phantom,
  modality = '',
  bodyPart = '',
}: Pick<AttachedImage, 'phantom' | 'modality' | 'bodyPart'>): LlavaDomain | undefined {
  const ofChest = FILMS.has(modality) && /^(CHEST|THORAX|LUNG)/i.test(bodyPart) ? 'chest_xray' : undefined;
  const is = phantom ?? (Object.hasOwn(BY_MODALITY, modality) ? BY_MODALITY[modality] : ofChest);
  if (is === undefined) return undefined;
  return Object.fromEntries(PHANTOM_DOMAINS.map((domain) => [domain, domain === is])) as Record<PhantomDomain, boolean>;
}
