/** Which slices of a folder, a DICOMDIR or a ZIP: options of every command that takes images. */
import { Option } from 'commander';
import { whole } from './optionValues.ts';
import type { OptionValues } from './subcommand.ts';
import { UsageError } from './usageError.ts';

/** Both ends are meant, and count from 1. */
export type SliceRange = readonly [first: number, last: number];

export interface SliceOptions {
  /** As `llava-med series` numbers it, from 1. */
  readonly series: number | undefined;
  readonly slices: readonly SliceRange[] | undefined;
  readonly every: number | undefined;
}

const SERIES = 'Folder, DICOMDIR or ZIP:';
const MOST = 10 ** 6;

export const sliceOptions = (): Option[] =>
  [
    new Option('--series <n>', 'which series, as "llava-med series" numbers it').argParser(whole('series', 1, MOST)),
    new Option(
      '--slices <list>',
      'which of its slices, counted from 1 in their order, e.g. 3,8,12-15; default: the one in the middle',
    ).argParser(sliceRanges),
    new Option('--every <n>', 'the first slice and every n-th after it').argParser(whole('every', 1, MOST)),
  ].map((option) => option.helpGroup(SERIES));

export function readSliceOptions(values: OptionValues): SliceOptions {
  const [series, every] = [values['series'], values['every']] as (number | undefined)[];
  const slices = values['slices'] as readonly SliceRange[] | undefined;
  if (slices !== undefined && every !== undefined)
    throw new UsageError('--slices and --every both choose slices: give one of them.');
  if (values['frame'] !== 1 && (slices ?? every) !== undefined)
    throw new UsageError('--frame and --slices both choose frames: give --slices alone, which counts them all.');
  return { series, slices, every };
}

function sliceRanges(value: string): readonly SliceRange[] {
  return value.split(',').map((part) => {
    const [, first, last = first] = /^\s*(\d{1,7})\s*(?:-\s*(\d{1,7})\s*)?$/.exec(part) ?? [];
    const range = [Number(first), Number(last)] as const;
    if (!(range[0] >= 1 && range[0] <= range[1]))
      throw new UsageError(`--slices is a list of slices counted from 1, e.g. 3,8,12-15; not "${value}".`);
    return range;
  });
}
