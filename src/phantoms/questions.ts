/** The many ways in which people ask the same thing. */
import type { Domain, FindingKind, Place } from './phantom.ts';
import type { Random } from './random.ts';
import { bare, IMAGE_NAMES, location, WORDING } from './wording.ts';

const MODALITY_NAMES: Record<Domain, readonly string[]> = {
  chest_xray: ['a chest X-ray', 'an X-ray', 'a chest film', 'a radiograph'],
  ct_scan: ['a CT scan', 'a CT', 'an abdominal CT'],
  mri: ['an MRI', 'an MRI scan', 'a brain MRI', 'an MR image'],
  histology: ['a histology slide', 'a tissue section', 'a histology image', 'a microscopy image'],
  gross: ['a gross pathology specimen', 'a gross specimen', 'a photograph of an organ', 'a pathology specimen'],
};

export function askIsModality(random: Random, asked: Domain): string {
  const name = random.pick(MODALITY_NAMES[asked]);
  return random.pick([
    `Is this ${name}?`,
    `Is it ${name}?`,
    `Is this image ${name}?`,
    `Does this show ${name}?`,
    `Am I looking at ${name}?`,
  ]);
}

/**
 * What is asked for, with its article: the answers' own phrase half of the time. Outside its domain only that phrase is
 * clear.
 */
function thing(random: Random, kind: FindingKind, ownDomain: boolean): string {
  const { phrase, asked } = WORDING[kind];
  return !ownDomain || random.chance(0.5) ? phrase : random.pick(asked);
}

export function askPresence(random: Random, kind: FindingKind, domain: Domain, ownDomain: boolean): string {
  if (ownDomain && random.chance(0.25)) {
    if (kind === 'cardiomegaly')
      return random.pick([
        'Is the heart enlarged?',
        'Is the heart too big?',
        'Is the heart large?',
        'Does the heart look enlarged?',
      ]);
    if (kind === 'enlarged ventricles')
      return random.pick([
        'Are the ventricles enlarged?',
        'Are the ventricles dilated?',
        'Are the ventricles too large?',
        'Is there hydrocephalus?',
        'Do the ventricles look enlarged?',
      ]);
  }
  const phrase = thing(random, kind, ownDomain);
  return presence(random, phrase, domain);
}

function presence(random: Random, phrase: string, domain: Domain): string {
  const plural = /s( in the white matter)?$/.test(phrase) && !/sis$|calculus$|metastasis$|^an? /.test(phrase);
  const [be, beCapital] = plural ? ['are', 'Are'] : ['is', 'Is'];
  const image = random.chance(0.4) ? 'image' : random.pick(IMAGE_NAMES[domain].asked);
  return random.pick([
    `${beCapital} there ${phrase}?`,
    `${beCapital} there ${phrase}?`,
    `${beCapital} there ${phrase}?`,
    `${beCapital} there ${phrase} in this image?`,
    `${beCapital} there ${phrase} on this ${image}?`,
    `${beCapital} there any ${bare(phrase)}?`,
    `Any ${bare(phrase)}?`,
    `Does this ${image} show ${phrase}?`,
    `Does the ${image} show ${phrase}?`,
    `Do you see ${phrase}?`,
    `Can you see ${phrase}?`,
    `${beCapital} ${phrase} present?`,
    `${beCapital} ${phrase} visible?`,
    `${beCapital} ${phrase} seen on this ${image}?`,
    `Does the patient have ${phrase}?`,
    `Is there evidence of ${phrase}?`,
    `Is there any evidence of ${bare(phrase)}?`,
    `Are there signs of ${phrase}?`,
    `Can ${phrase} be seen?`,
    `Can ${phrase} be seen in this ${image}?`,
    `Do you see any ${bare(phrase)}?`,
    `Tell me whether there ${be} ${phrase}.`,
    `Can you tell me if there ${be} ${phrase}?`,
    `Could there be ${phrase}?`,
    `Do you think there ${be} ${phrase}?`,
    `${beCapital} there ${phrase} here?`,
    `Does this image contain ${phrase}?`,
    `Have you found ${phrase}?`,
    `Does it show ${phrase}?`,
    `Check for ${phrase}.`,
    `Is ${phrase} in this ${image}?`,
    `Please check whether there ${be} ${phrase}.`,
    `I am looking for ${phrase}. Is it there?`,
  ]);
}

