/** What a DICOM file says of how its image was made: the few tags that are no one's identity. */
export interface AcquisitionTags {
  /** (0008,0060), e.g. `CR`. */
  readonly modality: string | undefined;
  /** (0018,0015), e.g. `CHEST`. */
  readonly bodyPart: string | undefined;
  /** (0018,5101), e.g. `PA`. */
  readonly viewPosition: string | undefined;
  /** (0020,0060), `L` or `R`. */
  readonly laterality: string | undefined;
}

/** DICOM PS3.3 C.7.3.1.1.1: the modalities of images, in words. */
const modalities: Readonly<Record<string, string>> = {
  CR: 'Computed radiograph', CT: 'Computed tomography', DX: 'Digital radiograph', ES: 'Endoscopy', GM: 'General microscopy',
  IO: 'Intra-oral radiograph', MG: 'Mammogram', MR: 'Magnetic resonance imaging', NM: 'Nuclear medicine image', OP: 'Ophthalmic photograph',
  OPT: 'Ophthalmic tomography', PT: 'Positron emission tomography', PX: 'Panoramic radiograph', RF: 'Fluoroscopy', SM: 'Slide microscopy',
  US: 'Ultrasound', XA: 'X-ray angiography', XC: 'External-camera photograph',
};

/** DICOM PS3.3 C.8.1.2: view positions of projection radiography, in words. */
const views: Readonly<Record<string, string>> = {
  AP: 'anteroposterior', PA: 'posteroanterior', LL: 'left lateral', RL: 'right lateral', LAT: 'lateral', LLD: 'left lateral decubitus',
  RLD: 'right lateral decubitus', LLO: 'left lateral oblique', RLO: 'right lateral oblique', LATERAL: 'lateral',
};

/** A Technique section from the tags alone, one sentence for each kind of image; undefined when they name no modality. */
export function techniqueText(images: readonly AcquisitionTags[]): string | undefined {
  const sentences = new Set(images.flatMap((image) => sentence(image) ?? []));
  return sentences.size === 0 ? undefined : [...sentences].join(' ');
}

function sentence({ modality, bodyPart, viewPosition, laterality }: AcquisitionTags): string | undefined {
  const what = modalities[modality?.trim().toUpperCase() ?? ''];
  if (what === undefined) return undefined;
  const side = { L: 'left ', R: 'right ' }[laterality?.trim().toUpperCase() ?? ''] ?? '';
  // A defined term is a few capital letters; anything longer may be free text, which does not belong here unread.
  const part = /^[A-Z][A-Z ]{1,15}$/.test(bodyPart?.trim() ?? '') ? ` of the ${side}${(bodyPart ?? '').trim().toLowerCase()}` : '';
  const view = views[viewPosition?.trim().toUpperCase() ?? ''];
  return `${what}${part}${view === undefined ? '' : `, ${view} view`}.`;
}
