import { levelWords } from '../reading/words/levelWords.ts';
import { PhraseIndex } from '../reading/words/phraseIndex.ts';

/** `Collapse of T12`, `T12 is collapsed`: of a lung it says nothing of a bone. */
const vertebrae = [...levelWords]
  .filter(([, { system, value }]) => system === 'spine' && value !== undefined)
  .flatMap(([name]) => [
    `collaps* of ${name}`,
    `collaps* ${name}`,
    `${name} collaps*`,
    `${name} is collaps*`,
    `${name} vertebral collaps*`,
  ])
  .join('|');

/**
 * What in the Findings bears a finding of the Impression out beside its own name: other findings, and words. Only
 * findings of this list are asked for; a diagnosis that films do not show has no place in it.
 */
export const supportOf: Readonly<Record<string, { readonly findings?: string; readonly words?: string }>> = {
  effusion: {
    findings: 'blunting collection ascites',
    words:
      'opacifi*|fluid|blunt*|costophrenic|meniscus|hydropneumothora*|empyema|haemothora*|hemothora*|distension|distended',
  },
  pneumothorax: {
    words:
      'hydropneumothora*|pleural line|visceral pleural|deep sulcus|absent lung markings|pleural air|free air|pleural gas',
  },
  consolidation: {
    findings: 'opacity infiltrate pneumonia atelectasis',
    words: 'airspace|air bronchogram*|densit*|shadow*|whiteout',
  },
  pneumonia: {
    findings: 'opacity infiltrate consolidation atelectasis nodule',
    words:
      'airspace|air bronchogram*|densit*|shadow*|tree in bud|interstitial|reticul*|whiteout|infectio*|cavit*|markings',
  },
  atelectasis: {
    findings: 'opacity consolidation infiltrate',
    words: 'low lung volume*|linear densit*|band*|densit*|elevat*|expanded|volume*|subsegmental|platelike',
  },
  nodule: {
    findings: 'mass lesion tumour metastasis opacity cyst',
    words: 'densit*|nodul*|focus|foci|granulom*|enhanc*|hypoechoic|hypodens*|calcif*',
  },
  mass: {
    findings:
      'nodule lesion tumour metastasis opacity cyst collection abscess haemorrhage adenopathy meningioma fibroid',
    words: 'densit*|enhanc*|hypoechoic|hyperdens*|hypodens*|nodul*|enlarg*|thicken*',
  },
  tumour: {
    findings: 'mass nodule lesion metastasis opacity cyst adenopathy meningioma polyp thickening',
    words:
      'enhanc*|thicken*|enlarg*|stricture*|nodul*|hypoechoic|hypodens*|destruct*|lytic|sclerotic|microcalcific*|calcific*|necro*|infiltrat*|hyperintens*|atypia|dysplas*|invas*',
  },
  meningioma: { findings: 'mass lesion tumour', words: 'enhanc*|dural|extra axial|extraaxial' },
  metastasis: {
    findings: 'mass nodule lesion tumour adenopathy',
    words: 'enhanc*|lytic|sclerotic|uptake|avid|hypodens*|foci|focus|nodul*|deposit*',
  },
  cyst: {
    findings: 'lesion mass collection',
    words: 'cystic|hypodens*|anechoic|fluid|lucen*|low attenuation|hypoattenuat*',
  },
  fracture: {
    words:
      'cortical|lucen*|discontinuit*|deform*|compress*|avuls*|step off|height loss|loss of height|wedg*|buckl*|disrupt*|broken|callus|displace*|biconcav*|codfish|vertebral collapse|vertebral body collapse|wedge collapse|endplate depress*|endplate concav*|endplate impact*|impact*|sclerotic line|sclerotic band|linear sclerosis|line of sclerosis|band of sclerosis|low signal line|low signal band|linear low signal|hypointense line|hypointense band|linear hypointens*|dark line|step in|step of|fragment*|angulat*|torus|periosteal|marrow oedema|marrow edema|bone oedema|bone edema|' +
      vertebrae,
  },
  dislocation: { words: 'displace*|malalign*|alignment|anterolisthesis|misalign*|congru*|articulat*' },
  tear: { words: 'discontinuit*|signal|retract*|full thickness|partial thickness|avuls*|disrupt*|cleft|fiber*|fibre*' },
  stone: { findings: 'gallstone', words: 'calcif*|hyperdens*|echogenic|densit*|radiopa*|shadow*' },
  gallstone: { findings: 'stone', words: 'calcif*|echogenic|shadow*|sludge' },
  hydronephrosis: {
    findings: 'dilatation',
    words: 'dilat*|pelvicalyce*|caliect*|distend*|distension|obstruct*|prominen*|fullness|pelvis',
  },
  haemorrhage: {
    words:
      'hyperdens*|blood|hyperattenuat*|collection|high attenuation|high density|extravasat*|subdural|subarachnoid|extradural|epidural|densit*|hyperintens*|blooming|susceptib*',
  },
  infarct: {
    findings: 'occlusion',
    words:
      'restrict*|diffusion|hypodens*|hypoattenuat*|loss of grey|loss of gray|wedge|low attenuation|low density|insular|encephalomalac*|lacun*|signal|hyperintens*|gliosis|perfusion|flair',
  },
  embolus: { findings: 'thrombus occlusion', words: 'filling defect*|embol*|thromb*|clot*|hypodens*' },
  thrombus: {
    findings: 'embolus occlusion',
    words: 'noncompress*|non compress*|compress*|echogenic|filling defect*|thromb*|flow|filling',
  },
  aneurysm: { words: 'dilat*|ectas*|ectatic|outpouch*|saccular|diameter|fusiform|enlarg*|calib*' },
  dissection: { words: 'flap|lumen|intramural' },
  abscess: { findings: 'collection', words: 'collection*|rim enhanc*|fluid|gas|hypodens*|phlegmon*|cavit*' },
  cardiomegaly: { words: 'enlarg*|cardiac|heart|cardiothoracic|cardiomediastinal' },
  emphysema: { words: 'hyperinflat*|hyperexpan*|lucen*|bull*|flatten*|copd|air trapping|gas|air' },
  adenopathy: { findings: 'mass', words: 'node|nodes|nodal|lymph|hilar|hila' },
  hernia: { words: 'protru*|extru*|bulg*|defect|herni*|disc|disk|fat containing' },
  pneumoperitoneum: { words: 'air|gas|pneumoperiton*' },
  ascites: { findings: 'collection effusion', words: 'fluid' },
  hydrocephalus: { words: 'ventric*|dilat*' },
  osteomyelitis: { words: 'marrow|erosi*|destruct*|periost*|signal|lucen*|lytic|cortical' },
  appendicitis: { words: 'append*' },
  diverticulitis: { words: 'divertic*|sigmoid|colon*|strand*' },
  cholecystitis: { words: 'gallbladder|cholecyst*|murphy' },
  pancreatitis: { words: 'pancrea*|peripancrea*' },
  pyelonephritis: { words: 'kidney*|renal|nephr*|perinephric|striat*' },
  obstruction: { words: 'dilat*|distend*|bowel|loop*|transition|air fluid|caliber|calibre' },
  sinusitis: { words: 'sinus*|mucosal|antr*' },
  mastoiditis: { words: 'mastoid*' },
  torsion: { words: 'flow|twist*|whirl*|vascular*|perfusion|doppler' },
};

const indexes = new Map<string, PhraseIndex<true> | undefined>();

/** The words that bear a finding out; undefined for one that has none. */
export function supportWords(finding: string): PhraseIndex<true> | undefined {
  if (!indexes.has(finding)) {
    const words = supportOf[finding]?.words;
    indexes.set(finding, words === undefined ? undefined : new PhraseIndex([[true, words]]));
  }
  return indexes.get(finding);
}
