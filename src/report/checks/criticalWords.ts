import { PhraseFinder } from '../reading/words/phraseFinder.ts';

/** A finding that somebody must be told of at once, where its words or those near it say so. */
export interface CriticalWord {
  /** One word for all its names. */
  readonly finding: string;
  /** Something of this list stands in the same part of the sentence. */
  readonly needs?: RegExp;
  /** Nothing of this list does. */
  readonly not?: RegExp;
  /** What it needs may stand anywhere in the sentence. */
  readonly isWide?: boolean;
  /** How many words of the phrase, from its end, are the finding's; all when missing. */
  readonly last?: number;
}

const head =
  /^(intracranial|intracerebral|intraparenchymal|intraventricular|subdural|subarachnoid|epidural|extradural|extraaxial|cerebral|cerebellar|cerebellum|cerebrum|frontal|parietal|temporal|occipital|frontoparietal|temporoparietal|parietooccipital|frontotemporal|thalamic|thalamus|thalami|pontine|pons|brainstem|brain|insular|lentiform|putamen|putaminal|caudate|ganglia|ganglionic|capsule|hemisphere|hemispheric|convexity|falx|parafalcine|tentorial|tentorium|cistern|cisterns|sulci|sdh|sah|edh|ich|subdurale[nrs]?|intrazerebrale[nrs]?|intrakranielle[nrs]?|intracraniell\w*|subarachnoidal\w*|zerebral\w*|epidurale[nrs]?|cerebrale|meningee|sousdural|arachnoidiennes?|dural|durale|subaracnoide\w*|subaracnoideo|intracerebrale|intracraneal|subaracnoidea|intraparenquimatos[ao]|intraparenchimal[ei]|intracranic[ao]|stammganglien\w*|thalamus\w*|kleinhirn\w*)$/;
const notHead =
  /^(scalp|subgaleal|galea|cephalohematoma|cephalhaematoma|orbital|retrobulbar|retinal|sinus|sinuses|subcutaneous|preseptal|periorbital|soft|kopfschwarte|microbleeds?|petechial|cyst|cysts|metastas\w*|chorioretinal)$/;
const arteries =
  /^(m1|m2|mca|ica|basilar|a1|p1|intracranial|lica|rica|lmca|rmca|cerebral|mediae?|acm|basilaris|carotid|carotis|sylvienne)$/;
const acute = /^(acute|hyperacute|akute[nrs]?|akut|frische[nrs]?|aigue?s?|aigus|aguda?s?|acut[oaie]|acuut|acute|new)$/;
const notBrain =
  /^(renal|kidney|splenic|spleen|myocardial|cardiac|pulmonary|lung|bone|omental|hepatic|bowel|mesenteric|testicular|spinal|placental|medullary|nieren\w*|milz\w*|myokard\w*|subacute|changes?|marrow|lacunes?)$/;
const lungs =
  /^(pulmonary|lung|saddle|lobar|segmental|subsegmental|pulmonaires?|pulmonar|pulmonares|polmonare|polmonari|pulmonal\w*|pe|tep|artery|arteries|embolus|emboli)$/;
const surgery =
  /^(post|postoperative|postsurgical|postop|postoperativ\w*|postoperatoire|expected|recent|laparoscop\w*|laparotom\w*|surgery|operation|dialysis)$/;

