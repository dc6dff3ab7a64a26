/**
 * What a phantom is: a drawn image of one of LLaVA-Med's five domains together with what is to be seen in it. The names
 * of the domains are those of LLaVA-Med's data; sides are the patient's, so the right side lies on the image's left in
 * the radiological domains; the quadrants of histology and gross pathology are the image's own.
 */
import { PHANTOM_DOMAINS, type PhantomDomain } from '../display/phantomMark.ts';

export const DOMAINS = PHANTOM_DOMAINS;
export type Domain = PhantomDomain;

const SIDES = ['left', 'right'] as const;
const LUNG_ZONES = [
  'left upper zone',
  'left mid zone',
  'left lower zone',
  'right upper zone',
  'right mid zone',
  'right lower zone',
] as const;
const LOBES = [
  'left frontal lobe',
  'left temporal lobe',
  'left occipital lobe',
  'right frontal lobe',
  'right temporal lobe',
  'right occipital lobe',
] as const;
const LIVER_PARTS = ['anterior liver', 'posterior liver'] as const;
const QUADRANTS = [
  'upper left quadrant',
  'upper right quadrant',
  'lower left quadrant',
  'lower right quadrant',
] as const;

/** Every finding of a domain with the places it may have; a finding without a place is of the whole organ. */
export const FINDINGS = {
  chest_xray: { 'pleural effusion': SIDES, pneumothorax: SIDES, cardiomegaly: [], nodule: LUNG_ZONES },
  ct_scan: { 'kidney stone': SIDES, 'renal cyst': SIDES, 'liver lesion': LIVER_PARTS },
  mri: { 'brain tumour': LOBES, 'subdural haematoma': SIDES, 'white matter lesions': SIDES, 'enlarged ventricles': [] },
  histology: { necrosis: QUADRANTS, inflammation: QUADRANTS, 'tumour nest': QUADRANTS },
  gross: { haemorrhage: QUADRANTS, cyst: QUADRANTS, mass: QUADRANTS },
} as const satisfies Record<Domain, Record<string, readonly string[]>>;

type KindOf<D extends Domain> = keyof (typeof FINDINGS)[D] & string;
export type FindingKind = { [D in Domain]: KindOf<D> }[Domain];
export type Place =
  | (typeof SIDES)[number]
  | (typeof LUNG_ZONES)[number]
  | (typeof LOBES)[number]
  | (typeof LIVER_PARTS)[number]
  | (typeof QUADRANTS)[number];

/** A finding that is to be drawn. */
export interface PlannedFinding {
  readonly kind: FindingKind;
  readonly place: Place | undefined;
}

/** An ellipse with upright axes, in fractions of the image's side, from the image's top left corner. */
export interface Extent {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** A finding as drawn; `extent` covers the pixels that show it. */
export interface Finding extends PlannedFinding {
  readonly extent: Extent;
}

export type PhantomSamples =
  /** One value per pixel, as the modality gives it (HU for CT), and the window to show it with. */
  | {
      readonly kind: 'grey';
      readonly values: Int16Array;
      readonly window: { readonly center: number; readonly width: number };
    }
  /** Interleaved 8-bit RGB. */
  | { readonly kind: 'rgb'; readonly values: Uint8Array };

export interface Phantom {
  readonly domain: Domain;
  readonly seed: string;
  /** Width and height, pixels. */
  readonly size: number;
  readonly samples: PhantomSamples;
  /** Empty: a normal image. */
  readonly findings: readonly Finding[];
}

/** The findings of a domain, in the table's order. */
export function kindsOf(domain: Domain): FindingKind[] {
  return Object.keys(FINDINGS[domain]) as FindingKind[];
}

/** The places that a finding may have; none for a finding of the whole organ. */
export function placesOf(kind: FindingKind): readonly Place[] {
  const places: Partial<Record<FindingKind, readonly Place[]>> = FINDINGS[domainOf(kind)];
  return places[kind] ?? [];
}

/** The domain that a finding belongs to. */
export function domainOf(kind: FindingKind): Domain {
  const domain = DOMAINS.find((candidate) => kind in FINDINGS[candidate]);
  if (domain === undefined) throw new RangeError(`no domain has the finding ${kind}`);
  return domain;
}
