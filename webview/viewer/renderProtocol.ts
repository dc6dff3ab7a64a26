/** The contract between the viewer's page and its render worker. One picture is asked for at a time. */
import type { FrameImage, VoiChoice, VoiWindow } from '../../src/display/frameImage.ts';
import type { RoiShape, RoiStatistics } from '../../src/display/roiStatistics.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { RegionLook } from './paintRegion.ts';

/** A picture of the whole frame, a finer one of the part that is seen, and one for a file. */
export type Layer = 'whole' | 'detail' | 'export';

/** How a frame's values become grey levels. */
export interface Shade {
  readonly voi: VoiChoice;
  /** Turned into its negative by the person, on top of what the file says. */
  readonly negative: boolean;
}

export type ToRenderer =
  /** The frame of a pane from now on. */
  | { readonly type: 'frame'; readonly pane: Pane; readonly image: FrameImage }
  | { readonly type: 'release'; readonly pane: Pane }
  | { readonly type: 'render'; readonly pane: Pane; readonly shade: Shade; readonly look: RegionLook }
  /** What the values of the pane's frame are, for the window menu and the speed of drags. */
  | { readonly type: 'describe'; readonly pane: Pane }
  /** What the values within a region of the pane's frame are. */
  | { readonly type: 'statistics'; readonly pane: Pane; readonly shape: RoiShape };

/** Undefined parts: a colour frame has none of them. */
export interface FrameValues {
  /** Lowest and highest modality value. */
  readonly range: readonly [number, number];
  readonly autoWindow: VoiWindow;
  readonly fullWindow: VoiWindow;
}

export type FromRenderer =
  /** Said once, by a worker that runs. */
  | { readonly type: 'started' }
  | {
      readonly type: 'rendered';
      readonly bitmap: ImageBitmap;
      /** The window in force; undefined for colour and VOI LUTs. */
      readonly window: VoiWindow | undefined;
      /** Index of the VOI LUT in force. */
      readonly lut: number | undefined;
      readonly source: 'file' | 'user' | 'fullRange' | undefined;
    }
  | { readonly type: 'described'; readonly values: FrameValues | undefined }
  | { readonly type: 'counted'; readonly statistics: RoiStatistics }
  | { readonly type: 'failed'; readonly message: string };
