/** French, Spanish, Italian, Portuguese: the side stands behind the noun, and the terms are those of Latin. */
import type { Lexicon } from './lexicon.ts';

const sites: Lexicon['sites'] = {
  lung: 'pulmon*|poumon*|polmon*|pulmao|pulmoes|pleur*|lobe|lobes|lobo|lobos|lobar*|lobul*|lingul*|hil*|hile|basal*|base|bases|basi|apical*|apice*|sommet*|vertice*|retrocard*|seno|cul de sac|lid|lii|lsd|lsi|lsg|lig|lm',
  heart: 'pericard*|cardia*|coeur|cuore|coracao|corazon|ventric*|atri*|auricul*|oreillett*',
  kidney: 'rein*|renal*|reni|rene|rim|rins|rinon*|ureter*|uretere*|pyelo*|pielo*|calic*',
  ovary: 'ovair*|ovari*|ovar*|annexiel*|anexial*|annessial*|annexe*',
  breast: 'sein|seins|mamma*|mama|mamas|mammel*|seno mammario',
  axilla: 'axill*|axil*|ascell*',
  thyroid: 'thyroid*|tiroid*|tireoid*',
  adrenal: 'surrenal*|suprarrenal*|surren*|adrenal*',
  liver: 'foie|hepat*|epat*|fegato|higado|figado',
  rib: 'cote|cotes|costal*|costa|costas|costale|costela*|costilla*|arc costal|arcs costaux',
  clavicle: 'clavicul*|clavicol*',
  shoulder: 'epaule*|hombro*|spalla|ombro*|omero prossimale',
  humerus: 'humer*|omer*|umer*',
  hip: 'hanche*|cadera*|anca|quadril|col femoral*|col du femur|collo del femore|collo femorale|cuello femoral|colo femoral',
  femur: 'femur*|femor*',
  knee: 'genou*|rodilla*|ginocchi*|joelho*|menis*|rotul*|patel*',
  leg: 'tibia*|tibial*|perone*|fibul*|mollet*|pantorrilla*|polpacci*|panturrilha*',
  ankle: 'cheville*|tobillo*|caviglia|tornozelo*|malleol*|maleol*',
  foot: 'pied*|pie|piede|pe|metatars*|calcane*',
  wrist: 'poignet*|muneca*|polso|punho|radio distal|radius|scafoid*|scaphoid*',
  brain:
    'frontal*|parietal*|temporal*|occipital*|cerebr*|cerebel*|sylvien*|silvian*|thalam*|talam*|sottodurale|subdural*|sous dural*|hemisph*|emisf*|hemisf*',
  neck: 'carotid*|parotid*',
  groin: 'inguinal*|inguin*|aine',
  sinus: 'maxillaire*|maxilar*|mascellar*',
};

const parts: Lexicon['parts'] = {
  upper: 'superieur*|superior*|apical*|apice*|sommet*|lsd|lsi|lsg|apicale',
  middle: 'moyen*|medio|media|lobe moyen|lobulo medio|lobo medio',
  lower: 'inferieur*|inferior*|inferiore|basal*|basale|base|bases|basi|lid|lii|lig',
  frontal: 'frontal*',
  parietal: 'parietal*',
  temporal: 'temporal*',
  occipital: 'occipital*',
};

