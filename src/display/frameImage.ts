/**
 * One frame of an image as data: its stored values and all that the file says about showing them. The imaging room
 * reads it, the viewer and the imaging room show it with the same code (`display/`), so that what a person sees and
 * what the model gets cannot drift apart.
 */
import type { CalibratedRegion } from './calibratedRegion.ts';
import type { ImageNote } from './imageNote.ts';
import type { PatientOrientation } from './patientOrientation.ts';
import type { PixelSpacing } from './pixelSpacing.ts';
import type { SuvScale } from './suvScale.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export interface VoiWindow {
  /** In modality units, e.g. HU. */
  readonly center: number;
  readonly width: number;
}

/** PS3.3 section C.11.2.1.3. */
export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** PS3.3 section C.11.1.1: inputs below `first` map to the first entry, inputs beyond the last entry to the last. */
export interface LookupTable {
  readonly first: number;
  readonly entries: Uint16Array;
  /** Bits of an entry. */
  readonly bits: number;
}

/** Stored value → modality value (PS3.3 section C.11.1). */
export type ModalityTransform =
  | { readonly kind: 'linear'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'table'; readonly table: LookupTable };

export interface FileWindow extends VoiWindow {
  /** Window Center & Width Explanation (0028,1055). */
  readonly explanation: string | undefined;
}

export interface FileVoiLut {
  readonly table: LookupTable;
  /** LUT Explanation (0028,3003). */
  readonly explanation: string | undefined;
}

/** What a file says about how its modality values are to be seen. A LUT goes before the windows. */
export interface FileVoi {
  readonly function: VoiFunction;
  readonly windows: readonly FileWindow[];
  readonly luts: readonly FileVoiLut[];
  /** It has windows, but none of positive width. */
  readonly invalidWindow: boolean;
}

/** A file that says nothing. */
export const NO_VOI: FileVoi = { function: 'LINEAR', windows: [], luts: [], invalidWindow: false };

/**
 * What is chosen to be seen: a window (of the file, a preset, by hand), or one of the file's VOI LUTs by its index.
 * Undefined: the file's first choice.
 */
export type VoiChoice =
  ({ readonly kind: 'window' } & VoiWindow) | { readonly kind: 'lut'; readonly index: number } | undefined;

/** An overlay plane (PS3.3 section C.9.2) of this frame. */
export interface OverlayPlane {
  /** Repeating group, 0x6000 to 0x60FE. */
  readonly group: number;
  readonly label: string | undefined;
  /** Graphics, or a region of interest. */
  readonly type: 'G' | 'R';
  readonly rows: number;
  readonly columns: number;
  /** Of the top left overlay pixel on the image, counted from 0; may lie outside the image. */
  readonly top: number;
  readonly left: number;
  /** One byte a pixel, 0 or 1. */
  readonly bits: Uint8Array;
}

/**
 * Colours of a supplemental palette (PS3.3 section C.7.6.19): an ultrasound's flow or a map's values on a grey picture.
 */
export interface SupplementalColours {
  /** Stored values from here on are shown in colour; the lower ones are grey. */
  readonly first: number;
  /** RGB of `first` and the values after it; the last entry is for all beyond. */
  readonly rgb: Uint8Array;
}

interface FrameFacts {
  readonly rows: number;
  readonly columns: number;
  /** Frame of the file, counted from 0. */
  readonly frame: number;
  /** Height of a pixel relative to its width. */
  readonly pixelAspect: number;
  readonly spacing: PixelSpacing | undefined;
  /** Parts of an ultrasound picture with a scale of their own, the one that counts first where they overlap. */
  readonly regions?: readonly CalibratedRegion[];
  /** Undefined where the file does not say. */
  readonly orientation: PatientOrientation | undefined;
  readonly overlays: readonly OverlayPlane[];
  /** Things a person must be told, e.g. that pixel data were cut short. */
  readonly notes: readonly ImageNote[];
}

export interface MonochromeFrame extends FrameFacts {
  readonly kind: 'monochrome';
  /** Stored values, row after row, masked to Bits Stored and sign-extended; `rows * columns`. */
  readonly samples: Samples;
  readonly modality: ModalityTransform;
  /** Of the modality values, e.g. `HU`, as Rescale Type or Units say; undefined when unknown. */
  readonly unit: string | undefined;
  /** Of PET: what turns modality values into SUV. Undefined: they are no activity, or SUV already. */
  readonly suv?: SuvScale | undefined;
  readonly voi: FileVoi;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** Stored values that are no part of the picture, both ends included. */
  readonly padding: readonly [number, number] | undefined;
  /** Colours on the grey picture. */
  readonly colours?: SupplementalColours | undefined;
}

export interface ColourFrame extends FrameFacts {
  readonly kind: 'colour';
  /** Interleaved 8-bit RGB, after palette and YBR conversion; `rows * columns * 3`. */
  readonly rgb: Uint8Array;
}

export type FrameImage = MonochromeFrame | ColourFrame;
