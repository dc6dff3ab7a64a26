/** A file through the whole path: it ends in pixels, or in an error of ours. Anything else is a finding. */
import { clipInput } from '../../src/imaging/clipInput.ts';
import { displayImage } from '../../src/imaging/decodeImage.ts';
import type { ImageSource } from '../../src/imaging/imaging.ts';
import { ImagingError } from '../../src/imaging/imagingErrors.ts';
import { openImage } from '../../src/imaging/openImage.ts';
import { readTags } from '../../src/imaging/readTags.ts';

const PREPARATION = { kind: 'padToSquare', imageSize: 336, padColor: [122, 116, 104] } as const;
const MODEL_BYTES = PREPARATION.imageSize ** 2 * 3;

export interface Ending {
  /** `pixels`, or the code of the error that the image ended in. */
  readonly outcome: string;
  /** What went wrong with us rather than with the file. */
  readonly finding: string | undefined;
}

export async function tryMutant(name: string, bytes: Uint8Array): Promise<Ending> {
  const source: ImageSource = { kind: 'bytes', name, bytes };
  const tags = await ending(async () => void (await readTags(source)));
  const image = await ending(() => lookAt(source));
  return { outcome: image.outcome, finding: image.finding ?? tags.finding };
}

async function lookAt(source: ImageSource): Promise<void> {
  const image = await openImage(source);
  const header = await image.header();
  const chosen = [...new Set([0, header.frames - 1])];
  for (const frame of chosen) {
    const shown = displayImage(header, await image.frame(frame), undefined);
    if (shown.rgb.length !== shown.width * shown.height * 3) throw new Error('the pixels are not as many as the picture has');
    const { rgb } = clipInput(shown, PREPARATION);
    if (rgb.length !== MODEL_BYTES) throw new Error('the model would not get what it needs');
  }
}

async function ending(work: () => Promise<void>): Promise<Ending> {
  try {
    await work();
    return { outcome: 'pixels', finding: undefined };
  } catch (error) {
    if (error instanceof ImagingError) return { outcome: error.code, finding: undefined };
    return { outcome: 'finding', finding: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
