import { stringify } from 'yaml';
import { acquisitionTags } from '../../../report/acquisitionTags.ts';
import type { StudyImage } from '../../../report/templates/templateVariables.ts';

/** A template's file from a report's text, for images such as these. */
export function templateFile(title: string, images: readonly StudyImage[], body: string): string {
  const tags = images.map(acquisitionTags);
  const modalities = codes(tags.map(({ modality }) => modality));
  const bodyParts = codes(tags.map(({ bodyPart }) => bodyPart));
  const head = stringify({
    template: title,
    ...(modalities.length === 0 ? {} : { modality: modalities }),
    ...(bodyParts.length === 0 ? {} : { bodyPart: bodyParts }),
  });
  return `---\n${head}---\n\n${body.trimEnd()}\n`;
}

function codes(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.flatMap((value) => value ?? []))];
}
