/** What scoring reads beyond the report checks: their English words, with names of findings that only scores need. */
import { changeWords } from '../../report/reading/words/changeWords.ts';
import { english } from '../../report/reading/words/english.ts';
import type { Cue } from '../../report/reading/words/lexicon.ts';
import type { Language } from '../../report/reading/words/language.ts';
import { vocabularyOf } from '../../report/reading/words/lexicons.ts';
import { Vocabulary } from '../../report/reading/words/vocabulary.ts';

/**
 * Findings that the checks have no name for, and names that say another finding than the word in them: a pericardial
 * effusion is no pleural one. Same form as the checks' lists; the longest phrase wins.
 */
const findings: Readonly<Record<string, string>> = {
  'wide mediastinum':
    'widened mediastinum|mediastinal widening|widening of the mediastinum|widened mediastinal|mediastinal enlargement|enlarged mediastinum|enlargement of the mediastinum|enlarged mediastinal silhouette|enlarged cardiomediastinal|cardiomediastinal enlargement|widened cardiomediastinal|mediastinal mass*',
  congestion:
    'vascular congestion|pulmonary congestion|venous congestion|heart failure|cardiac failure|chf|cephalization|cephalisation|kerley b lines|kerley lines|fluid overload|volume overload',
  'interstitial markings':
    'interstitial marking*|interstitial prominence|interstitial thickening|interstitial abnormalit*|interstitial disease|interstitial pattern|interstitial change*|reticulation*|reticular marking*|reticular pattern|reticulonodular pattern|bronchial wall thickening|peribronchial thickening|peribronchial cuffing',
  scar: 'scar|scars|scarring|parenchymal band*',
  density:
    'lung density|lung densities|basal density|hazy density|patchy density|patchy densities|ill defined density|whiteout|white - out',
  infection: 'infection|infectious process|infectious infiltrate*|infectious etiology|infectious aetiology|pneumonitis',
  granuloma: 'granuloma*',
  cavity: 'cavitary lesion*|cavitation|cavitating lesion*|cavity|lung cavity',
  'pleural scar':
    'pleural scar*|pleural and parenchymal scar*|pleuroparenchymal scar*|pleural calcification*|fibrothorax|apical cap*|apical thickening|pleural mass*|pleural nodul*|pleural plaque*',
  'pericardial effusion': 'pericardial effusion*|pericardial fluid|hemopericardium|haemopericardium',
  'joint effusion': 'joint effusion*|knee effusion*|suprapatellar effusion*|knee joint effusion*',
  'vertebral compression':
    'compression deformit*|vertebral compression|vertebral collapse|vertebral body collapse|collapsed vertebra*|collapse of the vertebra*|compression fracture*|wedge fracture*|wedge deformit*',
  'bone lesion':
    'bone metasta*|bony metasta*|osseous metasta*|skeletal metasta*|bone lesion*|bony lesion*|osseous lesion*|lytic lesion*|sclerotic lesion*',
  // By their kind: a chest tube on the left and a line on the right contradict nothing.
  'airway tube': 'endotracheal tube*|et tube*|ett|tracheostomy*',
  'feeding tube':
    'nasogastric tube*|ng tube*|orogastric tube*|og tube*|enteric tube*|feeding tube*|gastric tube*|dobhoff*',
  'chest tube': 'chest tube*|chest drain*|pleural drain*|thoracostomy tube*|pleural pigtail*|pigtail catheter*',
  'central line':
    'central line*|central venous line*|central venous catheter*|picc|picc line*|jugular catheter*|jugular line*|ij line*|ij catheter*|subclavian line*|subclavian catheter*|dialysis catheter*|port a cath|port - a - cath|portacath|mediport*|infusion port*|swan ganz|swan - ganz|swan ganz catheter*|pulmonary artery catheter*',
  pacemaker:
    'pacemaker*|pacer|pacing lead*|pacer lead*|pacing wire*|pacemaker lead*|defibrillator*|icd|aicd|cardiac device*',
  'support device':
    'tube|tubes|catheter*|arterial line*|line tip|support line*|monitoring line*|lines and tubes|tubes and lines|lines or tubes|tubes or lines|monitoring lead*|ecg lead*|electrode*|sternotomy wire*|sternal wire*|median sternotomy wire*|prosthetic valve*|valve prosthes*|valve replacement*|balloon pump|iabp|ecmo|stent|stents|surgical clip*|surgical hardware|spinal hardware|fixation hardware|hardware|fusion rod*|arthroplast*|support device*|medical device*|support apparatus|supportive device*',
  // Beyond the chest: what the checks have no word for.
  'white matter lesions':
    'white matter lesion*|white matter hyperintensit*|white matter change*|white matter disease|lesions in the white matter|hyperintensities in the white matter',
  hydrocephalus:
    'enlarged ventricles|dilated ventricles|enlarged lateral ventricles|ventricular enlargement|ventricular dilatation|ventricular dilation',
  necrosis: 'necrosis|necrotic|necroses',
  inflammation: 'inflammation|inflammatory|inflamed|inflammatory infiltrat*|lymphocytic infiltrat*',
  tumour:
    'tumour nest*|tumor nest*|nest of tumour cells|nest of tumor cells|nests of tumour cells|nests of tumor cells',
  haemorrhage: 'subdural collection*',
  'midline shift': 'midline shift',
  steatosis: 'steatosis|fatty liver|fatty infiltration',
};

/** What the checks need not tell apart: a borderline heart is not surely large, `is likely.` doubts what stands before it. */
const cues: readonly (readonly [Cue, string])[] = [
  ['maybe', 'borderline'],
  ['maybeBefore', 'is likely .|are likely .|is probable .|are probable .|is questionable .|are questionable .'],
  ['plain', 'post - obstructive|post - traumatic|post - inflammatory'],
];

let made: Vocabulary | undefined;

/** The words of a language as scores read them; those of other languages than English are the checks' own. */
export function scoringVocabulary(language: Language): Vocabulary {
  if (language !== 'en') return vocabularyOf(language);
  made ??= new Vocabulary(
    {
      findings: [...listsOf(findings), ...listsOf(english.findings)],
      sides: listsOf(english.sides),
      sites: listsOf(english.sites),
      parts: listsOf(english.parts),
      cues: [...cues, ...listsOf(english.cues)],
      changes: listsOf(changeWords.en),
    },
    false,
  );
  return made;
}

function listsOf<K extends string>(lists: Partial<Record<K, string>>): [K, string][] {
  return Object.entries(lists) as [K, string][];
}
