/** Images of a study put together into the stacks that are leafed through. */
import { t } from '@vscode/l10n';
import { basename, dirname } from 'node:path/posix';
import type { FileSource } from '../intake/imageSource.ts';
import type { SeriesHeader } from './seriesHeader.ts';
import { copiesIn, type Placed, seriesOrder } from './seriesOrder.ts';
import { seriesTitle } from './seriesTitle.ts';
import type { StudyImage, StudySeries } from './study.ts';

/** `volume`: it is a stack of its own. */
type Picture = StudyImage & { readonly volume: boolean };

/**
 * DICOM by study and series, each in the order in which it is leafed through; then the other pictures, those of a
 * folder together, a volume by itself. `header.path` is what `sourceOf` and the image's name know it by.
 */
export function studySeries(
  headers: readonly SeriesHeader[],
  pictures: readonly Picture[],
  sourceOf: (path: string) => FileSource,
): readonly StudySeries[] {
  const studies = [...new Set(headers.map(({ studyUid }) => studyUid))];
  const series = stacksOf(headers).map((stack): StudySeries => {
    const { header } = stack[0]!;
    const images = stack.map(({ header: { path, frames, instanceNumber }, positionMm }): StudyImage => ({
      source: sourceOf(path),
      name: path,
      frames,
      instanceNumber,
      positionMm,
    }));
    return {
      kind: 'dicom',
      title: seriesTitle(header),
      modality: header.modality,
      seriesNumber: header.seriesNumber,
      description: header.seriesDescription === '' ? undefined : header.seriesDescription,
      study: studies.length > 1 ? studies.indexOf(header.studyUid) + 1 : undefined,
      images,
      frames: framesOf(images),
      copies: copiesIn(stack),
    };
  });
  return [...series.sort(byStudyAndNumber), ...pictureSeries(pictures)];
}

function stacksOf(headers: readonly SeriesHeader[]): readonly (readonly Placed[])[] {
  const bySeries = grouped(headers, ({ path, studyUid, seriesUid }) =>
    // One that does not say its series is a series of its own.
    seriesUid === undefined || seriesUid === '' ? `file ${path}` : `series ${studyUid ?? ''} ${seriesUid}`,
  );
  const stacks: (readonly Placed[])[] = [];
  for (const group of bySeries.values()) {
    let rest: readonly SeriesHeader[] = group;
    while (rest[0] !== undefined) {
      const stack = seriesOrder(rest[0], rest);
      stacks.push(stack);
      const taken = new Set(stack.map(({ header }) => header.path));
      rest = rest.filter(({ path }) => !taken.has(path));
    }
  }
  return stacks;
}

function pictureSeries(pictures: readonly Picture[]): readonly StudySeries[] {
  const groups = grouped(pictures, ({ name, volume }) => (volume ? name : dirname(name)));
  return [...groups].map(([place, images]): StudySeries => {
    const isVolume = images[0]?.volume === true;
    return {
      kind: 'pictures',
      title: isVolume ? basename(place) : place === '.' ? t`Pictures` : t`Pictures · ${place}`,
      modality: undefined,
      seriesNumber: undefined,
      description: undefined,
      study: undefined,
      images: images.map(({ volume: _volume, ...image }) => image),
      frames: framesOf(images),
      copies: 0,
    };
  });
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function byStudyAndNumber(one: StudySeries, other: StudySeries): number {
  return (
    (one.study ?? 0) - (other.study ?? 0) ||
    (one.seriesNumber ?? Number.MAX_SAFE_INTEGER) - (other.seriesNumber ?? Number.MAX_SAFE_INTEGER)
  );
}

function framesOf(images: readonly StudyImage[]): number {
  return images.reduce((sum, { frames }) => sum + Math.max(frames, 1), 0);
}
