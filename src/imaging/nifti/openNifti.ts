/**
 * A NIfTI volume as a stack of slices (https://nifti.nimh.nih.gov/nifti-1, and NIfTI-2): volume after volume, each
 * slice turned as radiologists look at it. It is inflated once.
 */
import { t } from '@vscode/l10n';
import type { FrameImage, ModalityTransform } from '../../display/frameImage.ts';
import { imageNote, percent, type ImageNote } from '../../display/imageNote.ts';
import { isGzip, gunzipStart } from '../intake/gunzipStart.ts';
import type { ImageFile, OpenImage } from '../intake/imageFile.ts';
import { frameMissing, tooLarge } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import type { StoredValues } from '../samples/storedValues.ts';
import { readNiftiHeader, type NiftiHeader } from './niftiHeader.ts';
import { readVoxels, type Voxels } from './readVoxels.ts';
import { sliceLayout, type SliceLayout } from './sliceLayout.ts';
import { isWholeSlice, sliceColours, sliceSamples } from './sliceSamples.ts';
import { volumeWindow, type VolumeWindow } from './volumeWindow.ts';

const unplaced = (): ImageNote =>
  imageNote(
    'decoderChose',
    t`The file does not say how the volume lies in the patient: the sides are not marked, and left and right may be exchanged.`,
  );
const opacityDropped = (): ImageNote => imageNote('decoderDropped', t`The opacity of the voxels is not shown.`);
const furtherDimensions = (): ImageNote =>
  imageNote(
    'decoderChose',
    t`The file has more than four dimensions: all of its volumes are shown one after the other.`,
  );
const roundedValues = (): ImageNote =>
  imageNote('decoderDropped', t`Some values are too large for their last digits to be kept.`);

export async function openNifti({ name, bytes, fileSha256 }: ImageFile): Promise<OpenImage> {
  const header = readNiftiHeader(name, isGzip(bytes) ? gunzipStart(bytes) : bytes);
  const layout = sliceLayout(header.size, header.placement);
  if (layout.rows * layout.columns > LIMITS.framePixels)
    throw tooLarge(
      name,
      t`${layout.columns} × ${layout.rows} pixels (the limit is ${LIMITS.framePixels / 1e6} million)`,
    );
  const volume = new NiftiVolume(name, header, layout, await readVoxels(name, bytes, header));
  return {
    bytes: volume.bytes,
    header: async () => ({
      format: 'nifti',
      frames: volume.frames,
      columns: layout.columns,
      rows: layout.rows,
      colour: header.type.samples > 1,
      modality: undefined,
      bodyPart: undefined,
      viewPosition: undefined,
      laterality: undefined,
      transferSyntax: undefined,
      frameTimesMs: undefined,
      lossy: undefined,
      burnedIn: undefined,
      phantom: undefined,
      fileSha256,
      sopInstanceHash: undefined,
    }),
    frame: async (frame) => volume.frame(frame),
    stored: async (frame) => volume.stored(frame),
  };
}

class NiftiVolume {
  readonly #name: string;
  readonly #header: NiftiHeader;
  readonly #layout: SliceLayout;
  readonly #voxels: Voxels;
  readonly #samples: ReturnType<NiftiHeader['type']['view']>;
  readonly #modality: ModalityTransform;
  /** Worked out with the first frame: a header alone does not need it. */
  #window: VolumeWindow | undefined;

  constructor(name: string, header: NiftiHeader, layout: SliceLayout, voxels: Voxels) {
    this.#name = name;
    this.#header = header;
    this.#layout = layout;
    this.#voxels = voxels;
    const { buffer, byteOffset, byteLength } = voxels.bytes;
    this.#samples = header.type.view(buffer, byteOffset, byteLength / header.type.bytes);
    this.#modality = { kind: 'linear', slope: header.slope, intercept: header.intercept };
  }

  get bytes(): number {
    return this.#voxels.bytes.byteLength;
  }

  get frames(): number {
    return this.#layout.slices * this.#header.volumes;
  }

  frame(frame: number): FrameImage {
    const { rows, columns, orientation, spacing, pixelAspect } = this.#layout;
    const facts = { rows, columns, frame, orientation, spacing, pixelAspect, overlays: [] };
    const values = this.stored(frame);
    if (values.samplesPerPixel === 3)
      return { ...facts, notes: values.notes, kind: 'colour', rgb: values.samples as Uint8Array };
    const { voi, notes } = (this.#window ??= volumeWindow(this.#header, this.#samples, this.#modality));
    return {
      ...facts,
      notes: [...values.notes, ...notes],
      kind: 'monochrome',
      samples: values.samples,
      modality: this.#modality,
      unit: undefined,
      voi,
      inverted: false,
      padding: undefined,
    };
  }

  stored(frame: number): StoredValues {
    if (!Number.isInteger(frame) || frame < 0 || frame >= this.frames)
      throw frameMissing(this.#name, frame, this.frames);
    const { rows, columns, slices, start, sliceStep } = this.#layout;
    const { size, type } = this.#header;
    const volume = Math.floor(frame / slices);
    const first = volume * size[0] * size[1] * size[2] + start + (frame - volume * slices) * sliceStep;
    const facts = { rows, columns, notes: this.#notes(first) };
    if (type.samples === 1) {
      const samples = sliceSamples(this.#samples, this.#layout, first);
      const rounded =
        type.bytes === 8 && samples.some((value) => Number.isInteger(value) && !Number.isSafeInteger(value));
      const notes =
        rounded && !(this.#samples instanceof Float64Array) ? [...facts.notes, roundedValues()] : facts.notes;
      return { ...facts, notes, samplesPerPixel: 1, samples, photometric: 'MONOCHROME2' };
    }
    const rgb = sliceColours(this.#samples as Uint8Array, this.#layout, first, type.samples);
    return { ...facts, samplesPerPixel: 3, samples: rgb, photometric: 'RGB' };
  }

  #notes(first: number): readonly ImageNote[] {
    const { placement, type, dimensions } = this.#header;
    const { bytes, expectedBytes } = this.#voxels;
    const present = bytes.byteLength / (type.bytes * type.samples);
    return [
      ...(isWholeSlice(this.#layout, first, present) ? [] : [missing(bytes.byteLength / expectedBytes)]),
      ...(placement.by === undefined ? [unplaced()] : []),
      ...(type.samples === 4 ? [opacityDropped()] : []),
      ...(dimensions > 4 ? [furtherDimensions()] : []),
    ];
  }
}

function missing(share: number): ImageNote {
  return imageNote(
    'pixelsMissing',
    t`The file holds ${percent(share)} of its voxels; what is missing of this picture is left empty.`,
  );
}
