import type { AcquisitionTags } from '../acquisitionTags.ts';
import { regionsOf } from './bodyRegions.ts';
import type { ReportTemplate, TemplateSource } from './reportTemplate.ts';

/** Modalities (PS3.3 C.7.3.1.1.1) that are reported alike. */
const alike: readonly (readonly string[])[] = [
  ['CR', 'DX', 'RF', 'RG'],
  ['SM', 'GM'],
  ['US', 'IVUS'],
];

const sources: readonly TemplateSource[] = ['workspace', 'user', 'builtIn'];

/**
 * The templates by how well they fit the images, best first: their modality and part of the body before those for any,
 * and these before those of another. At equal fit the workspace's own go first, then the user's.
 */
export function rankTemplates(
  templates: readonly ReportTemplate[],
  images: readonly AcquisitionTags[],
): readonly ReportTemplate[] {
  return templates
    .map((template) => ({ template, fit: fitOf(template, images) }))
    .sort(
      (one, other) =>
        other.fit - one.fit || sources.indexOf(one.template.source) - sources.indexOf(other.template.source),
    )
    .map(({ template }) => template);
}

/** Of the image that it fits best. */
function fitOf({ modalities, bodyParts }: ReportTemplate, images: readonly AcquisitionTags[]): number {
  const fits = images.map(
    (image) =>
      best(modalities, image.modality, (one, other) => (isAlike(one, other) ? 2 : -3)) +
      best(bodyParts, image.bodyPart, nearness),
  );
  return fits.length === 0 ? 0 : Math.max(...fits);
}

/** 0 for a template that is for any, and for an image that does not say. */
function best(
  wanted: readonly string[],
  tag: string | undefined,
  fit: (wanted: string, tag: string) => number,
): number {
  const code = plainCode(tag ?? '');
  return wanted.length === 0 || code === '' ? 0 : Math.max(...wanted.map((one) => fit(plainCode(one), code)));
}

function isAlike(one: string, other: string): boolean {
  return one === other || alike.some((group) => group.includes(one) && group.includes(other));
}

/** 2 for the same part, 1 for one that takes in the other, −3 for another. */
function nearness(wanted: string, tag: string): number {
  const [one, other] = [regionsOf(wanted), regionsOf(tag)];
  const shared = one.filter((region) => other.includes(region)).length;
  if (shared === 0) return -3;
  return shared === one.length && shared === other.length ? 2 : 1;
}

function plainCode(value: string): string {
  return value.toUpperCase().replace(/[\s_-]/g, '');
}
