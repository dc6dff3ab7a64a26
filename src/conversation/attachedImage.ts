/** An image of a conversation: where its bytes are, what is meant of it, and what is known of it. */
import * as v from 'valibot';
import { ChosenVoiSchema } from '../display/chosenVoi.ts';
import { NOTE_CODES } from '../display/imageNote.ts';
import { IMAGE_ROLES } from '../display/imageRole.ts';
import { PHANTOM_DOMAINS } from '../display/phantomMark.ts';
import { RegionSchema } from '../display/region.ts';

/**
 * Where the bytes of an image are: a file of the user's, or a copy that the chat keeps of what was dropped or pasted.
 */
const origins = [
  v.object({ kind: v.literal('file'), path: v.string() }),
  v.object({ kind: v.literal('kept'), file: v.string() }),
  /** A file in a ZIP of the user's. */
  v.object({ kind: v.literal('archived'), path: v.string(), entry: v.string() }),
] as const;

export const ImageOriginSchema = v.variant('kind', [
  ...origins,
  /** Several slices, as one picture. */
  v.object({
    kind: v.literal('montage'),
    tiles: v.array(
      v.object({
        origin: v.variant('kind', origins),
        frame: v.exactOptional(v.number()),
        voi: v.exactOptional(ChosenVoiSchema),
      }),
    ),
  }),
]);
export type ImageOrigin = v.InferOutput<typeof ImageOriginSchema>;

/** As `display/imageNote` has it. */
const ImageNoteSchema = v.object({ code: v.picklist(NOTE_CODES), damage: v.boolean(), text: v.string() });

export const AttachedImageSchema = v.object({
  id: v.string(),
  /** Base name; shown, never logged. */
  name: v.string(),
  origin: ImageOriginSchema,
  format: v.picklist(['dicom', 'png', 'jpeg', 'tiff', 'webp', 'nifti']),
  /** Displayed size, pixels. */
  width: v.number(),
  height: v.number(),
  frames: v.number(),
  /** The frame that is meant, counted from 0; missing: the first. */
  frame: v.exactOptional(v.number()),
  /** What it is among the others, said to the model in words. */
  role: v.exactOptional(v.picklist(IMAGE_ROLES)),
  /** The part of the displayed image that is meant, and how large that is, pixels; missing: all of it. */
  region: v.exactOptional(v.object({ ...RegionSchema.entries, ofWidth: v.number(), ofHeight: v.number() })),
  /** The slices whose tiles it is made of, in rows from the top left; missing: it is one picture. */
  montage: v.exactOptional(
    v.object({ columns: v.number(), slices: v.array(v.number()), of: v.number(), series: v.string() }),
  ),
  /** Its place in the series that it was chosen from, counted from 1; missing where it was chosen by itself. */
  slice: v.exactOptional(v.object({ number: v.number(), of: v.number(), series: v.string() })),
  /** What a person chose to see; missing: what the file says. */
  voi: v.exactOptional(ChosenVoiSchema),
  /**
   * The VOI window that it is shown with, chosen or of the file; missing for colour and where a lookup table is used.
   */
  window: v.exactOptional(v.object({ center: v.number(), width: v.number() })),
  /** DICOM Modality (0008,0060). */
  modality: v.exactOptional(v.string()),
  /** Body Part Examined (0018,0015). */
  bodyPart: v.exactOptional(v.string()),
  /** Image Laterality (0020,0062), else Laterality (0020,0060). */
  laterality: v.exactOptional(v.string()),
  /** SHA-256 (hex) of the file's bytes: the image is the same image only while this holds. */
  fileSha256: v.string(),
  /** SHA-256 (hex) of the SOP Instance UID, for provenance. */
  sopInstanceHash: v.exactOptional(v.string()),
  /** What a person must be told about the decoding. */
  notes: v.array(ImageNoteSchema),
  /** A person has said that a damaged image may be asked about. */
  damageAccepted: v.exactOptional(v.boolean()),
  /** Set for a drawn phantom of ours: what the demo model knows. */
  phantom: v.exactOptional(v.picklist(PHANTOM_DOMAINS)),
  /** PNG as a data URI, at most `THUMBNAIL_SIDE` pixels a side. */
  thumbnail: v.pipe(v.string(), v.startsWith('data:image/png;base64,')),
  /**
   * False once the user took an image away that had already been asked about: it stays to be seen, the model gets it no
   * more.
   */
  active: v.boolean(),
});
export type AttachedImage = v.InferOutput<typeof AttachedImageSchema>;

/** Small, because thumbnails are the only pixels that are saved with a conversation. */
export const THUMBNAIL_SIDE = 96;

/** Whether two attachments are one image: the same part of the same frame of the same file, seen in the same way. */
export function isSameImage(one: ImageIdentity, other: ImageIdentity): boolean {
  return identity(one) === identity(other);
}

type ImageIdentity = Pick<AttachedImage, 'fileSha256' | 'frame' | 'voi' | 'region'>;

function identity({ fileSha256, frame = 0, voi, region }: ImageIdentity): string {
  const seen =
    voi === undefined
      ? 'as the file says'
      : voi.kind === 'window'
        ? `window ${String(voi.center)} ${String(voi.width)}`
        : `LUT ${String(voi.index)}`;
  const part = region === undefined ? '' : ` ${[region.x, region.y, region.width, region.height].join(' ')}`;
  return `${fileSha256} ${String(frame)} ${seen}${part}`;
}