const findings: Lexicon['findings'] = {
  effusion: 'epanchement*|derrame*|versament*|liquido pleural*|liquide pleural*|falda di versamento',
  pneumothorax:
    'pneumothora*|neumotora*|pneumotora*|pnx|hydropneumothora*|idropneumotora*|hidroneumotora*|hidropneumotora*',
  consolidation:
    'condensation*|consolidation*|condensacion*|consolidacion*|consolidament*|addensament*|consolidaca*|consolidaco*|condensaca*',
  opacity:
    'opacite*|opacidad*|opacita|opacidade*|verre depoli|vidrio deslustrado|vetro smerigliato|vidro fosco|opacificac*|velament*',
  infiltrate: 'infiltrat*|infiltrado*',
  pneumonia:
    'pneumonie*|pneumopathie*|neumonia*|polmonite*|pneumonia*|bronconeumonia*|broncopolmonite*|broncopneumonia*',
  atelectasis: 'atelecta*|atelettas*|atelectas*',
  nodule: 'nodul*|nodo|noduli|micronodul*',
  mass: 'masse|masses|masa|masas|massa|massas|formation tissulaire|formazione espansiva',
  lesion: 'lesion*|lesione*|lesioni|lesao|lesoes|processus expansif',
  tumour: 'tumeur*|tumor*|cancer*|carcinom*|neoplas*|neoform*|lymphome*|linfom*|maligni*',
  metastasis: 'metasta*',
  cyst: 'kyste*|quiste*|cisti|cisto*|quisto*|formacion quistica',
  fracture: 'fractur*|frattur*|fratur*',
  dislocation: 'luxation*|luxacion*|lussazion*|luxaca*|subluxa*|sublussa*',
  tear: 'rupture*|dechirure*|rotura*|desgarro*|lacerazion*|rottura*|ruptura*|lesione meniscale',
  stone:
    'calcul|calculs|lithiase*|calculo*|litiasis|calcolo|calcoli|litiasi|litiase*|microlitiasi|concrement*|nefrolit*',
  gallstone: 'colelitiasis|colelitiasi|colelitiase|cholelithiase|lithiase vesiculaire',
  hydronephrosis:
    'hydronephros*|hidronefros*|idronefros*|uronephros*|ureterohidronefros*|ureterohydronephros*|ectasia pielocal*|dilatation pyelocal*|dilatacao pielocal*',
  haemorrhage: 'hemorrag*|saignement*|hematome*|hematoma*|ematoma*|emorrag*|sangrado*|sangrament*|hemorragi*',
  infarct: 'infarct*|infarto*|avc|ischemi*|isquemi*|enfarte*|ictus',
  embolus: 'embolie*|embolia*|embolo*|tep|emboli|tromboembol*',
  thrombus: 'thrombos*|thrombus|trombos*|trombo|trombi|tvp',
  aneurysm: 'anevr*|anevrysm*|aneurism*',
  dissection: 'dissection*|diseccion*|dissezion*|disseccao|disseca*',
  stenosis: 'stenos*|estenos*',
  occlusion: 'occlusion*|oclusion*|occlusion*|oclusao',
  abscess: 'abces|absceso*|ascess*|abscesso*|empyeme*|empiema*',
  hernia: 'hernie*|hernia*|ernia*|ernie',
  cardiomegaly: 'cardiomegal*|ombra cardiaca ingrandita|cuore ingrandito|cardio megal*',
  oedema: 'oedeme*|edema*',
  emphysema: 'emphyseme*|enfisema*',
  adenopathy: 'adenopath*|adenopat*|linfadenopat*|linfoadenopat*|adenomegal*|linfoadenomegal*|linfonodomegal*',
  ascites: 'ascite|ascitis|ascites',
  pneumoperitoneum: 'pneumoperitoine|neumoperitoneo|pneumoperitoneo',
};

/** What one Latin tongue shares with the next: signs of order and the like. */
const shared = { more: '>|<|≥' };