const words: readonly (readonly [CriticalWord, string])[] = [
  [
    { finding: 'tension pneumothorax', last: 1 },
    'tension pneumothora*|tension hydropneumothora*|spannungspneumothorax|spanningspneumothorax|pneumothorax compressif|pneumothorax suffocant|neumotorax a tension|neumotorax hipertensivo|pneumotorace iperteso|pneumotorax hipertensivo|pnx iperteso',
  ],
  [
    { finding: 'tension pneumothorax', needs: /^(tension|spannung)$/, not: /^(without|no|ohne)$/ },
    'pneumothorax|pneumothoraces|hydropneumothorax',
  ],
  [
    { finding: 'intracranial haemorrhage', needs: head, not: notHead },
    'haemorrhage|haemorrhages|hemorrhage|hemorrhages|bleed|bleeding|bleeds|haematoma|haematomas|hematoma|hematomas|hematomata|haemorrhagic contusion*|hemorrhagic contusion*|haemorrhagic transformation|hemorrhagic transformation|haemorrhagic stroke|hemorrhagic stroke|haemorrhagic infarct*|hemorrhagic infarct*|blutung|blutungen|hamatom|hamatome|hemorragie|hemorragia|emorragia|hematome|hematoma|ematoma|bloeding|hematoom|sanguinamento|saignement',
  ],
  [
    { finding: 'intracranial haemorrhage' },
    'sdh|sah|edh|hirnblutung|hirnblutungen|subarachnoidalblutung|subduralhamatom|subduralhamatome|epiduralhamatom|subarachnoidale bloeding|hersenbloeding|hemorragie meningee|hsa',
  ],
  [
    { finding: 'active bleeding' },
    'active haemorrhage|active hemorrhage|active bleeding|active extravasation|active contrast extravasation|active arterial extravasation|aktive blutung|saignement actif|sangrado activo|sanguinamento attivo|actieve bloeding',
  ],
  [
    {
      finding: 'arterial dissection',
      needs:
        /^(aort\w*|aorta|type|stanford|debakey|typ|carotid|carotis\w*|vertebral|arterial|artery|coronary|flap|ascending|descending|carotidienne)$/,
      not: /^(node|nodal|axillary|neck|surgical|plane|lymph)$/,
    },
    'dissection|dissections|dissektion|disseccion|disecci*|dissezione|dissecao|dissectie',
  ],
  [{ finding: 'aortic dissection' }, 'aortendissektion|aortadissectie|acute aortic syndrome'],
  [
    { finding: 'intramural haematoma', needs: /^(aort\w*|stanford)$/ },
    'intramural haematoma|intramural hematoma|intramurales hamatom',
  ],
  [
    {
      finding: 'ruptured aneurysm',
      needs: /^(ruptured|leaking|rupture|rupturiert\w*|gedeckt|rompu|roto|rotto|rupturado|gebarsten|geruptureerd\w*)$/,
      not: /^(unruptured|no|impending|risk|without|nonruptured)$/,
    },
    'aneurysm|aneurysms|aaa|aneurysma|aortenaneurysma|bauchaortenaneurysma|anevrisme|anevrysme|aneurisma',
  ],
  [{ finding: 'aortic rupture' }, 'aortic rupture|aortic transection|traumatic aortic injury|aortenruptur'],
  [
    { finding: 'pulmonary embolism', needs: lungs, not: /^(amniotic|cholesterol|cement|chronic|protocol)$/ },
    'embolism|emboli|embolus|embolisms|thromboembolism|thromboemboli|thromboembolus|embolie|embolies|embolia|embolias|tromboembolia|tromboembolismo|tromboemboli*|embolo',
  ],
  [
    { finding: 'pulmonary embolism' },
    'lungenembolie|lungenembolien|lungenarterienembolie|lungenarterienembolien|longembolie|longembolieen|pe|lae|tep',
  ],
  [{ finding: 'pulmonary embolism', needs: /^(pulmonary|pulmonaires?)$/ }, 'filling defect|filling defects'],
  [
    { finding: 'free air', not: surgery },
    'pneumoperitoneum|free air|free intraperitoneal air|free gas|free intraperitoneal gas|free abdominal air|free subdiaphragmatic air|freie luft|freie intraabdominelle luft|pneumoperitoine|neumoperitoneo|pneumoperitoneo|pneumoperitonio|vrije lucht|aire libre|aria libera',
  ],
  [
    { finding: 'bowel perforation' },
    'bowel perforation|perforated viscus|perforated hollow viscus|perforation of the bowel|gastric perforation|perforated ulcer|perforated duodenal ulcer|perforated gastric ulcer|oesophageal perforation|esophageal perforation|oesophageal rupture|esophageal rupture|darmperforation|hohlorganperforation|perforated bowel|colonic perforation',
  ],
  [{ finding: 'ectopic pregnancy', last: 2 }, 'ruptured ectopic pregnan*'],
  [
    { finding: 'ectopic pregnancy' },
    'ectopic pregnan*|ectopic gestation|tubal pregnan*|extrauterine pregnan*|extrauterine gravid*|extrauteringravid*|tubargravid*|grossesse extra - uterine|grossesse extra uterine|embarazo ectopico|gravidanza ectopica|gravidez ectopica|interstitial pregnancy',
  ],
  [
    {
      finding: 'torsion',
      needs:
        /^(testi\w*|ovar\w*|adnex\w*|annex\w*|scrot\w*|spermatic|hodens?|teste|funiculo|intravaginal|extravaginal)$/,
      not: /^(appendix|appendage|appendiceal|hydatid|epiploic)$/,
      isWide: true,
    },
    'torsion|torsed|torsione|torsio|torcao|torquiert\w*|torquiert*',
  ],
  [{ finding: 'torsion' }, 'hodentorsion|ovarialtorsion|ovartorsion|adnextorsion'],
  [
    { finding: 'acute stroke', needs: acute, not: notBrain },
    'infarct|infarcts|infarction|infarctions|stroke|strokes|hirninfarkt|hirninfarkte|infarkt|mediainfarkt|schlaganfall|infarctus|avc|ictus|infarto|infarti|infartos|herseninfarct|beroerte|isquemia cerebral|ischemia cerebrale|insulto',
  ],
  [
    { finding: 'large vessel occlusion', needs: arteries, not: /^(retinal|vein|venous|balloon|sinus)$/ },
    'occlusion|occlusions|occluded|verschluss|occlusione|oclusion|oclusao|occlusie|hauptstammverschluss',
  ],
  [
    { finding: 'large vessel occlusion' },
    'large vessel occlusion|lvo|mediaverschluss|basilaristhrombose|basilarisverschluss|basilar thrombosis|basilar artery thrombosis',
  ],
  [
    { finding: 'cord compression', last: 2 },
    'spinal cord compression|thoracic cord compression|cervical cord compression|cord compression|cauda equina compression|cauda compression',
  ],
  [
    { finding: 'cord compression' },
    'compression of the spinal cord|compression of the cord|compression of the thoracic cord|compression of the cervical cord|compression of the cauda equina|compresses the spinal cord|compressing the spinal cord|compresses the cord|compressing the cord|cauda equina syndrome|myelonkompression|ruckenmarkskompression|kompression des myelons|compression medullaire|compresion medular|compressione midollare|compressao medular|myelumcompressie',
  ],
  [
    { finding: 'epidural abscess or haematoma' },
    'spinal epidural abscess|spinal epidural haematoma|spinal epidural hematoma|epidural abscess|epidurales empyem|epiduraler abszess',
  ],
  [
    { finding: 'bowel ischaemia' },
    'mesenteric ischaemia|mesenteric ischemia|bowel ischaemia|bowel ischemia|intestinal ischaemia|intestinal ischemia|ischaemic bowel|ischemic bowel|small bowel ischaemia|small bowel ischemia|bowel infarction|bowel necrosis|infarcted bowel|gangrenous bowel|darmischamie|mesenterialischamie|mesenteriale ischamie|ischemie mesenterique|isquemia mesenterica|isquemia intestinal|ischemia mesenterica|ischemia intestinale|darmischemie|portal venous gas|strangulated bowel|bowel strangulation|strangulated hernia',
  ],
  [
    { finding: 'volvulus' },
    'volvulus|volvulo|closed loop obstruction|closed - loop obstruction|closed loop small bowel obstruction|closed - loop small bowel obstruction',
  ],
  [
    { finding: 'necrotising fasciitis' },
    'necrotising fasciitis|necrotizing fasciitis|fournier*|nekrotisierende fasziitis|fasciite necrosante|fascitis necrotizante|fascite necrotizzante|fasciite necrotizante|necrotiserende fasciitis|necrotising soft tissue infection|necrotizing soft tissue infection',
  ],
  [{ finding: 'epiglottitis' }, 'epiglottitis|supraglottitis|epiglottite'],
  [{ finding: 'tamponade' }, 'tamponade|perikardtamponade|taponamiento|tamponamento|herzbeuteltamponade'],
  [
    { finding: 'brain herniation' },
    'uncal herniation|transtentorial herniation|brain herniation|cerebral herniation|einklemmung|tonsillar herniation|herniation syndrome',
  ],
  [
    { finding: 'venous sinus thrombosis' },
    'venous sinus thrombosis|dural sinus thrombosis|cerebral venous thrombosis|sinusvenenthrombose|sagittal sinus thrombosis|transverse sinus thrombosis|sinus thrombosis|thrombose veineuse cerebrale',
  ],
  [{ finding: 'placental abruption or uterine rupture' }, 'placental abruption|uterine rupture|abruptio placentae'],
  [
    { finding: 'misplaced tube' },
    'endobronchial intubation|right mainstem intubation|left mainstem intubation|mainstem intubation|right main stem intubation|oesophageal intubation|esophageal intubation|bronchial intubation',
  ],
];

/**
 * Findings that need a call: ACR Practice Parameter for Communication of Diagnostic Imaging Findings (2020), and the
 * lists of examples of the Massachusetts Coalition for the Prevention of Medical Errors (2005) and the Royal College of
 * Radiologists (2016). Local lists vary.
 */
export const criticalWords = new PhraseFinder<CriticalWord>(words);
