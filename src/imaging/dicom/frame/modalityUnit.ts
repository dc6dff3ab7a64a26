/** What the modality values of a frame are measured in. */
import { t } from '@vscode/l10n';
import type { DataSet } from 'dicom-parser';
import { codeString, framePlaces, items, texts } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { doseGridScaling } from './modalityTransform.ts';

/** Units (0054,1001) of PET (PS3.3 section C.8.9.1.1.3) as they are written. */
const petUnits = (): Readonly<Record<string, string>> => ({
  CNTS: t`counts`,
  CPS: t`counts/s`,
  BQML: 'Bq/ml',
  MGMINML: 'mg/min/ml',
  UMOLMINML: 'µmol/min/ml',
  MLMING: 'ml/min/g',
  MLG: 'ml/g',
  '1CM': '1/cm',
  UMOLML: 'µmol/ml',
  PROPCNTS: t`counts`,
  PROPCPS: t`counts/s`,
  MLMINML: 'ml/min/ml',
  MLML: 'ml/ml',
  GML: 'g/ml',
  STDDEV: 'SD',
  CM2ML: 'cm²/ml',
});
/** Dose Units (3004,0002) of an RT dose (PS3.3 section C.8.8.3). */
const doseUnits = (): Readonly<Record<string, string>> => ({ GY: 'Gy', RELATIVE: t`relative dose` });
/**
 * SUV Type (0054,1006) of PET values in g/ml or cm²/ml (PS3.3 section C.8.9.1.1.9); by body weight when it is not said.
 */
const SUV_TYPES: Readonly<Record<string, string>> = {
  BW: 'SUVbw',
  BSA: 'SUVbsa',
  LBM: 'SUVlbm',
  LBMJAMES128: 'SUVlbm',
  LBMJANMA: 'SUVlbm',
  IBW: 'SUVibw',
};
/** Of a Modality LUT or rescale whose values have no unit (PS3.3 section C.11.1.1.2). */
const UNITLESS = new Set(['US', 'NORMALIZED', 'UNSPECIFIED']);
const types = (): Readonly<Record<string, string>> => ({
  HU: 'HU',
  OD: '10⁻³ OD',
  MGML: 'mg/ml',
  Z_EFF: t`effective Z`,
  ED: '10²³ e⁻/ml',
  EDW: 'N/ml',
  HU_MOD: t`modified HU`,
  PCT: '%',
});

/** CT Image, Enhanced CT Image and Legacy Converted Enhanced CT Image Storage. */
const CT_CLASSES = new Set(['1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.5.1.4.1.1.2.1', '1.2.840.10008.5.1.4.1.1.2.2']);

/** Undefined when the file does not say, and when its values are mere numbers. */
export function modalityUnit(file: DicomFile, frame: number): string | undefined {
  const { dataSet } = file;
  if (doseGridScaling(dataSet) !== undefined) return known(doseUnits(), codeString(dataSet, TAG.doseUnits));
  const pet = codeString(dataSet, TAG.units);
  if (pet !== undefined) return [known(petUnits(), pet), suvType(dataSet, pet)].filter(Boolean).join(' ') || undefined;
  const lut = items(dataSet, TAG.modalityLutSequence)[0];
  const lutType = lut && texts(lut, TAG.modalityLutType)[0];
  const places = framePlaces(dataSet, frame, TAG.pixelValueTransformationSequence);
  const rescaled = places.find((place) => place.elements[TAG.rescaleIntercept] !== undefined);
  const type = lutType || (rescaled && texts(rescaled, TAG.rescaleType)[0]);
  if (type) return UNITLESS.has(type) ? undefined : known(types(), type);
  // Rescale Type may be missing from CT images whose values are Hounsfield units (PS3.3 section C.8.2.1); a captured
  // screen is no CT image.
  const isCt = codeString(dataSet, TAG.modality) === 'CT' && CT_CLASSES.has(texts(dataSet, TAG.sopClassUid)[0] ?? '');
  return isCt && rescaled !== undefined ? 'HU' : undefined;
}

/** e.g. `SUVlbm`; undefined for values that are no uptake. */
function suvType(dataSet: DataSet, pet: string): string | undefined {
  const type = codeString(dataSet, TAG.suvType);
  if (pet === 'GML') return known(SUV_TYPES, type ?? 'BW');
  return pet === 'CM2ML' ? known(SUV_TYPES, type) : undefined;
}

function known(names: Readonly<Record<string, string>>, code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(names, code) ? names[code] : undefined;
}
