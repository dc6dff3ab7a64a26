/** The window of a whole volume: one for all of its slices, so that leafing through it does not flicker. */
import { t } from '@vscode/l10n';
import { autoRange } from '../../display/autoWindow.ts';
import { NO_VOI, type FileVoi, type ModalityTransform, type Samples } from '../../display/frameImage.ts';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';
import { valueRange } from '../../display/valueRange.ts';
import type { NiftiHeader } from './niftiHeader.ts';
import { numbersOf, type VoxelSamples } from './sliceSamples.ts';

/** As many voxels are looked at; of a larger volume every n-th. */
const MOST_VOXELS = 1 << 22;

export interface VolumeWindow {
  readonly voi: FileVoi;
  readonly notes: readonly ImageNote[];
}

const byPercentiles = (): ImageNote =>
  imageNote(
    'decoderChose',
    t`The file says no window (cal_min, cal_max): the volume is shown from the 1st to the 99.5th percentile of its values.`,
  );
const byRange = (): ImageNote =>
  imageNote(
    'decoderChose',
    t`The file says no window (cal_min, cal_max): the volume is shown from its lowest to its highest value.`,
  );

/**
 * `cal_min` and `cal_max`; else the percentiles of the viewer's own window; else, as there is nothing between those of
 * a mask with few voxels in it, all values.
 */
export function volumeWindow(
  { shownRange }: NiftiHeader,
  voxels: VoxelSamples,
  modality: ModalityTransform,
): VolumeWindow {
  if (shownRange !== undefined) return { voi: windowOf(...shownRange, 'cal_min, cal_max'), notes: [] };
  const frame = { samples: someOf(voxels), modality, padding: undefined };
  const [low, high] = autoRange(frame);
  if (high > low) return { voi: windowOf(low, high, t`percentiles 1 to 99.5`), notes: [byPercentiles()] };
  return { voi: windowOf(...valueRange(frame), t`all values`), notes: [byRange()] };
}

function windowOf(low: number, high: number, explanation: string): FileVoi {
  const window = { center: (low + high) / 2, width: high > low ? high - low : 1, explanation };
  return { ...NO_VOI, function: 'LINEAR_EXACT', windows: [window] };
}

function someOf(voxels: VoxelSamples): Samples {
  const every = Math.ceil(voxels.length / MOST_VOXELS);
  return numbersOf(voxels, Math.floor(voxels.length / every), (i) => i * every);
}
