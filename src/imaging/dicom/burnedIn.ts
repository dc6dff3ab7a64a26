/**
 * Whether a name or number may be burned into the pixels: by what the file declares, else by what kind of picture it
 * is.
 */
import { t } from '@vscode/l10n';
import type { BurnedInRisk } from '../../display/imageHeader.ts';
import { codeString } from './dataSet/attributes.ts';
import type { DicomFile } from './dataSet/readDicom.ts';
import { TAG } from './dataSet/tags.ts';

/** Secondary Capture Image Storage and its multi-frame kinds (PS3.4 Table B.5-1). */
const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.\d)?$/;

const byModality = (): Readonly<Record<string, string>> => ({
  US: t`ultrasound machines often write the patient into the picture`,
  IVUS: t`ultrasound machines often write the patient into the picture`,
  ES: t`endoscopes often write the patient into the picture`,
  XC: t`a photograph may show a face, a name tag or a label`,
  OT: t`its modality is "other", which screen captures and scanned papers have`,
  SC: t`screen captures show what stood on the screen`,
  HC: t`scanned papers show what is written on them`,
  DOC: t`scanned papers show what is written on them`,
});

/** What these make is grey: colour comes from a screen. */
const GREY_MODALITIES: ReadonlySet<string> = new Set(['CR', 'CT', 'DX', 'IO', 'MG', 'MR', 'PX', 'RF', 'XA']);

/** Conversion Type (0008,0064), PS3.3 section C.8.6.1. */
const byConversion = (): Readonly<Record<string, string>> => ({
  DF: t`a scanned film shows what was written on it`,
  SD: t`scanned papers show what is written on them`,
  SI: t`screen captures show what stood on the screen`,
  DV: t`digitised video shows what stood on the screen`,
  WSD: t`screen captures show what stood on the screen`,
});

/**
 * Undefined when nothing speaks for it, or the file declares that there is nothing. Only a person who looks at the
 * picture knows.
 */
export function burnedInRisk({ dataSet }: Pick<DicomFile, 'dataSet'>): BurnedInRisk | undefined {
  const declared = codeString(dataSet, TAG.burnedInAnnotation);
  if (declared === 'YES')
    return {
      level: 'declared',
      reason: t`the file says that its picture holds annotations that name the patient or the study`,
    };
  if (declared === 'NO') return undefined;
  const reason = likelyReason(dataSet);
  return reason === undefined ? undefined : { level: 'likely', reason };
}

function likelyReason(dataSet: DicomFile['dataSet']): string | undefined {
  const imageType = (dataSet.string(TAG.imageType) ?? '')
    .toUpperCase()
    .split('\\')
    .map((value) => value.trim());
  const modality = codeString(dataSet, TAG.modality) ?? '';
  const conversion = codeString(dataSet, TAG.conversionType) ?? '';
  if (imageType.includes('LABEL')) return t`it is the picture of a slide label`;
  if (imageType.some((value) => /SCREEN|CAPTURE/.test(value))) return t`screen captures show what stood on the screen`;
  const [conversions, modalities] = [byConversion(), byModality()];
  if (Object.hasOwn(conversions, conversion)) return conversions[conversion];
  if (Object.hasOwn(modalities, modality)) return modalities[modality];
  if (SECONDARY_CAPTURE.test(dataSet.string(TAG.sopClassUid)?.trim() ?? ''))
    return t`secondary captures are often taken from a screen`;
  const photometric = dataSet.string(TAG.photometricInterpretation)?.trim() ?? 'MONOCHROME2';
  if (GREY_MODALITIES.has(modality) && !photometric.startsWith('MONOCHROME'))
    return t`a colour picture of a grey modality is often a screen capture`;
  return undefined;
}
