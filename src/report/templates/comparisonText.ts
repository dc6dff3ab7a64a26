import { isoDate, timeBefore } from './studyDate.ts';
import { studyWords, type StudyImage } from './studyWords.ts';

/**
 * The earlier studies of a report in words, newest first, undated ones last:
 * `Chest radiograph of 2026-08-27 (3 months earlier).` Says what the tags say and nothing else; undefined without priors.
 */
export function comparisonText(current: readonly StudyImage[], priors: readonly StudyImage[]): string | undefined {
  const today = newest(current);
  const dated = priors.map((prior) => ({ name: nameOf(prior), date: isoDate(prior.studyDate) }));
  const sorted = dated.sort((one, other) => compare(other.date ?? '', one.date ?? ''));
  const sentences = new Set(sorted.map(({ name, date }) => sentence(name, date, today)));
  return sentences.size === 0 ? undefined : [...sentences].join(' ');
}

function sentence(name: string, date: string | undefined, today: string | undefined): string {
  if (date === undefined) return `${name}, undated.`;
  const before = today === undefined ? undefined : timeBefore(date, today);
  return `${name} of ${date}${before === undefined ? '' : ` (${before})`}.`;
}

function nameOf(image: StudyImage): string {
  const { modality = 'study', bodyPart, side } = studyWords(image);
  // A mammogram is one of the breast.
  const part = image.modality?.trim() === 'MG' ? undefined : bodyPart;
  const name = [side, part, modality].filter((word) => word !== undefined).join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function newest(images: readonly StudyImage[]): string | undefined {
  return images
    .flatMap(({ studyDate }) => isoDate(studyDate) ?? [])
    .sort()
    .at(-1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
