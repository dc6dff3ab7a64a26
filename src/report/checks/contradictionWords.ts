/** What the words around a denial do to it. */

/** `No other fracture`, `no large effusion elsewhere`: the denial leaves room for what was affirmed. */
export const leavesRoom = new Set(
  (
    'other others further additional new newly significant significantly else elsewhere another more residual recurrent recurrence interval underlying associated adjacent surrounding secondary complicating worsening increasing enlarging definite definitely convincing obvious gross grossly appreciable discrete drainable sizeable sizable measurable clinically actionable pathological pathologic dominant concerning progressive hemodynamically haemodynamically flow limiting rest remaining remainder otherwise beyond outside except apart aside than remote longer yet unequivocal frank overt conclusive evolving organised organized extending extension superimposed distinct discernible relevant major additionally ' +
    'previous previously prior history earlier formerly initially before preoperative ' +
    'weitere weiteren weiterer weiteres neue neuen neuer neues sonstige sonstiger sonstigen ubrige ubrigen sicherer sicheren relevanter relevanten wesentlicher wesentlichen signifikanter signifikanten grosser grosseren fruher vorher ' +
    'autre autres nouveau nouvelle significatif significative ailleurs anterieur notable otro otra otros otras nuevo nueva significativo significativa altro altra altri altre nuovo nuova significativo outro outra outros outras novo nova ander andere nieuwe significante duidelijke'
  ).split(' '),
);

/** Said of a part of what is denied, wherever in the list they stand: `no acute fracture or dislocation`. */
export const ofKind = new Set(
  (
    'acute subacute chronic displaced nondisplaced depressed open comminuted pathologic compression large small moderate massive tension suspicious malignant aggressive enhancing solid cystic calcified obstructing obstructive occlusive nonocclusive high grade full thickness complete partial deep superficial severe mild territorial central hemorrhagic haemorrhagic traumatic spontaneous loculated free simple complex insufficiency stress avulsion intra intraarticular extra occult critical focal ' +
    'akute akuter akuten akutes frische frischer frischen dislozierte aigu aigue recent recente agudo aguda acuto acuta acute verse acuut acute'
  ).split(' '),
);

/** Says nothing of which one is meant. */
export const neutral = new Set(
  (
    'a an the of for in on at within by to from with and or nor no not any is are be been being there this that these those it its as evidence evident sign signs suggestion suggest suggesting indication indicate findings finding feature features abnormality abnormal appearance appearances seen identified present presence visible visualized visualised demonstrated noted appreciated detected detectable shown found observed apparent radiographic radiographically sonographic sonographically radiological radiologic imaging ct mri mr ultrasound current currently today study examination exam scan image images film films radiograph radiographs view views series either both side sides sided bilateral bilaterally left right lt rt r l s per se also again overall here impression conclusion summary none negative absent free without neither evidence absence lack ' +
    'clear normal unremarkable intact patent preserved size sized shape contour contours limits caliber calibre position ' +
    'focal disease process space spaces patient likely ' +
    'kein keine keinen keiner keines nachweis eines einer eine ein der die das des dem den im in am an beidseits links rechts hinweis auf fur und oder kein erkennbar sichtbar nachweisbar abgrenzbar zeichen ' +
    'pas d de du des le la les un une aucun aucune absence sans signe visible ni et ou sin no hay se observa observan evidencia signos ni y o el los las non si apprezza apprezzano evidenza segni ne e il lo gli nao ha sem sinais evidencia nem os as geen aanwijzing aanwijzingen voor tekenen van een het en of niet zichtbaar'
  ).split(' '),
);

/** Name a whole organ: what is denied of it is denied of its parts. */
export const wholeOrgan =
  /^(?:lungs?|pulmonary|pleura|pleural|intracranial|brain|cerebral|kidneys?|renal|liver|hepatic|thyroid|breasts?|spleen|splenic|pancrea\w*|adrenals?|gallbladder|biliary|hips?|knees?|shoulders?|wrists?|ankles?|foot|feet|hands?|elbows?|ribs?|ovar\w*|bladder|prostate|heart|cardiac|pericardi\w*|(?:lower|upper) extremity|legs?|calf|calves)$/;

/** An organ that a finding has without saying so. */
export const impliedOrgan: Readonly<Record<string, string>> = {
  effusion: 'lung',
  pneumothorax: 'lung',
  consolidation: 'lung',
  pneumonia: 'lung',
  atelectasis: 'lung',
  infiltrate: 'lung',
  emphysema: 'lung',
  bronchiectasis: 'lung',
  hydronephrosis: 'kidney',
  pyelonephritis: 'kidney',
  gallstone: 'bile',
  cholecystitis: 'bile',
  cardiomegaly: 'heart',
  hydrocephalus: 'brain',
  pancreatitis: 'pancreas',
  appendicitis: 'bowel',
  diverticulitis: 'bowel',
  obstruction: 'bowel',
  ascites: 'abdomen',
  pneumoperitoneum: 'abdomen',
  embolus: 'lung',
};

/** Behind a finding's name they make another thing of it: `mass effect`, `stone protocol`. */
export const notItself =
  /^(?:effect|effects|protocol|repair|risk|clip|clips|coil|coils|drain|drains|drainage|fixation|hardware|line|lines|burden|score|board|marker|markers|criteria|precautions|surveillance|screening|follow|like|mimic|type|types|prone|surgery|clinic|plane|pattern)$/;

/** What was done about it, or is feared of it: no plain affirmation. */
export const notAffirmed =
  /^(?:previously|history|formerly|initially|old|healed|remote|drained|evacuated|repaired|clipped|coiled|stented|stent|clip|clips|fixed|fixation|plate|plates|screw|screws|nail|embolized|embolised|treated|risk|evaluate|protocol|query|rule|suspicion|mimic|mimics|simulating|without|alter|alte|alten|ancien|ancienne|antiguo|antigua|vecchia|pregressa|oude|indication)$/;

/** About no organ that a denial beside it could be of. */
export const vague =
  /^(?:soft|tissues?|swelling|alignment|joints?|bones?|bony|osseous|mineralization|mineralisation|osteopenia|osteopenic|maintained|anatomic|mild|moderate|degenerative|changes|postoperative)$/;

/** Where something lies that is no organ's own; said on both sides it needs no organ beside it. */
export const place =
  /^(?:(?:post|pre|retro)?(?:mediastin|peritone|mesenter|caval|crural)|intraperiton|paratrache|subcarin|para-?aort|aortocaval|periport|peripancre|supraclavic|infraclavic|cervical|inguin|popliteal|prevertebr|paraspin|parapharyn|retropharyn|epidural|subdural|subarachn|intraventric|subgaleal|omental|presacral|perihep|perisplen|perirectal|subcutan|intramusc|suprapatell)\w*$/;
