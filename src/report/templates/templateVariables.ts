import { techniqueText } from '../technique.ts';
import { comparisonText } from './comparisonText.ts';
import type { TemplateVariables } from './reportTemplate.ts';
import { isoDate } from './studyDate.ts';
import { studyWords, type StudyImage } from './studyWords.ts';

export type { StudyImage } from './studyWords.ts';

/**
 * What variables stand for in a report of these images, in words and from their tags alone. Several values of one kind
 * stand side by side; the date is that of the newest study. Priors only make the comparison.
 */
export function templateVariables(images: readonly StudyImage[], priors: readonly StudyImage[]): TemplateVariables {
  const words = images.map(studyWords);
  const sides = distinct(words.map(({ side }) => side));
  return {
    modality: together(words.map(({ modality }) => modality)),
    bodyPart: together(words.map(({ bodyPart }) => bodyPart)),
    side: sides.length > 1 ? 'bilateral' : sides[0],
    view: together(words.map(({ view }) => view)),
    studyDate: distinct(images.map(({ studyDate }) => isoDate(studyDate)))
      .sort()
      .at(-1),
    technique: techniqueText(images),
    comparison: comparisonText(images, priors),
  };
}

function together(values: readonly (string | undefined)[]): string | undefined {
  const words = distinct(values);
  const last = words.pop();
  return words.length === 0 ? last : `${words.join(', ')} and ${last ?? ''}`;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
