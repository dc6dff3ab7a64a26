/** DICOM bytes → one frame as displayed. */
import { createHash } from 'node:crypto';
import type { DecodeOptions } from '../imaging.ts';
import type { RasterImage } from '../rasterImage.ts';
import { withSquarePixels } from '../squarePixels.ts';
import { codeString } from './attributes.ts';
import { readModalityTransform } from './modalityTransform.ts';
import { readPaddingRange } from './paddingRange.ts';
import { readPalette } from './palette.ts';
import { pixelAspect } from './pixelAspect.ts';
import { readPixelModule, type PixelModule } from './pixelModule.ts';
import { readDicom, type DicomFile } from './readDicom.ts';
import { renderGrey, renderPalette, renderRgb, renderYbrFull } from './renderColour.ts';
import { renderMonochrome, type MonochromeImage } from './renderMonochrome.ts';
import { readStoredFrame, type StoredFrame } from './storedFrame.ts';
import { TAG } from './tags.ts';
import { readFileVoi } from './voiTransform.ts';

/** A frame on its own pixel grid, before its pixels are made square. */
export interface RenderedFrame extends Pick<MonochromeImage, 'window' | 'windowSource'> {
  readonly rgb: Uint8Array;
  readonly notes: readonly string[];
}

export async function decodeDicom(name: string, bytes: Uint8Array, options: DecodeOptions): Promise<RasterImage> {
  const file = readDicom(name, bytes);
  const module = readPixelModule(file);
  const stored = await readStoredFrame(file, module, options.frame);
  const { rgb, window, windowSource, notes } = renderFrame(file, module, stored, options);
  const square = withSquarePixels({ width: module.columns, height: module.rows, rgb }, pixelAspect(file, options.frame));
  const uid = file.dataSet.string(TAG.sopInstanceUid)?.trim();
  return {
    ...square,
    frame: options.frame,
    frames: module.frames,
    window,
    windowSource,
    modality: codeString(file.dataSet, TAG.modality),
    bodyPart: codeString(file.dataSet, TAG.bodyPartExamined),
    viewPosition: codeString(file.dataSet, TAG.viewPosition),
    laterality: codeString(file.dataSet, TAG.imageLaterality) ?? codeString(file.dataSet, TAG.laterality),
    sopInstanceHash: uid ? createHash('sha256').update(uid).digest('hex') : undefined,
    notes: [...file.notes, ...(stored.partial ? ['Part of the pixel data is missing; the rest of the picture is black.'] : []), ...notes],
  };
}

export function renderFrame(file: DicomFile, module: PixelModule, stored: StoredFrame, options: DecodeOptions): RenderedFrame {
  const { samples } = stored;
  const colour = { window: undefined, windowSource: undefined, notes: [] };
  switch (stored.photometric) {
    case 'PALETTE COLOR':
      return { ...colour, rgb: renderPalette(samples, readPalette(file, module.signed)) };
    case 'YBR_FULL':
    case 'YBR_FULL_422':
      return { ...colour, rgb: renderYbrFull(samples, module.bitsStored) };
    case 'RGB':
    // Without their codec's transform these are RGB already.
    case 'YBR_RCT':
    case 'YBR_ICT':
      return { ...colour, rgb: renderRgb(samples, module.bitsStored) };
    case 'MONOCHROME1':
    case 'MONOCHROME2':
      return renderGreyFrame(file, module, stored, options);
  }
}

function renderGreyFrame(file: DicomFile, module: PixelModule, stored: StoredFrame, options: DecodeOptions): RenderedFrame {
  const voi = readFileVoi(file, options.frame);
  const { grey, window, windowSource } = renderMonochrome({
    samples: stored.samples,
    voi,
    modality: readModalityTransform(file, options.frame, module.signed),
    window: options.window,
    inverted: stored.photometric === 'MONOCHROME1',
    padding: readPaddingRange(file.dataSet, module.signed),
  });
  const ignored = windowSource === 'fullRange' && voi.invalidWindow;
  const notes = ignored ? ['The window in the file is not valid; the full range of values is shown.'] : [];
  return { rgb: renderGrey(grey), window, windowSource, notes };
}
