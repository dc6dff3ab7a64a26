import { PhraseFinder } from '../reading/words/phraseFinder.ts';

export type Sex = 'M' | 'F';

/** An organ, finding or operation of one sex: whose it is, and one word for all its names. */
export interface SexWord {
  readonly of: Sex | 'either';
  readonly organ: string;
}

const male: Readonly<Record<string, string>> = {
  prostate:
    'prostate|prostates|prostatic|prostata|prostatitis|prostatomegaly|prostatique|prostaat|prostatahyperplasie|prostatakarzinom|prostataloge|bph',
  prostatectomy: 'prostatectomy|prostatectom*|prostatektomie|turp',
  'seminal vesicle':
    'seminal vesicle|seminal vesicles|seminal vesicular|samenblase|samenblasen|samenblaschen|vesicule* seminale*|vesicula* seminal*|vescichett* seminal*|zaadblaasje*',
  testis:
    'testis|testes|testicle|testicles|testicular|intratesticular|extratesticular|paratesticular|hoden|hodentorsion|nebenhoden|testicule|testicules|testiculaire|testiculo|testiculos|testicolo|testicoli|testicolare|testikel|testikels|cryptorchidism|orchitis|epididymo orchitis|teste|testes',
  epididymis: 'epididymis|epididymal|epididymides|epididymitis|epididimo|epididymide',
  scrotum: 'scrotum|scrotal|hemiscrotum|skrotum|escroto|scroto|bourses',
  penis: 'penis|penile|corpora cavernosa|corpus cavernosum|pene',
  'spermatic cord': 'spermatic cord|spermatic cords|vas deferens|varicocele|varicoceles|varikozele|samenstrang',
  orchiectomy: 'orchiectomy|orchidectomy|orchiopexy|vasectomy|orchiektomie|vasektomie',
};
const female: Readonly<Record<string, string>> = {
  uterus:
    'uterus|uterine|uteri|utero|uterina|uterino|intrauterine|gebarmutter|baarmoeder|myometrium|myometrial|uterin|hysterosalpingogram|adenomyosis|fibroid uterus|cervix uteri|portio|iud|intrauterine device',
  hysterectomy: 'hysterectom*|hysterektomie|histerectomia|isterectomia|uterusexstirpation',
  endometrium:
    'endometrium|endometrial|endometriosis|endometrioma|endometriomas|endometritis|endometre|endometrio|endometriose',
  ovary:
    'ovary|ovaries|ovarian|tubo ovarian|ovar|ovarien|ovarialzyste|eierstock|eierstocke|ovaire|ovaires|ovarienne|ovario|ovarios|ovarico|ovarica|ovaio|ovaie|ovaria|eierstokken|polycystic ovar*',
  adnexa: 'adnexa|adnexae|adnexal|adnexe|adnexen',
  oophorectomy: 'oophorectom*|salpingectom*|salpingo oophorectom*|ovarektomie|adnexektomie|ovariectom*',
  'fallopian tube':
    'fallopian tube|fallopian tubes|fallopian|hydrosalpinx|pyosalpinx|salpingitis|hematosalpinx|salpinx',
  cervix:
    'cervix|cervical os|cervical canal of the uterus|endocervical|ectocervical|nabothian|cervical cancer|cervical carcinoma|zervixkarzinom',
  vagina: 'vagina|vaginal|vaginal cuff|vaginal vault|vagin|scheide|rectovaginal|vesicovaginal',
  vulva: 'vulva|vulvar|labia majora|bartholin',
  placenta: 'placenta|placental|plazenta|placentaire|placenta previa',
  pregnancy:
    'pregnancy|pregnant|gestation|gestational sac|gravid|grossesse|schwangerschaft|embarazo|gravidanza|gravidez|zwangerschap|ectopic pregnancy|postpartum|trimester|embryo|yolk sac',
  fetus: 'fetus|foetus|fetal|foetal|fetuses|fetal pole|fetus|feto|fotus|amniotic',
};
/** Names that have such a word in them and are no such organ, or are had by both. */
const either =
  'ovarian vein|ovarian veins|ovarian artery|ovarian fossa|ovarian fossae|ovarian type stroma|ovarian - type stroma|ovarian stroma|ovarian like stroma|fetal origin|fetal type|fetal - type|fetal pca|fetal posterior|fetal posterior communicating|fetal configuration|fetal variant|fetal lobulation*|fetal lobation|fetal circulation|fetal hemoglobin|fetal alcohol|foetal origin|foetal lobulation*|foetal type|foetal - type|prostatic utricle|prostate specific|prostate - specific|prostatic massage|tunica vaginalis|processus vaginalis|ovarian cancer gene|utero tubal|pregnancy test|placental alkaline|uterus masculinus|cervix of the bladder|testicular vein|testicular veins|testicular artery|testicular feminization|testicular feminisation|fetal echogenicity|fetal fat|fetal position|rete testis ovarii|in utero|teste de|teste do|teste rapido';

const lists: [SexWord, string][] = [
  ...Object.entries(male).map(([organ, phrases]): [SexWord, string] => [{ of: 'M', organ }, phrases]),
  ...Object.entries(female).map(([organ, phrases]): [SexWord, string] => [{ of: 'F', organ }, phrases]),
  [{ of: 'either', organ: '' }, either],
];

/** Finds the words that only one sex has. */
export const sexWords = new PhraseFinder<SexWord>(lists);
