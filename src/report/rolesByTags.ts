import type { ImageRole } from '../display/imageRole.ts';

/** What tells an image's role: View Position (0018,5101) and Study Date (0008,0020) as `2026-03-14`. */
export interface RoleTags {
  readonly viewPosition: string | undefined;
  readonly studyDate?: string | undefined;
}

/** The roles that the tags of a report's images give them: a prior is of an earlier day than the newest. */
export function rolesByTags(images: readonly RoleTags[]): readonly (ImageRole | undefined)[] {
  const newest = images.map(({ studyDate = '' }) => studyDate).reduce((a, b) => (a > b ? a : b), '');
  return images.map(({ viewPosition, studyDate }) => {
    if (studyDate !== undefined && studyDate < newest) return 'prior';
    if (images.length < 2) return undefined;
    return views.find(([codes]) => codes.includes(viewPosition ?? ''))?.[1];
  });
}

/** PS3.3 section C.8.1.2.1.1 and what devices write. */
const views: readonly (readonly [readonly string[], ImageRole])[] = [
  [['AP', 'PA'], 'frontal'],
  [['LL', 'RL', 'LAT', 'LATERAL'], 'lateral'],
];
