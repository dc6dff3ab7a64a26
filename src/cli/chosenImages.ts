/** From the paths on the command line to the images that are meant, and what is said about the choice. */
import { basename } from 'node:path';
import type { Imaging, ImageSource, StudySeries } from '../imaging/imaging.ts';
import { leftOutText, mayLackImages } from '../imaging/studies/leftOutText.ts';
import { noImages } from '../imaging/studies/noImages.ts';
import { seriesFacts } from '../imaging/studies/seriesFacts.ts';
import { everyNth, middleSlice, type Slice, slicesOf } from '../imaging/studies/slices.ts';
import type { Study, StudyKind } from '../imaging/studies/study.ts';
import { studyKind } from '../imaging/studies/studyKind.ts';
import type { SliceOptions } from './sliceOptions.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

export interface ChosenImage {
  readonly source: ImageSource;
  /** Counted from 0. */
  readonly frame: number;
  /** Of an image of a series: its place there, counted from 1, and the series' title. */
  readonly slice?: { readonly number: number; readonly of: number; readonly series: string };
}

export interface ChosenOptions extends SliceOptions {
  /** Of a file by itself, counted from 0. */
  readonly frame: number;
}

/** Throws a `UsageError` where the choice is not clear or not there, or an `ImagingError`. */
export async function chosenImages(
  paths: readonly string[],
  options: ChosenOptions,
  imaging: Imaging,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly ChosenImage[]> {
  const chosen: ChosenImage[] = [];
  for (const path of paths) {
    const kind = await studyKind(path);
    const isAlone = kind === 'file' && (options.series ?? options.slices ?? options.every) === undefined;
    if (isAlone) chosen.push({ source: { kind: 'file', path }, frame: options.frame });
    else chosen.push(...(await imagesOfStudy(path, kind, options, imaging, terminal, signal)));
  }
  return chosen;
}

/** Reads what is there, and says how far it is. Throws an `ImagingError`. */
export async function studyAt(path: string, imaging: Imaging, terminal: Terminal, signal: AbortSignal): Promise<Study> {
  const study = await imaging.study(
    { kind: 'file', path },
    ({ done, total }) => terminal.progress(`Looking at ${basename(path)}…`, ` ${done} of ${total} files`),
    signal,
  );
  terminal.clearProgress();
  if (study.series.length === 0) throw noImages(study);
  return study;
}

/** One line, as the list of series and the errors have it. */
export function seriesLine(series: StudySeries, number: number): string {
  return `${String(number).padStart(3)}  ${series.title} (${seriesFacts(series)})`;
}

async function imagesOfStudy(
  path: string,
  kind: StudyKind,
  options: ChosenOptions,
  imaging: Imaging,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly ChosenImage[]> {
  const study = await studyAt(path, imaging, terminal, signal);
  if (mayLackImages(study.leftOut)) terminal.note(`${study.name}: ${leftOutText(study.leftOut)}`);
  const series = chosenSeries(study, options.series);
  const slices = slicesOf(series);
  if (options.frame > 0 && kind !== 'file' && slices.length > 1)
    throw new UsageError(`--frame is for a file by itself. ${study.name} is chosen from with --slices.`);
  const chosen = chosenSlices(study.name, slices, options);
  if (slices.length > 1) terminal.note(choiceText(study, series, slices, chosen, options));
  return chosen.map(({ image, frame, number }) => ({
    source: image.source,
    frame,
    ...(series.images.length > 1 ? { slice: { number, of: slices.length, series: series.title } } : {}),
  }));
}

function chosenSeries({ name, series }: Study, wanted: number | undefined): StudySeries {
  const chosen = series[(wanted ?? 1) - 1];
  if (chosen !== undefined && (wanted !== undefined || series.length === 1)) return chosen;
  const what =
    wanted === undefined
      ? `${name} holds ${series.length} series. Say which one is meant with --series:`
      : `${name} holds ${series.length} series, so there is no --series ${wanted}:`;
  throw new UsageError([what, ...series.map((one, index) => seriesLine(one, index + 1))].join('\n'));
}

function chosenSlices(name: string, all: readonly Slice[], { slices, every }: SliceOptions): readonly Slice[] {
  const beyond = slices?.find(([, last]) => last > all.length);
  if (beyond !== undefined)
    throw new UsageError(
      `${name} has ${all.length === 1 ? '1 slice' : `${all.length} slices`} in this series, so there is no slice ${beyond[1]}. Give --slices from 1 to ${all.length}.`,
    );
  const numbers =
    slices?.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)) ??
    (every === undefined ? [middleSlice(all.length)] : everyNth(all.length, every));
  return [...new Set(numbers)].map((number) => all[number - 1]!);
}

function choiceText(
  { name }: Study,
  series: StudySeries,
  all: readonly Slice[],
  chosen: readonly Slice[],
  { slices, every }: SliceOptions,
): string {
  const numbers = chosen.map(({ number }) => number);
  const which = `${name}, ${series.title}: slice${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')} of ${all.length}`;
  return slices === undefined && every === undefined
    ? `${which}, the one in the middle. Others are chosen with --slices a,b,c or --every n.`
    : `${which}.`;
}
