/**
 * What turns the values of a PET frame into SUV by body weight. After QIBA, "Computing SUV from DICOM" (the
 * vendor-neutral computation and what it adds for Philips' counts), on the attributes of PS3.3 section C.8.9.
 */
import { t } from '@vscode/l10n';
import type { DataSet } from 'dicom-parser';
import type { SuvScale } from '../../../display/suvScale.ts';
import { codeString, decimals, items, texts } from '../dataSet/attributes.ts';
import { privateTag } from '../dataSet/privateTag.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { injectionSeconds, scanSeconds } from './petTimes.ts';

/** A dose of fewer becquerels was written in another unit. */
const LEAST_BQ = 1e4;
/** After so many half-lives there is nothing to be seen: the times are not of one examination. */
const LONGEST = 20;
const PHILIPS = 'Philips PET Private Group';

/** Undefined for what is no activity: another modality, or values that are SUV already. */
export function suvScale({ dataSet }: DicomFile): SuvScale | undefined {
  if (codeString(dataSet, TAG.modality) !== 'PT') return undefined;
  const units = codeString(dataSet, TAG.units);
  if (units === 'BQML') return byDose(dataSet, 1);
  if (units !== 'CNTS') return undefined;
  const [suv, activity] = [0x00, 0x09].map((element) =>
    positive(dataSet, privateTag(dataSet, 0x7053, PHILIPS, element)),
  );
  if (suv !== undefined) return { factor: suv };
  return activity === undefined ? { missing: t`its values are counts` } : byDose(dataSet, activity);
}

/** `activity`: Bq/ml for one unit of the modality values. */
function byDose(dataSet: DataSet, activity: number): SuvScale {
  const corrected = texts(dataSet, TAG.correctedImage);
  if (!corrected.includes('ATTN')) return { missing: t`its values are not corrected for attenuation` };
  const decayCorrection = codeString(dataSet, TAG.decayCorrection);
  if (!corrected.includes('DECY') || (decayCorrection !== 'START' && decayCorrection !== 'ADMIN'))
    return { missing: t`its values are not corrected for decay to a known time` };
  const injections = items(dataSet, TAG.radiopharmaceuticalInformation);
  if (injections.length > 1) return { missing: t`it names several radiopharmaceuticals` };
  const weightKg = positive(dataSet, TAG.patientWeight);
  const [injection] = injections;
  const doseBq = injection && positive(injection, TAG.radionuclideTotalDose);
  const halfLife = injection && positive(injection, TAG.radionuclideHalfLife);
  const atAdministration = decayCorrection === 'ADMIN';
  const scan = halfLife === undefined ? undefined : scanSeconds(dataSet, halfLife);
  const injected = injection && scan === undefined ? undefined : injection && injectionSeconds(injection, scan ?? 0);
  const lacks = (
    [
      ["Patient's Weight", weightKg],
      ['Radionuclide Total Dose', doseBq],
      ['Radionuclide Half Life', atAdministration ? 0 : halfLife],
      ['Series Time', atAdministration || halfLife === undefined ? 0 : scan],
      ['Radiopharmaceutical Start Time', atAdministration || scan === undefined ? 0 : injected],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (weightKg === undefined || doseBq === undefined || lacks.length > 0)
    return { missing: t`the file lacks ${listed(lacks)}` };
  if (doseBq < LEAST_BQ) return { missing: t`its Radionuclide Total Dose is not in becquerels` };
  const halfLives = atAdministration ? 0 : ((scan ?? 0) - (injected ?? 0)) / (halfLife ?? 1);
  if (halfLives < 0 || halfLives > LONGEST)
    return { missing: t`the times of injection and of the scan do not fit together` };
  const grams = weightKg * 1000;
  return { factor: (activity * grams) / (doseBq * 2 ** -halfLives) };
}

function listed(names: readonly string[]): string {
  return names.reduce((all, name) => t`${all} and ${name}`);
}

function positive(dataSet: DataSet, tag: string | undefined): number | undefined {
  const value = tag === undefined ? undefined : decimals(dataSet, tag)[0];
  return value !== undefined && value > 0 ? value : undefined;
}