export const french: Lexicon = {
  sides: {
    left: 'gauche|gauches|gche',
    right: 'droit|droite|droits|droites|dte|drt',
    both: 'bilateral*|bilateraux|les deux|des deux|aux deux|deux cotes|bibasal*|bibasale*|gauche et droit*|droit et gauche|droite et gauche|droits et gauches|gauche et droite|bi basal*',
    apart:
      'ventricule gauche|ventricule droit|oreillette gauche|oreillette droite|coeur droit|coeur gauche|cavites droites|cavites gauches|vers la gauche|vers la droite|decubitus lateral gauche|decubitus lateral droit|ventriculaire gauche|ventriculaire droit*|auriculaire gauche|auriculaire droit*',
  },
  isPostposed: true,
  sites,
  parts,
  findings,
  cues: {
    ...shared,
    no: 'pas de|pas d|pas|absence de|absence d|absence|sans|aucun|aucune|ni|non|il n y a pas|n y a pas|absence de signe de|sans signe de|pas d argument pour|pas de signe de|disparition de|disparition du|resolution de|resolution du',
    gone: 'n est pas visible|non visible|non visualise*|n est pas retrouve*|non retrouve*|a disparu|ont disparu|absent|absente|absents|resolu|resolue|elimine|exclu',
    plain:
      'pas de modification|pas de changement|sans modification|sans changement|pas d augmentation|non modifie*|ne peut etre exclu*|pas exclu*',
    maybe:
      'possible|possibles|probable|probables|probablement|suspect|suspecte|suspicion de|evoquant|evocateur de|compatible avec|pouvant|douteux|peut etre|en faveur de|en faveur d',
    maybeBefore: 'ne peut etre exclu*|ne peut etre elimine*|non exclu*|n est pas exclu*|a discuter',
    past: 'antecedent de|antecedents de|atcd de|atcd|status apres|statut post|ancien traitement',
    advice: 'a controler|controle|recommande*|conseille*|a completer|si besoin|pour eliminer|recherche de|bilan de',
    verb: 'est|sont|etait|a ete|mesure|mesurant|persiste|parait|semble|apparait|existe|note|retrouve',
    show: 'montre|presente|comporte|contient',
    normal: 'normal*|sans particularite|libre|libres|sain|saine|respecte|respectes|respectee|clair|claire|claires',
    and: 'et|ainsi que',
    or: 'ou|ni',
    with: 'avec',
    than: 'que|par rapport a|par rapport au',
    more: 'plus|predominant*|surtout|moins|superieur a|>|<',
    place: 'a|au|aux|du|de|de la|des|dans|sur|en|le|la|cote|l|d|niveau',
    cause: 'secondaire|du a|en rapport|lie|liee|responsable|au contact|provoquant|refoulant',
    stop: 'mais|cependant|toutefois|sauf|hormis|excepte|en dehors|par contre|tandis|alors que|en revanche|a l exception',
    size: 'petit|petite|petits|petites|minime*|moyen|moyenne|moderee|modere|important*|volumineux|volumineuse|discret*|grand*|massif|massive|nouveau|nouvelle|ancien*|recent*|connu*|plusieurs|multiples|abondance|faible|lame',
    article: 'un|une|les|des',
    starts: 'il|on|presence|noter|elle|existe|par ailleurs|visualisation|mise',
    symptom: 'douleur*|drain|catheter|prothese*|nephrectomie|mastectomie|lobectomie|chambre',
  },
};

export const spanish: Lexicon = {
  sides: {
    left: 'izquierd*|izq|izqdo|izqda|izda|izdo|izq|izd',
    right: 'derech*|dcho|dcha|der|dch',
    both: 'bilateral*|ambos|ambas|bibasal*|izquierdo y derecho|derecho e izquierdo|derecha e izquierda|izquierda y derecha|dos lados',
    apart:
      'ventriculo izquierdo|ventriculo derecho|auricula izquierda|auricula derecha|cavidades derechas|cavidades izquierdas|corazon derecho|corazon izquierdo|hacia la izquierda|hacia la derecha|ventricular izquierd*|ventricular derech*|decubito lateral izquierdo|decubito lateral derecho|derecho a izquierdo',
  },
  isPostposed: true,
  sites,
  parts,
  findings,
  cues: {
    ...shared,
    no: 'no|sin|ausencia de|ausencia|ningun|ninguna|ni|no hay|no se observa|no se observan|no se aprecia|no se aprecian|no se identifica|no se identifican|no se visualiza|no se visualizan|no existe|sin evidencia de|sin signos de|libre de|se descarta|descarta|resolucion de|resolucion del|desaparicion de|desaparicion del|tampoco',
    gone: 'no se observa|no se observan|ausente|ausentes|resuelto|resuelta|ha desaparecido|han desaparecido|se ha resuelto|descartado|descartada',
    plain:
      'sin cambios|sin cambio|no hay cambios|no se observan cambios|no se aprecian cambios|sin modificaciones|no se puede descartar|no puede descartarse|no es posible descartar|sin descartar',
    maybe:
      'posible|posibles|probable|probables|probablemente|sospecha de|sospechoso de|sugestivo de|sugerente de|sugiere|compatible con|en relacion con|podria|a descartar|dudoso|dudosa|no se puede descartar|no se descarta|no puede descartarse',
    maybeBefore: 'no se puede descartar|no se descarta|no puede descartarse|a descartar',
    past: 'antecedente de|antecedentes de|status post|secuelas de|previo|previa',
    advice:
      'se recomienda|recomienda|se sugiere control|control|valorar|para descartar|se aconseja|correlacionar|a valorar',
    verb: 'es|son|esta|estan|mide|persiste|presenta|aparece|se observa|se aprecia|se visualiza|se identifica|existe|hay',
    show: 'muestra|contiene|presenta|demuestra|tiene',
    normal: 'normal*|libre|libres|conservad*|sin alteraciones|sin hallazgos|permeable*|integr*',
    and: 'y|e|asi como',
    or: 'o|u|ni',
    with: 'con',
    than: 'que|respecto al|respecto a|en comparacion con',
    more: 'mayor|mas|menor|predominio|predominantemente|sobre todo|>|<',
    place: 'en|del|de|de la|a|al|la|el|lado|sobre|lado|region',
    cause: 'por|debido|secundari*|adyacente|asociad* a|condiciona|desplaza|tras',
    stop: 'pero|sin embargo|excepto|salvo|aunque|mientras|no obstante|a excepcion|sino',
    size: 'pequen*|moderad*|gran|grande*|leve*|minim*|discret*|sever*|masiv*|extens*|nuev*|antigu*|conocid*|multiples|varios|varias|escas*|importante',
    article: 'un|una|unos|unas|los|las',
    starts: 'se|hay|existe|presencia|ademas|llama',
    symptom: 'dolor|drenaje|cateter|protesis|nefrectomia|mastectomia|lobectomia|tubo',
  },
};