export function askPresenceAt(random: Random, kind: FindingKind, place: Place, domain: Domain): string {
  const phrase = thing(random, kind, true);
  if (place === 'left' || place === 'right') {
    const special = sideForms(kind, place);
    if (special.length > 0 && random.chance(0.3)) return presence(random, random.pick(special), domain);
    if (random.chance(0.4))
      return presence(
        random,
        `${WORDING[kind].plural ? '' : 'a '}${place}${random.pick(['', '', '-sided', ' sided'])} ${bare(WORDING[kind].phrase)}`,
        domain,
      );
  }
  const where = location(kind, place);
  const be = WORDING[kind].plural ? 'Are' : 'Is';
  const side =
    place === 'left' || place === 'right'
      ? random.pick([where, where, `on the ${place} side`, `on the ${place}`])
      : where;
  return random.pick([
    presence(random, `${phrase} ${side}`, domain),
    `${be} there ${phrase} ${side}?`,
    `${be} the ${bare(phrase)} ${side}?`,
    `Do you see ${phrase} ${side}?`,
    `Does this show ${phrase} ${side}?`,
    `Any ${bare(phrase)} ${side}?`,
  ]);
}

function sideForms(kind: FindingKind, side: Place): string[] {
  if (kind === 'pleural effusion')
    return [
      `fluid around the ${side} lung`,
      `fluid in the ${side} pleural space`,
      `a ${side} effusion`,
      `a ${side}-sided effusion`,
      `fluid on the ${side} side`,
    ];
  if (kind === 'pneumothorax')
    return [`air around the ${side} lung`, `a collapsed ${side} lung`, `a collapsed lung on the ${side}`];
  if (kind === 'kidney stone') return [`a stone in the ${side} kidney`, `a ${side} renal stone`];
  if (kind === 'renal cyst') return [`a cyst in the ${side} kidney`, `a ${side} kidney cyst`];
  return [];
}

export function askWhere(random: Random, kind: FindingKind, place: Place | undefined): string {
  const noun = bare(random.chance(0.6) ? WORDING[kind].phrase : random.pick(WORDING[kind].asked));
  const be = WORDING[kind].plural ? 'are' : 'is';
  const general = [
    `Where ${be} the ${noun}?`,
    `Where ${be} the ${noun}?`,
    `Where do you see the ${noun}?`,
    `Where exactly ${be} the ${noun}?`,
    `What is the location of the ${noun}?`,
    `Locate the ${noun}.`,
    `Where is the ${noun} located?`,
    `Tell me where the ${noun} ${be}.`,
    `Where can the ${noun} be seen?`,
  ];
  const region = place === undefined ? undefined : ['zone', 'lobe', 'quadrant'].find((word) => place.endsWith(word));
  if (region !== undefined)
    return random.pick([
      ...general,
      `In which ${region} ${be} the ${noun}?`,
      `Which ${region} ${be} the ${noun} in?`,
      `Which ${region} is affected by the ${noun}?`,
    ]);
  if (place !== 'left' && place !== 'right') return random.pick(general);
  const organ =
    kind === 'kidney stone' || kind === 'renal cyst'
      ? [`Which kidney has the ${noun}?`, `In which kidney ${be} the ${noun}?`]
      : [];
  return random.pick([
    ...general,
    ...organ,
    `Which side ${be} the ${noun} on?`,
    `On which side ${be} the ${noun}?`,
    `What side ${be} the ${noun} on?`,
    `Which side ${be} the ${noun}?`,
    `${be === 'is' ? 'Is' : 'Are'} the ${noun} on the left or on the right?`,
    `Left or right ${noun}?`,
  ]);
}

