/**
 * By what a drawn phantom of ours is known: the demo model has learned these and nothing else. A drawing is marked where
 * it is written as a file; three attributes have to agree, so that another program's phantom (which may well be a
 * Quality Control Image) is not taken for one.
 */
export const PHANTOM_DOMAINS = ['chest_xray', 'ct_scan', 'mri', 'histology', 'gross'] as const;
/** The names of the domains are those of LLaVA-Med's data. */
export type PhantomDomain = (typeof PHANTOM_DOMAINS)[number];

/** Manufacturer (0008,0070) in DICOM, the tEXt chunk `Software` in PNG. */
export const PHANTOM_MAKER = 'LLaVA-Med phantoms';

/** Manufacturer's Model Name (0008,1090) in DICOM, the tEXt chunk `Source` in PNG: at most 64 characters (LO). */
export function phantomModelName(domain: PhantomDomain): string {
  return `LLaVA-Med drawn phantom: ${domain}`;
}

/** The domain of what is marked so; undefined for everything else. */
export function markedDomain(maker: string | undefined, modelName: string | undefined): PhantomDomain | undefined {
  if (maker !== PHANTOM_MAKER) return undefined;
  return PHANTOM_DOMAINS.find((domain) => modelName === phantomModelName(domain));
}
