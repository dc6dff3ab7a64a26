/** One frame of a DICOM file as data: its stored values, and what the file says about showing them. */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote, percent } from '../../../display/imageNote.ts';
import type { PixelEncoding } from '../dataSet/transferSyntaxes.ts';
import type { ColourFrame, FileVoi, FrameImage, ModalityTransform } from '../../../display/frameImage.ts';
import { readFileVoi } from './fileVoi.ts';
import { frameOrientation } from './frameOrientation.ts';
import { greyscalePolarity } from './greyscalePolarity.ts';
import { leftOutNotes } from './leftOutNotes.ts';
import { doseGridScaling, readModalityTransform } from './modalityTransform.ts';
import { numberNotes } from './numberNotes.ts';
import { modalityUnit } from './modalityUnit.ts';
import { type FrameOverlays, readOverlays } from './overlays.ts';
import { readPaddingRange } from './paddingRange.ts';
import { readPalette } from './palette.ts';
import { pixelAspect } from './pixelAspect.ts';
import { readImagePixels, readPixelModule } from './readPixelModule.ts';
import type { PixelModule } from '../../samples/pixelModule.ts';
import { pixelSpacing } from './pixelSpacing.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { renderPalette, renderRgb, renderYbrFull } from './renderColour.ts';
import { readStoredFrame, type StoredFrame } from './storedFrame.ts';
import { readSupplementalColours } from './supplementalPalette.ts';
import { suvScale } from './suv.ts';
import { ultrasoundScale } from './ultrasoundRegions.ts';

const framesMissing = (): ImageNote => imageNote('framesMissing', t`The file has fewer frames than it says.`);
const regionsMisfit = (): ImageNote =>
  imageNote(
    'decoderDropped',
    t`The scale in the file was written for a larger picture than this one and is not used: lengths are in pixels.`,
  );
const invalidWindow = (): ImageNote =>
  imageNote('windowInvalid', t`The window in the file is not valid and is not used.`);

/** `frame` counts from 0. Throws an `ImagingError` when there are no such pixels. */
export async function readFrame(file: DicomFile, frame: number): Promise<FrameImage> {
  const module = readPixelModule(file);
  const stored = await readStoredFrame(file, module, frame);
  return frameImage(file, module, frame, stored, await readOverlays(file, module, frame));
}

function frameImage(
  file: DicomFile,
  module: PixelModule,
  frame: number,
  stored: StoredFrame,
  overlays: FrameOverlays,
): FrameImage {
  const { samples, photometric } = stored;
  const ultrasound = ultrasoundScale(file.dataSet);
  const spacing = pixelSpacing(file, frame, ultrasound.spacing);
  const facts = {
    rows: module.rows,
    columns: module.columns,
    frame,
    pixelAspect: pixelAspect(file, frame),
    spacing,
    ...(ultrasound.regions.length > 0 ? { regions: ultrasound.regions } : {}),
    orientation: frameOrientation(file, frame),
    overlays: overlays.planes,
    notes: [
      ...frameNotes(file, module, stored),
      ...overlays.notes,
      ...(ultrasound.misfit && spacing === undefined ? [regionsMisfit()] : []),
    ],
  };
  const colour = (rgb: Uint8Array): ColourFrame => ({ ...facts, kind: 'colour', rgb });
  switch (photometric) {
    case 'PALETTE COLOR':
      return colour(renderPalette(samples, readPalette(file, module.signed)));
    case 'YBR_FULL':
    case 'YBR_FULL_422':
      return colour(renderYbrFull(samples, module.bitsStored));
    case 'RGB':
    // Without their codec's transform these are RGB already.
    case 'YBR_RCT':
    case 'YBR_ICT':
      return colour(renderRgb(samples, module.bitsStored));
    case 'MONOCHROME1':
    case 'MONOCHROME2': {
      const modality = readModalityTransform(file, frame, module.signed);
      const unit = modalityUnit(file, frame);
      const fileVoi = readFileVoi(file, frame, mayBeNegative(module, modality));
      // A dose of some Gray is no whole number, and its file has no windows.
      const isDose = doseGridScaling(file.dataSet) !== undefined && fileVoi.windows.length === 0;
      const voi: FileVoi = isDose ? { ...fileVoi, function: 'LINEAR_EXACT' } : fileVoi;
      const padding = readPaddingRange(file.dataSet, module);
      const polarity = greyscalePolarity(file, photometric);
      const notes = [
        ...facts.notes,
        ...numberNotes(file, frame),
        ...leftOutNotes(file, frame, modality, voi),
        ...polarity.notes,
        ...(voi.invalidWindow ? [invalidWindow()] : []),
      ];
      return {
        ...facts,
        notes,
        kind: 'monochrome',
        samples,
        modality,
        unit,
        suv: suvScale(file),
        voi,
        padding,
        inverted: polarity.inverted,
        colours: readSupplementalColours(file, module.signed),
      };
    }
  }
}

/** What a person must be told of the file and of this frame's stored values. */
export function frameNotes(
  file: DicomFile,
  module: PixelModule,
  stored: Pick<StoredFrame, 'partial' | 'share' | 'notes'>,
): readonly ImageNote[] {
  const { encoding, notes } = readImagePixels(file);
  return [
    ...file.notes,
    ...notes,
    ...stored.notes,
    ...(stored.partial ? [imageNote('pixelsMissing', missingText(encoding, stored.share))] : []),
    ...(module.frames < module.claimedFrames ? [framesMissing()] : []),
  ];
}

/** Whether modality values may be below 0: so the inputs of a VOI LUT are signed (PS3.3 section C.11.2.1.1). */
function mayBeNegative({ signed }: PixelModule, modality: ModalityTransform): boolean {
  return modality.kind === 'linear' && (signed || modality.slope < 0 || modality.intercept < 0);
}

/** Encodings that leave empty what is not there; the others' decoders may fill it with something like a picture. */
const EMPTY_WHERE_MISSING: ReadonlySet<PixelEncoding> = new Set(['native', 'rle', 'deflatedFrame']);

function missingText(encoding: PixelEncoding, share: number | undefined): string {
  if (EMPTY_WHERE_MISSING.has(encoding))
    return share === undefined
      ? t`The file holds only a part of its pixels; the rest of the picture is missing and left empty.`
      : t`The file holds ${percent(share)} of its pixels; the rest of the picture is missing and left empty.`;
  return share === undefined
    ? t`The file holds only a part of its compressed pixels; the rest of the picture is missing and left empty or made up.`
    : t`The file holds ${percent(share)} of its compressed pixels; the rest of the picture is missing and left empty or made up.`;
}
