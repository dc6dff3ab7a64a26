/**
 * Terms of Body Part Examined (DICOM PS3.16 CID 4031 and annex L, and what machines write beside them) that mean the same
 * region, spaces left out.
 */
const regions: Readonly<Record<string, string>> = {
  head: 'HEAD BRAIN SKULL CRANIUM CEREBRUM NEURO NEUROCRANIUM',
  face: 'FACE FACIAL FACIALBONES SINUS SINUSES PARANASALSINUS ORBIT ORBITS MAXILLA MANDIBLE JAW',
  neck: 'NECK THYROID LARYNX CAROTID SOFTTISSUENECK',
  chest: 'CHEST THORAX LUNG LUNGS THORACIC RIB RIBS STERNUM PORTCHEST PORTABLECHEST HEART CARDIAC MEDIASTINUM',
  abdomen: 'ABDOMEN ABDOMINAL LIVER GALLBLADDER PANCREAS SPLEEN KIDNEY KIDNEYS KUB ADRENAL UPPERABDOMEN STOMACH BOWEL',
  pelvis: 'PELVIS PELVIC BLADDER UTERUS OVARY PROSTATE RECTUM',
  knee: 'KNEE PATELLA KNEEJOINT',
  breast: 'BREAST BREASTS MAMMA',
  'cervical spine': 'CSPINE CERVICALSPINE CERVICAL',
  'thoracic spine': 'TSPINE THORACICSPINE DORSALSPINE',
  'lumbar spine': 'LSPINE LUMBARSPINE LUMBAR',
};

/** Terms that stand for several. */
const joined: Readonly<Record<string, readonly string[]>> = {
  ABDOMENPELVIS: ['abdomen', 'pelvis'],
  ABDOMENANDPELVIS: ['abdomen', 'pelvis'],
  ABDPELVIS: ['abdomen', 'pelvis'],
  CHESTABDOMEN: ['chest', 'abdomen'],
  CHESTABDPELVIS: ['chest', 'abdomen', 'pelvis'],
  HEADNECK: ['head', 'neck'],
  NECKCHEST: ['neck', 'chest'],
  SPINE: ['cervical spine', 'thoracic spine', 'lumbar spine'],
};

const byTerm = new Map(
  Object.entries(regions).flatMap(([region, terms]) => terms.split(' ').map((term) => [term, [region]] as const)),
);

/** The regions of a term in capitals without spaces; one that is not known is a region of its own. */
export function regionsOf(term: string): readonly string[] {
  return (Object.hasOwn(joined, term) ? joined[term] : byTerm.get(term)) ?? [term];
}
