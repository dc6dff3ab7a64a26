/** When a PET scan began and when its tracer was given, as seconds on one clock. */
import type { DataSet } from 'dicom-parser';
import { decimals, texts } from '../dataSet/attributes.ts';
import { privateTag } from '../dataSet/privateTag.ts';
import { TAG } from '../dataSet/tags.ts';

const DAY = 86_400;
const GE = 'GEMS_PETD_01';

/**
 * The time to which values of Decay Correction START refer. That is the series', unless the series was made anew after
 * the acquisition; then GE's own scan time, else what is found back from Frame Reference Time: it counts, from the start
 * of the scan, to when the frame had its average count rate. `halfLife` in seconds. Undefined: the file does not say.
 */
export function scanSeconds(dataSet: DataSet, halfLife: number): number | undefined {
  const series = dateTime(texts(dataSet, TAG.seriesDate)[0], texts(dataSet, TAG.seriesTime)[0]);
  const acquisition =
    dateTime(texts(dataSet, TAG.acquisitionDate)[0], texts(dataSet, TAG.acquisitionTime)[0]) ??
    joined(texts(dataSet, TAG.acquisitionDateTime)[0]) ??
    dateTime(texts(dataSet, TAG.seriesDate)[0], texts(dataSet, TAG.acquisitionTime)[0]);
  if (series !== undefined && (acquisition === undefined || series <= acquisition)) return series;
  const ge = privateTag(dataSet, 0x0009, GE, 0x0d);
  const scan = ge === undefined ? undefined : joined(texts(dataSet, ge)[0]);
  if (scan !== undefined) return scan;
  const [referenceMs] = decimals(dataSet, TAG.frameReferenceTime);
  const [durationMs] = decimals(dataSet, TAG.actualFrameDuration);
  if (acquisition === undefined || referenceMs === undefined || durationMs === undefined || durationMs <= 0)
    return undefined;
  const decay = Math.LN2 / halfLife;
  const during = decay * (durationMs / 1000);
  const average = Math.log(during / (1 - Math.exp(-during))) / decay;
  return acquisition - referenceMs / 1000 + average;
}

/**
 * Radiopharmaceutical Start DateTime, else Start Time: on the day of the scan, or if that were after it on the day
 * before.
 */
export function injectionSeconds(injection: DataSet, scan: number): number | undefined {
  const whole = joined(texts(injection, TAG.radiopharmaceuticalStartDateTime)[0]);
  if (whole !== undefined) return whole;
  const time = timeOfDay(texts(injection, TAG.radiopharmaceuticalStartTime)[0]);
  if (time === undefined) return undefined;
  const onTheDay = Math.floor(scan / DAY) * DAY + time;
  return onTheDay > scan ? onTheDay - DAY : onTheDay;
}

function dateTime(date: string | undefined, time: string | undefined): number | undefined {
  const [day, seconds] = [dayOf(date), timeOfDay(time)];
  return day === undefined || seconds === undefined ? undefined : day + seconds;
}

/** VR DT. Its offset from UTC is left out: the others are local times as well. */
function joined(text: string | undefined): number | undefined {
  const [local = ''] = (text ?? '').split(/[+-]/);
  return dateTime(local.slice(0, 8), local.slice(8));
}

/** VR DA, with the points of ACR-NEMA too. */
function dayOf(text: string | undefined): number | undefined {
  const [, year, month, day] = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(text ?? '') ?? [];
  return day === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
}

/** VR TM, with the colons of ACR-NEMA too. */
function timeOfDay(text: string | undefined): number | undefined {
  const [, hours, minutes = '0', seconds = '0'] = /^(\d\d)(?::?(\d\d)(?::?(\d\d(?:\.\d+)?))?)?$/.exec(text ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