export const italian: Lexicon = {
  sides: {
    left: 'sinistr*|sx|sin|sn',
    right: 'destr*|dx|ds',
    both: 'bilateral*|entrambi|entrambe|ambo|bibasal*|bibasilar*|destra e sinistra|sinistra e destra|destro e sinistro|sinistro e destro|dx e sx|sx e dx|dx e sin|ambedue',
    apart:
      'ventricolo sinistro|ventricolo destro|atrio sinistro|atrio destro|cuore destro|cuore sinistro|sezioni destre|sezioni sinistre|verso sinistra|verso destra|ventricolare sinistr*|ventricolare destr*|decubito laterale destro|decubito laterale sinistro|atriale sinistr*|atriale destr*|destroconvess*|sinistroconvess*',
  },
  isPostposed: true,
  sites,
  parts,
  findings,
  cues: {
    ...shared,
    no: 'non|senza|assenza di|assenza|nessun|nessuna|nessuno|ne|non si osserva|non si osservano|non evidenza di|non evidenti|non segni di|non si apprezza|non si apprezzano|non si rileva|non si rilevano|non vi e|non vi sono|privo di|libero da|esclude|si esclude|risoluzione di|risoluzione del|risoluzione della|scomparsa di|scomparsa del|scomparsa della|non evidenzia',
    gone: 'non visibile|non visibili|non piu visibile|non piu evidente|assente|assenti|risolto|risolta|scomparso|scomparsa|non apprezzabile|non apprezzabili|escluso|esclusa|non riconoscibile',
    plain:
      'non modificat*|non variazioni|non significative variazioni|non si puo escludere|non e possibile escludere|non escludibile|non aumentat*|non variat*',
    maybe:
      'possibile|possibili|probabile|probabili|verosimile|verosimili|verosimilmente|sospett*|compatibile con|compatibili con|da riferire|riferibile a|dubbi*|suggestiv*|non si puo escludere|non escludibile',
    maybeBefore: 'non si puo escludere|non escludibile|non e possibile escludere|da escludere',
    past: 'esiti di|esito di|pregress*|anamnesi di|stato dopo',
    advice: 'si consiglia|consigliato|si raccomanda|utile|controllo|per escludere|da correlare|opportun*',
    verb: 'e|sono|misura|permane|persiste|appare|appaiono|si osserva|si osservano|si apprezza|si rileva|presenta|risulta|risultano|coesiste',
    show: 'mostra|presenta|contiene|dimostra|evidenzia',
    normal: 'normal*|nella norma|indenn*|regolar*|liber*|pervi*|integr*|espans*',
    and: 'ed|nonche',
    or: 'o|od|ne|oppure',
    with: 'con',
    than: 'che|rispetto a|rispetto al|di quanto',
    more: 'maggior*|piu|minor*|prevalent*|soprattutto|>|<',
    place: 'a|al|alla|di|del|della|in|nel|nella|in sede|su|lato|il|la|l|da',
    cause: 'da riferire|dovut*|secondari*|per|adiacente|determina|comprime|disloca|dopo',
    stop: 'ma|tuttavia|peraltro|eccetto|tranne|mentre|bensi|ad eccezione|a parte|salvo',
    size: 'piccol*|moderat*|grande|grandi|grossolan*|lieve|lievi|minim*|modest*|cospicu*|massiv*|discret*|nuov*|vecchi*|not*|multipl*|alcun*|sottile|ampi*|abbondante',
    article: 'un|una|uno|i|gli|le',
    starts: 'si|presenza|vi|esso|essa|inoltre|coesiste',
    symptom: 'dolore|drenaggio|catetere|protesi|nefrectomia|mastectomia|lobectomia|tubo',
  },
};

