/**
 * The chat as data. Nothing here is ever changed in place: `conversationEdits` makes the next conversation from the
 * last one, so that a host can hand the same value to its store and to a view.
 *
 * The shapes are schemas because the value comes back from outside twice: from the editor's storage after a reload, and
 * from the host in a view.
 */
import { PHANTOM_DOMAINS } from '../display/phantomMark.ts';
import { NOTE_CODES } from '../display/imageNote.ts';
import * as v from 'valibot';
import { ChosenVoiSchema } from '../display/chosenVoi.ts';

/**
 * Where the bytes of an image are: a file of the user's, or a copy that the chat keeps of what was dropped or pasted.
 */
export const ImageOriginSchema = v.variant('kind', [
  v.object({ kind: v.literal('file'), path: v.string() }),
  v.object({ kind: v.literal('kept'), file: v.string() }),
  /** A file in a ZIP of the user's. */
  v.object({ kind: v.literal('archived'), path: v.string(), entry: v.string() }),
]);
export type ImageOrigin = v.InferOutput<typeof ImageOriginSchema>;

/** How an image reached the model for one answer: so many tokens, at so many pixels. */
export const ReceiptSchema = v.object({
  imageId: v.string(),
  tokens: v.number(),
  width: v.number(),
  height: v.number(),
  cached: v.boolean(),
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;

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

/** What a person can do about a failure; the view shows one button for each. */
export const WayOutSchema = v.picklist(['retry', 'newChatSameImages', 'chooseModel', 'openSettings', 'showLog']);
export type WayOut = v.InferOutput<typeof WayOutSchema>;

export const FailureSchema = v.object({ code: v.string(), message: v.string(), waysOut: v.array(WayOutSchema) });
export type Failure = v.InferOutput<typeof FailureSchema>;

/** Which model answered, for the footer and for the provenance of what is put into a report. */
export const AnsweringModelSchema = v.object({
  name: v.string(),
  sha256: v.string(),
  projectorSha256: v.exactOptional(v.string()),
  /** What worked in 8 bits because the user chose so. */
  inEightBits: v.exactOptional(v.array(v.picklist(['projector', 'kvCache']))),
  backend: v.string(),
  isDemo: v.boolean(),
});
export type AnsweringModel = v.InferOutput<typeof AnsweringModelSchema>;

export const AnswerStatsSchema = v.object({
  promptTokens: v.number(),
  reusedTokens: v.number(),
  answerTokens: v.number(),
  /** Missing where no token came. */
  firstTokenMs: v.exactOptional(v.number()),
  tokensPerSecond: v.exactOptional(v.number()),
});
export type AnswerStats = v.InferOutput<typeof AnswerStatsSchema>;

export const SamplingUsedSchema = v.object({
  temperature: v.number(),
  topP: v.number(),
  maxTokens: v.number(),
  seed: v.number(),
});
export type SamplingUsed = v.InferOutput<typeof SamplingUsedSchema>;

export const ChatAnswerSchema = v.object({
  text: v.string(),
  /** `stopped` is the user's Stop and `cut` the token limit: in both the text so far stands. */
  state: v.picklist(['running', 'done', 'stopped', 'cut', 'failed']),
  failure: v.exactOptional(FailureSchema),
  /**
   * Images that the model was given for this answer, those of earlier questions included, by id, in the order of the
   * conversation's images. Missing in old conversations, for an answer that never got as far.
   */
  about: v.exactOptional(v.array(v.string())),
  /** Of this answer's model, one for each of its images. */
  receipts: v.exactOptional(v.array(ReceiptSchema)),
  model: v.exactOptional(AnsweringModelSchema),
  sampling: v.exactOptional(SamplingUsedSchema),
  stats: v.exactOptional(AnswerStatsSchema),
});
export type ChatAnswer = v.InferOutput<typeof ChatAnswerSchema>;

/** A question and its answer: they come and go together, so a question without an answer cannot be said. */
export const ExchangeSchema = v.object({
  id: v.string(),
  question: v.string(),
  /** Images that came with this question, by id. */
  imageIds: v.array(v.string()),
  answer: ChatAnswerSchema,
});
export type Exchange = v.InferOutput<typeof ExchangeSchema>;

export const ConversationSchema = v.object({
  id: v.string(),
  images: v.array(AttachedImageSchema),
  exchanges: v.array(ExchangeSchema),
  /** A question that waits for a person's word on a damaged image. */
  held: v.exactOptional(v.string()),
});
export type Conversation = v.InferOutput<typeof ConversationSchema>;

export function emptyConversation(id: string): Conversation {
  return { id, images: [], exchanges: [] };
}

/** What the questions below need to know: a view has conversations whose images lack their origin. */
interface Attached<Image> {
  readonly images: readonly Image[];
}
interface Asked {
  readonly exchanges: readonly Exchange[];
}

/** Images that wait for the next question. */
export function pendingImages<Image extends Pick<AttachedImage, 'id'>>(
  conversation: Attached<Image> & Asked,
): readonly Image[] {
  const asked = new Set(conversation.exchanges.flatMap((exchange) => exchange.imageIds));
  return conversation.images.filter((image) => !asked.has(image.id));
}

/**
 * Images that the model gets with the next question: those waiting, and those of earlier questions not taken away
 * since.
 */
export function activeImages<Image extends Pick<AttachedImage, 'active'>>(
  conversation: Attached<Image>,
): readonly Image[] {
  return conversation.images.filter((image) => image.active);
}

/**
 * What an image is called, counted from 1 in the order in which the images came: on its card, on the receipt, and to
 * the model. An image that was asked about keeps its number, since it stays in the conversation when it is taken away.
 * 0 for an image that is not of the conversation.
 */
export function imageNumber({ images }: Attached<Pick<AttachedImage, 'id'>>, imageId: string): number {
  return images.findIndex(({ id }) => id === imageId) + 1;
}

/** Whether two attachments are one image: the same frame of the same file, seen in the same way. */
export function isSameImage(one: ImageIdentity, other: ImageIdentity): boolean {
  return identity(one) === identity(other);
}

type ImageIdentity = Pick<AttachedImage, 'fileSha256' | 'frame' | 'voi'>;

function identity({ fileSha256, frame = 0, voi }: ImageIdentity): string {
  const seen =
    voi === undefined
      ? 'as the file says'
      : voi.kind === 'window'
        ? `window ${String(voi.center)} ${String(voi.width)}`
        : `LUT ${String(voi.index)}`;
  return `${fileSha256} ${String(frame)} ${seen}`;
}

export function lastExchange(conversation: Asked): Exchange | undefined {
  return conversation.exchanges.at(-1);
}

export function isAnswering(conversation: Asked): boolean {
  return lastExchange(conversation)?.answer.state === 'running';
}
