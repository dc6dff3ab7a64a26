/** DICOM PS3.16 annex L: terms of Body Part Examined (0018,0015) that do not read as words. */
const terms: Readonly<Record<string, string>> = {
  ABDOMENPELVIS: 'abdomen and pelvis',
  CERVICOTHORACIC: 'cervicothoracic spine',
  CHESTABDOMEN: 'chest and abdomen',
  CHESTABDPELVIS: 'chest, abdomen and pelvis',
  CSPINE: 'cervical spine',
  CTSPINE: 'cervical and thoracic spine',
  HEADNECK: 'head and neck',
  IAC: 'internal auditory canal',
  LSPINE: 'lumbar spine',
  LSSPINE: 'lumbosacral spine',
  NECKCHEST: 'neck and chest',
  SIJOINT: 'sacroiliac joint',
  SSPINE: 'sacrum',
  TLSPINE: 'thoracolumbar spine',
  TMJ: 'temporomandibular joint',
  TSPINE: 'thoracic spine',
  WHOLEBODY: 'whole body',
};

/** A body part as words, `chest` for CHEST; undefined for none, and for what holds digits: it may be a number of someone. */
export function bodyPartWords(code: string | undefined): string | undefined {
  if (code === undefined || code === '' || /\d/.test(code)) return undefined;
  return terms[code] ?? code.toLowerCase().replaceAll('_', ' ');
}
