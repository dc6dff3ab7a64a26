/**
 * What reports measure, by one word for all its names, in every language that the reading knows: organs, findings, and
 * things of which a size says nothing of the organ next to them.
 */
export const measuredWords = {
  bileDuct:
    'common bile duct|bile duct|cbd|common duct|common hepatic duct|extrahepatic duct|extrahepatic bile duct|choledoch*|ductus choledochus|ductus hepatocholedochus|dhc|gallengang|hauptgallengang|voie biliaire principale|vbp|choledoque|coledoco|hepatocoledoco|via biliar principal|via biliar|via biliare principale|galgang|duct of the gallbladder',
  spleen: 'spleen|splenomegaly|milz|splenomegalie|la rate|bazo|esplenomegalia|milza|splenomegalia|baco|milt',
  aorta:
    'aorta|aortic|aortic root|aortic arch|aaa|aorte|aortique|aortico|aortica|aortenwurzel|aortenbogen|aortenaneurysma|bauchaortenaneurysma|sinus of valsalva|sinuses of valsalva',
  aneurysm: 'aneurysm*|*aneurysma|anevrysme*|anevrisme*|aneurism*',
  kidney:
    'kidney|kidneys|niere|nieren|rein|reins|rinon|rinones|rene|reni|rim direito|rim esquerdo|rins|nier|linksniere|rechtsniere',
  uterus: 'uterus|utero|baarmoeder|gebarmutter',
  endometrium:
    'endometri*|endometrial thickness|endometrial stripe|endometrial echo|endometrial complex|endometrial lining|endometre|stripe',
  ovary: 'ovary|ovaries|ovar|ovarien|ovaire*|ovario*|ovaio|ovaie|ovaria|eierstock',
  prostate: 'prostate|prostata|prostaat',
  testis: 'testis|testes|testicle*|hoden|testicule*|testiculo*|testicolo|testicoli|testikel',
  bladder: 'bladder|urinary bladder|harnblase|vessie|vejiga|vescica|bexiga|blaas',
  gallbladder: 'gallbladder|gall bladder|gallenblase|vesicule biliaire|vesicula biliar|colecisti|galblaas',
  gallbladderWall: 'gallbladder wall|gall bladder wall|wall of the gallbladder|gallbladder wall thickness',
  wall: 'wall|walls|wall thickness|wandung|wand|wanddicke|paroi|pared|parete|parede',
  appendix: 'appendix|appendices|wurmfortsatz|appendice|apendice',
  pancreaticDuct:
    'pancreatic duct|main pancreatic duct|pancreatic ductal|duct of wirsung|wirsung|mpd|pankreasgang|canal pancreatique|conducto pancreatico|dotto pancreatico',
  portalVein: 'portal vein|main portal vein|pfortader|vena portae|veine porte|vena porta|vena portal|poortader',
  ivc: 'ivc|inferior vena cava|vena cava inferior',
  pulmonaryArtery:
    'pulmonary artery|main pulmonary artery|pulmonary trunk|pulmonary arterial trunk|truncus pulmonalis|tronc pulmonaire|arteria pulmonar|arteria polmonare',
  isthmus: 'isthmus|thyroid isthmus',
  thyroid: 'thyroid lobe|thyroid|schilddrusenlappen|lobe thyroidien',
  midlineShift:
    'midline shift|shift of the midline|mittellinienverlagerung|leftward midline shift|rightward midline shift|deviation de la ligne mediane|desviacion de la linea media|shift of midline structures',
  ventricle:
    'lateral ventricle|lateral ventricles|third ventricle|fourth ventricle|atrium of the lateral ventricle|seitenventrikel|temporal horn|frontal horn|ventricular atrium',
  heart:
    'left ventricle|right ventricle|left atrium|right atrium|lv|interventricular septum|heart|cardiac silhouette|cardiomegaly|lvidd|lvedd',
  smallBowel: 'small bowel loop*|small bowel|dunndarmschlinge*|jejunal loop*|ileal loop*',
  colon: 'colon|caecum|cecum|sigmoid|sigmoid colon|transverse colon|large bowel|kolon',
  esophagus: 'esophagus|oesophagus|osophagus|oesophage|esofago',
  trachea: 'trachea|tracheal',
  liver: 'liver|hepatomegaly|leber|foie|higado|fegato|figado|lever|liver length|liver span',
  pancreas: 'pancreas|pankreas|pancreatic head|pancreatic tail|pancreatic body',
  adrenal: 'adrenal|adrenals|adrenal gland|adrenal glands',
  iliacArtery: 'iliac artery|common iliac artery|iliac arteries|external iliac artery|internal iliac artery',
  carotid: 'carotid artery|common carotid artery|internal carotid artery|carotid bulb',
  cervix: 'cervical length|cervix|cervix length',
  nuchal: 'nuchal translucency|nuchal fold',
  crownRump: 'crown rump length|crown - rump length|crl',
  imt: 'intima media thickness|intima - media thickness|imt|cimt',
  achilles: 'achilles tendon|plantar fascia|achilles',
  disc: 'disc protrusion|disk protrusion|disc extrusion|disk extrusion|disc bulge|disk bulge|disc herniation|disk herniation|bandscheibenvorfall|bandscheibenprotrusion',
  thymus: 'thymus',
  node: 'lymph node|lymph nodes|node|nodes|lymphadenopathy|adenopathy|lymphknoten|ganglion|ganglions|adenopathie*|ganglio|ganglios|adenopatia*|linfonodo|linfonodi|linfonodos|lymfeklier*',
  conglomerate: 'conglomerate|conglomerates|nodal mass|nodal conglomerate|nodal masses|lymphknotenkonglomerat',
  nodule:
    '*rundherd|*knoten|nodule|nodules|nodular opacity|nodular density|rundherd|rundherde|knoten|noduli|nodulo|nodulos|nodul|herdschatten|noduletti|knobbel|nodus',
  mass: 'mass|masses|raumforderung|raumforderungen|masse|masses|masa|masas|massa|massas',
  lesion:
    'lesion|lesions|lasion|lasionen|lesione|lesioni|lesao|lesoes|laesie|laesies|lesiones|hypodensity|focus|herd|herde|area of enhancement',
  tumour:
    '*karzinom|*tumor|tumor|tumour|tumors|tumours|neoplasm|neoplasms|carcinoma|cancer|malignancy|karzinom|tumeur|tumeurs|tumore|tumores|glioma|glioblastoma|schwannoma|lymphoma|sarcoma|rcc|hcc|ipmn|gist',
  metastasis: 'metasta*',
  meningioma: 'meningioma*|meningeom*|meningiome*',
  haemangioma: 'hemangioma*|haemangioma*|hamangiom*|hemangiome*|angioma*|angiom|angiomyolipoma|aml',
  adenoma: 'adenoma*|*adenom|adenome*|fibroadenoma*|macroadenoma|microadenoma',
  lipoma: 'lipoma*|granuloma*|hamartoma*|bone island|enchondroma|osteochondroma',
  cyst: '*zyste|*zysten|*cyste|*cysten|cyst|cysts|zyste|zysten|kyste|kystes|quiste|quistes|cisti|cisto|cistos|cyste|cysten|pseudocyst*',
  follicle: 'follicle|follicles|corpus luteum',
  stone:
    'stone|stones|calculus|calculi|nephrolith*|konkrement*|nierenstein*|ureterstein*|lithiase*|calcul|calculs|calculo|calculos|litiasis|calcolo|calcoli|steen|stenen|phlebolith*',
  gallstone: 'gallstone|gallstones|cholelithiasis|gallenstein*|galsteen|galstenen|choledocholithiasis',
  appendicolith: 'appendicolith|fecalith|faecalith',
  polyp: '*polyp|polyp|polyps|polypen|polype|polypes|polipo|polipos|polipi|poliep',
  fibroid: 'fibroid|fibroids|leiomyoma*|myoma|myomas|myom|myome|mioma|miomas|miomi|fibrome|fibromes',
  abscess: 'abscess|abscesses|*abszess|abszesse|abces|absceso|ascesso',
  collection: 'collection|collections|fluid collection|seroma|lymphocele|urinoma|biloma|hygroma|flussigkeitsverhalt',
  effusion: 'effusion|effusions|fluid|erguss|pleuraerguss|epanchement|derrame|versamento|empyema',
  pneumothorax: 'pneumothorax|pneumothoraces|hydropneumothorax|neumotorax|pneumotorace',
  haematoma: 'hematoma*|haematoma*|*hamatom|hematome*|subdural|sdh|edh|haemorrhage|hemorrhage|blutung|bleed',
  hernia: 'hernia|hernias|hernie|hiatal hernia|hiatus hernia',
  thrombus: 'thrombus|thrombosis|thrombi|clot',
  fracture: 'fracture|fractures|fraktur|fragment|fragments',
  tear: 'tear|tears|rupture|riss|ruptur',
  opacity: 'opacity|opacities|consolidation|infiltrate|density|asymmetry|ggo',
  calcification: 'calcification|calcifications|plaque|microcalcifications|verkalkung',
  stenosis: 'stenosis|stricture|narrowing|stenose',
  defect: 'defect|ulcer|fissure|perforation|diverticulum|fistula',
  infarct: 'infarct|infarction|contusion|laceration|infarkt',
  component: 'solid component|component|solid portion|solid part|cystic component|nidus|mural nodule|septation|septum',
  neck: 'neck|hernia neck|aneurysm neck|orifice|landing zone|sac',
  cortex: 'cortex|cortical thickness|parenchyma|parenchymal thickness|renal cortex|renal pelvis|pelvis|calyx|calyces',
  ureter: 'ureter|ureters|hydroureter|hydronephrosis',
  vessel:
    'artery|arteries|vein|veins|vessel|vessels|aortic valve|aortic annulus|annulus|aortic wall|paraaortic|para - aortic|valve|renal artery|varix|varices|vena|iliac|iliac vessel*',
  device:
    'tube|tip|catheter|line|stent|screw|screws|clip|nail|plate|needle|lead|leads|coil|filter|drain|port|graft|balloon|marker|sonde|tubus|electrode',
  place:
    'carina|junction|vertebra|image|view|slice|field of view|fov|skin|surface|nipple|pleura|capsule|footling|hilum|diaphragm|anal verge|verge|valve plane|insertion|physis|plateau',
  tendon: 'tendon|ligament|muscle|meniscus|cuff|cartilage|joint|bone|synovium|bursa|tonsils|tonsil',
  segment: 'loop|terminal ileum|ileum|jejunum|stomach|duodenum|anastomosis|rectum|bowel|limb',
  gap: 'gap|distance|margin|level|step off|displacement|separation|diastasis|retraction|listhesis|anterolisthesis|retrolisthesis|offset|depression|overriding|shortening|interval|space',
} as const;

export type MeasuredKind = keyof typeof measuredWords;
