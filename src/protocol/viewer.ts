/**
 * The contract between the extension host and the image viewer, written once and checked at run time on both sides.
 *
 * The view pulls: it says `ready` whenever it has (re)started and gets `opened`, then asks for the frames it wants. A
 * request is known by what it asks for (item and frame), not by a number: a view that restarts asks again, and an
 * answer to an old question does no harm.
 */
import * as v from 'valibot';
import { ChosenVoiSchema } from '../display/chosenVoi.ts';
import type { FrameImage } from '../display/frameImage.ts';
import type { ImageHeader } from '../display/imageHeader.ts';
import { RegionSchema } from '../display/region.ts';
import type { TagRow } from '../display/tagTable.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected a Uint8Array');

/** Left is the image that the editor was opened for; right is the one it is compared with. */
export const PaneSchema = v.picklist(['left', 'right']);
export type Pane = v.InferOutput<typeof PaneSchema>;

/** An image file of a stack. `id` stands for its path, which the view does not know. */
export const StackItemSchema = v.object({ id: v.string(), name: v.string(), frames: count });
export type StackItem = v.InferOutput<typeof StackItemSchema>;

/** What is leafed through: every frame of every image of a series, in order. */
export const StackSchema = v.object({
  title: v.string(),
  items: v.pipe(v.array(StackItemSchema), v.minLength(1)),
  index: count,
});
export type Stack = v.InferOutput<typeof StackSchema>;

export const VoiChoiceSchema = v.optional(ChosenVoiSchema);

/** What a person is looking at: one frame with its window. */
export const ViewedFrameSchema = v.object({ itemId: v.string(), frame: count, voi: VoiChoiceSchema });
export type ViewedFrame = v.InferOutput<typeof ViewedFrameSchema>;

/** What the palette and the keyboard can ask of the viewer that has the focus. */
export const ViewerCommandSchema = v.picklist([
  'reset',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'invert',
  'rotateRight',
  'rotateLeft',
  'flipHorizontal',
  'flipVertical',
  'nextImage',
  'previousImage',
  'firstImage',
  'lastImage',
  'playPause',
  'autoWindow',
  'nextWindow',
  'toggleOverlays',
  'toggleAnnotations',
  'toggleModelView',
  'toggleTags',
  'measure',
  'ellipse',
  'rectangle',
  'clearMeasurements',
  'copyImage',
  'exportPng',
  'ask',
  'askRegion',
  'addToChat',
  'compare',
  'closeCompare',
  'help',
]);
export type ViewerCommand = v.InferOutput<typeof ViewerCommandSchema>;

/** The exact pixels that the engine gets, and how its vision tower cuts them into patches. */
export const ModelViewSchema = v.object({
  width: count,
  height: count,
  /** Interleaved 8-bit RGB. */
  rgb: bytes,
  /** Side of a patch, pixels; 0 when the projector has no fixed grid. */
  patchSize: count,
  /** Tokens that the image takes in the conversation. */
  tokens: count,
  modelName: v.string(),
  isDemo: v.boolean(),
});
export type ModelView = v.InferOutput<typeof ModelViewSchema>;

/** The host's own data: built by the imaging room and passed on, so only its outline is checked. */
const frameImage = v.custom<FrameImage>(
  (value) => isObject(value) && (value['kind'] === 'monochrome' || value['kind'] === 'colour'),
  'expected a FrameImage',
);
const imageHeader = v.custom<ImageHeader>(
  (value) => isObject(value) && typeof value['fileSha256'] === 'string',
  'expected an ImageHeader',
);
const tagRows = v.custom<readonly TagRow[]>((value) => Array.isArray(value), 'expected tag rows');

export const ToViewerSchema = v.variant('type', [
  v.object({ type: v.literal('opened'), pane: PaneSchema, stack: StackSchema }),
  /** The rest of the series has been found; the image shown stays the same. */
  v.object({ type: v.literal('stackGrew'), pane: PaneSchema, stack: StackSchema }),
  v.object({ type: v.literal('closedRight') }),
  v.object({ type: v.literal('frame'), itemId: v.string(), frame: count, header: imageHeader, image: frameImage }),
  v.object({ type: v.literal('frameFailed'), itemId: v.string(), frame: count, message: v.string() }),
  v.object({ type: v.literal('modelView'), viewed: ViewedFrameSchema, view: ModelViewSchema }),
  v.object({ type: v.literal('modelViewFailed'), viewed: ViewedFrameSchema, message: v.string() }),
  v.object({ type: v.literal('tags'), itemId: v.string(), rows: tagRows }),
  v.object({ type: v.literal('tagsFailed'), itemId: v.string(), message: v.string() }),
  v.object({ type: v.literal('command'), command: ViewerCommandSchema }),
  /** The file has changed on disk: forget its frames and ask again. */
  v.object({ type: v.literal('changed'), itemId: v.string() }),
  v.object({ type: v.literal('said'), message: v.string() }),
]);
export type ToViewer = v.InferOutput<typeof ToViewerSchema>;

export const FromViewerSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Wanted first to last; a new list takes the place of an older one, of which only the frame in work is finished. */
  v.object({ type: v.literal('want'), frames: v.array(v.object({ itemId: v.string(), frame: count })) }),
  v.object({ type: v.literal('modelView'), viewed: ViewedFrameSchema }),
  v.object({ type: v.literal('tags'), itemId: v.string() }),
  v.object({ type: v.literal('ask'), viewed: ViewedFrameSchema }),
  /** Puts the whole image and a part of it into the chat; `region` in pixels of the image as the decoder displays it. */
  v.object({ type: v.literal('askRegion'), viewed: ViewedFrameSchema, region: RegionSchema }),
  v.object({ type: v.literal('addToChat'), viewed: ViewedFrameSchema }),
  /** The host asks which image, and answers `opened` for the right pane. */
  v.object({ type: v.literal('compare') }),
  v.object({ type: v.literal('closeRight') }),
  /** The host asks where to, and writes the file. */
  v.object({ type: v.literal('exportPng'), itemId: v.string(), frame: count, png: bytes }),
  v.object({ type: v.literal('copyText'), text: v.string() }),
  v.object({ type: v.literal('deidentify'), itemId: v.string() }),
  /** What is in front, for the status bar and for commands of the palette that need it. */
  v.object({ type: v.literal('viewing'), pane: PaneSchema, viewed: ViewedFrameSchema }),
]);
export type FromViewer = v.InferOutput<typeof FromViewerSchema>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Throws a `ValiError` that says which field is wrong; a message of the wrong shape is a bug, not bad input. */
export function parseToViewer(message: unknown): ToViewer {
  return v.parse(ToViewerSchema, message);
}

/** Throws a `ValiError`, as `parseToViewer` does. */
export function parseFromViewer(message: unknown): FromViewer {
  return v.parse(FromViewerSchema, message);
}