export const portuguese: Lexicon = {
  sides: {
    left: 'esquerd*|esq',
    right: 'direit*|dir',
    both: 'bilatera*|ambos|ambas|bibasa*|direito e esquerdo|esquerdo e direito|direita e esquerda|esquerda e direita',
    apart:
      'ventriculo esquerdo|ventriculo direito|atrio esquerdo|atrio direito|auricula esquerda|auricula direita|camaras direitas|camaras esquerdas|coracao direito|coracao esquerdo|para a esquerda|para a direita|para esquerda|para direita|ventricular esquerd*|ventricular direit*|decubito lateral esquerdo|decubito lateral direito',
  },
  isPostposed: true,
  sites,
  parts,
  findings,
  cues: {
    ...shared,
    no: 'nao|sem|ausencia de|ausencia|nenhum|nenhuma|nem|nao ha|nao se observa|nao se observam|nao se identifica|nao se identificam|nao se visualiza|nao foram observad*|sem evidencia de|sem sinais de|livre de|descarta|afasta|resolucao de|resolucao do|resolucao da|desaparecimento do|desaparecimento da',
    gone: 'ausente|ausentes|nao visualizad*|nao identificad*|nao observad*|resolvido|resolvida|desapareceu|desapareceram|afastado|afastada|nao caracterizad*',
    plain:
      'sem alteracoes evolutivas|sem alteracao evolutiva|sem mudanca*|sem modificac*|nao se pode afastar|nao se pode excluir|nao se pode descartar|nao aumentou',
    maybe:
      'possivel|possiveis|provavel|provaveis|provavelmente|suspeita de|suspeito de|suspeita|sugestiv*|sugere|sugerindo|compativel com|compativeis com|podendo|a esclarecer|duvidos*|nao se pode afastar|nao se pode excluir|nao se pode descartar',
    maybeBefore: 'nao se pode afastar|nao se pode excluir|nao se pode descartar|nao afastad*|a esclarecer',
    past: 'antecedente de|antecedentes de|historia de|status pos|sequela de|sequelas de|pos operatorio|previo|previa',
    advice: 'recomenda*|sugere se|aconselha*|controle|controlo|para afastar|a criterio|correlacionar|para excluir',
    verb: 'e|sao|esta|estao|mede|medindo|persiste|apresenta|observa se|observa|nota se|identifica se|ha|existe|visualiza',
    show: 'mostra|apresenta|contem|demonstra|tem',
    normal: 'norma*|livre|livres|preservad*|sem alteracoes|conservad*|transparente*|integr*|pervi*',
    and: 'bem como|assim como',
    or: 'ou|nem',
    with: 'com',
    than: 'que|em relacao ao|em relacao a|comparado ao',
    more: 'maior|mais|menor|predomini*|predominantemente|principalmente|>|<',
    place: 'a|ao|no|na|em|do|da|de|lado|sobre|nos|nas',
    cause: 'por|devido|secundari*|adjacente|associad* a|determina|desloca|apos',
    stop: 'mas|porem|entretanto|exceto|salvo|embora|enquanto|no entanto|contudo|a excecao',
    size: 'pequen*|moderad*|grande|grandes|leve|leves|minim*|discret*|acentuad*|macic*|extens*|nov*|antig*|conhecid*|multipl*|alguns|algumas|volumos*|escass*',
    article: 'um|uma|uns|umas|os|as',
    starts: 'ha|presenca|nota|observa|alem',
    symptom: 'dor|dreno|cateter|protese|nefrectomia|mastectomia|lobectomia|tubo',
  },
};
