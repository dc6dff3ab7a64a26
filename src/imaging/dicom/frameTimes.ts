/** How long each frame of a loop is shown. */
import { decimals } from './dataSet/attributes.ts';
import type { DicomFile } from './dataSet/readDicom.ts';
import { TAG } from './dataSet/tags.ts';

/**
 * By the rate that the file recommends for display, else that of the acquisition. ms, one entry for all frames or one
 * for each; undefined when the file does not say, and for a single frame.
 */
export function frameTimesMs({ dataSet }: DicomFile, frames: number): readonly number[] | undefined {
  if (frames < 2) return undefined;
  const recommended = rate(decimals(dataSet, TAG.recommendedDisplayFrameRate)[0]);
  if (recommended !== undefined) return recommended;
  const increments = decimals(dataSet, TAG.frameTimeVector);
  // The first increment is always 0 (PS3.3 section C.7.6.5.1.2); a frame is shown until the next one comes.
  if (increments.length === frames && increments.slice(1).every((time) => time > 0)) {
    const shown = increments.slice(1);
    return [...shown, shown.at(-1)!];
  }
  const frameTime = decimals(dataSet, TAG.frameTime)[0] ?? 0;
  return frameTime > 0 ? [frameTime] : rate(decimals(dataSet, TAG.cineRate)[0]);
}

/** Frames per second → ms for each. */
function rate(perSecond = 0): readonly number[] | undefined {
  return perSecond > 0 ? [1000 / perSecond] : undefined;
}