export function askWhereAbnormal(random: Random): string {
  return random.pick([
    'Where is the abnormality?',
    'Where is the abnormality?',
    'Where is the lesion?',
    'Where is the problem?',
    'Where is the abnormality located?',
    'Where is the finding?',
    'Which side is affected?',
    'Which side is abnormal?',
    'Which part of the image is abnormal?',
    'Where do you see the abnormality?',
    'What is the location of the abnormality?',
    'Where is it abnormal?',
    'On which side is the abnormality?',
    'Locate the abnormality.',
    'Where should I look?',
    'Which region is abnormal?',
  ]);
}

export function askIsNormal(random: Random, domain: Domain): string {
  const image = random.chance(0.4) ? 'image' : random.pick(IMAGE_NAMES[domain].asked);
  return random.pick([
    'Is this image normal?',
    'Is this image normal?',
    `Is this ${image} normal?`,
    'Is this normal?',
    'Does this look normal?',
    `Does this ${image} look normal?`,
    'Is everything normal?',
    'Normal?',
    `Is the ${image} normal?`,
    'Is it normal?',
    'Would you call this normal?',
    'Is this a normal image?',
    `Is this a normal ${image}?`,
    'Is all well here?',
  ]);
}

export function askIsAbnormal(random: Random, domain: Domain): string {
  const image = random.chance(0.4) ? 'image' : random.pick(IMAGE_NAMES[domain].asked);
  return random.pick([
    'Is this image abnormal?',
    'Is there any abnormality?',
    'Is there an abnormality?',
    'Are there any abnormalities?',
    'Is anything abnormal?',
    'Is there anything abnormal?',
    'Is something wrong?',
    `Is there anything wrong with this ${image}?`,
    `Does this ${image} show any abnormality?`,
    'Do you see anything abnormal?',
    'Is there a lesion?',
    'Any abnormality?',
    `Is this ${image} abnormal?`,
    'Is there any pathology?',
    'Do you see any pathology?',
  ]);
}

export function askAbnormalities(random: Random, domain: Domain): string {
  const image = random.chance(0.4) ? 'image' : random.pick(IMAGE_NAMES[domain].asked);
  return random.pick([
    'What is abnormal here?',
    'What is abnormal?',
    'What is wrong?',
    `What is wrong with this ${image}?`,
    'What abnormalities are there?',
    'What abnormalities do you see?',
    'What are the findings?',
    'What is the main finding?',
    'What is the diagnosis?',
    'What is the abnormality?',
    `What is abnormal in this ${image}?`,
    'List the abnormalities.',
    'List the findings.',
    'What is the finding?',
    'What pathology is shown?',
    'What pathology do you see?',
    'Which abnormality is present?',
    'Name the abnormality.',
    'What is the problem?',
    'Name the findings.',
  ]);
}

export function askDescription(random: Random, domain: Domain): string {
  const image = random.chance(0.4) ? 'image' : random.pick(IMAGE_NAMES[domain].asked);
  return random.pick([
    'Describe the image.',
    'Describe the image.',
    'Describe this image.',
    'Describe this image in detail.',
    `Describe this ${image}.`,
    `Describe the ${image} in detail.`,
    'What do you see?',
    'What do you see in this image?',
    'What does this image show?',
    `What does this ${image} show?`,
    'What is shown here?',
    'Please describe what you see.',
    'Explain this image.',
    'What can you tell me about this image?',
    'Tell me about this image.',
    'Give a short description.',
    'Give a detailed description of this image.',
    'Summarise the image.',
    'Write a caption for this image.',
    'What can be seen here?',
    `Tell me what this ${image} shows.`,
    'Interpret this image.',
    'Can you describe the image?',
    'What is in this image?',
    'Caption this image.',
  ]);
}
