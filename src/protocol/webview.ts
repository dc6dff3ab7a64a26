/**
 * The contract between the extension host and the chat view, written once and checked at run time on both sides.
 *
 * The host owns the conversation. The view says `ready` whenever it has (re)started and gets the whole `state`; after
 * that it gets the new state on every change of structure, and `delta`s while an answer is written. A delta carries the
 * offset at which its text belongs, so a view that missed one (hidden views lose messages) notices and says `ready`
 * again.
 */
import * as v from 'valibot';
import { ChatAnswerSchema, VoteSchema, WayOutSchema } from '../conversation/answer.ts';
import { AttachedImageSchema } from '../conversation/attachedImage.ts';
import { ChatParametersSchema } from '../conversation/chatParameters.ts';
import { ChosenVoiSchema } from '../display/chosenVoi.ts';
import { IMAGE_ROLES } from '../display/imageRole.ts';
import { PHANTOM_DOMAINS } from '../display/phantomMark.ts';
import { RegionSchema } from '../display/region.ts';

/** Larger files are refused, in the view before they are read and in the host once more. */
export const MAX_IMAGE_BYTES = 512 * 1024 * 1024;

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected a Uint8Array');
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** An image as the view knows it: without the path of its file. */
export const ViewImageSchema = v.omit(AttachedImageSchema, ['origin', 'sopInstanceHash', 'fileSha256']);
export type ViewImage = v.InferOutput<typeof ViewImageSchema>;

export const ViewModelSchema = v.object({
  name: v.string(),
  backend: v.string(),
  isDemo: v.boolean(),
  seesImages: v.boolean(),
});
export type ViewModel = v.InferOutput<typeof ViewModelSchema>;

/** A question that waits for the answer before it. */
export const QueuedQuestionSchema = v.object({ id: v.string(), question: v.string() });
export type QueuedQuestion = v.InferOutput<typeof QueuedQuestionSchema>;

/** An exchange as the view knows it: of its other versions, how many there are. */
export const ViewExchangeSchema = v.object({
  id: v.string(),
  question: v.string(),
  askedAt: v.exactOptional(v.string()),
  closed: v.exactOptional(v.literal(true)),
  imageIds: v.array(v.string()),
  answer: ChatAnswerSchema,
  /** Counted from 1; missing: there is one only. */
  version: v.exactOptional(v.object({ number: count, of: count })),
  /** What in it contradicts what the model said before, in sentences. */
  contradictions: v.exactOptional(v.array(v.string())),
  /** Of its samples: which say the same, by their places, the largest group first, and in what the groups differ. */
  agreement: v.exactOptional(v.object({ groups: v.array(v.array(count)), differences: v.array(v.string()) })),
});
export type ViewExchange = v.InferOutput<typeof ViewExchangeSchema>;

/** A prompt of the library, for the `/` list of the question field. */
export const ViewPromptSchema = v.object({
  id: v.string(),
  /** What is typed behind the `/`. */
  name: v.string(),
  description: v.string(),
  source: v.picklist(['builtIn', 'user', 'workspace']),
  /** The kind of image that it is for; missing: any. */
  domain: v.exactOptional(v.picklist(PHANTOM_DOMAINS)),
});
export type ViewPrompt = v.InferOutput<typeof ViewPromptSchema>;

export const ViewStateSchema = v.object({
  conversationId: v.string(),
  images: v.array(ViewImageSchema),
  /** Those that no question has brought yet, by id. */
  pending: v.array(v.string()),
  exchanges: v.array(ViewExchangeSchema),
  /** The exchange whose question is written anew: the next question takes its place. */
  editing: v.exactOptional(v.string()),
  /** A question that is being asked several times, and how many answers there are. */
  sampling: v.exactOptional(v.object({ exchangeId: v.string(), done: count, of: count })),
  /** What was taken out can be put back, such as "Question deleted." */
  undo: v.exactOptional(v.string()),
  /** What this conversation has otherwise than the settings, and what these say. */
  parameters: ChatParametersSchema,
  defaults: v.required(v.omit(ChatParametersSchema, ['systemPrompt'])),
  prompts: v.array(ViewPromptSchema),
  /** A question that waits for a person's word on a damaged image. */
  held: v.exactOptional(v.string()),
  /** How far the model is with images that it reads before they are asked about, by id. */
  readiness: v.record(v.string(), v.picklist(['preparing', 'ready'])),
  /** Names of images that are being read. */
  adding: v.array(v.string()),
  queued: v.array(QueuedQuestionSchema),
  /** Missing until a model has been loaded. */
  model: v.exactOptional(ViewModelSchema),
  /** The question that is being typed, as the view last told it; read by a view that starts. */
  draft: v.string(),
  /** True while no model is set by the user, known before the model is loaded. */
  usesDemo: v.boolean(),
});
export type ViewState = v.InferOutput<typeof ViewStateSchema>;

export const ProgressSchema = v.variant('stage', [
  v.object({ stage: v.literal('starting') }),
  v.object({ stage: v.literal('loadingModel'), fraction: v.number() }),
  v.object({ stage: v.literal('loadingProjector') }),
  v.object({ stage: v.literal('convertingProjector') }),
  v.object({ stage: v.literal('preparingImages') }),
  /** The model is busy with something else, such as "the draft of the Findings". */
  v.object({ stage: v.literal('waiting'), busyWith: v.string() }),
  v.object({ stage: v.literal('encodingImage'), index: count, count }),
  v.object({ stage: v.literal('readingImage'), index: count, count }),
  v.object({ stage: v.literal('readingPrompt'), done: count, total: count }),
]);
export type Progress = v.InferOutput<typeof ProgressSchema>;

/** What is told outside an answer: a file that was refused or is here already, or a drop without files. */
export const NoticeSchema = v.object({
  kind: v.picklist(['imageRefused', 'sameImage', 'dropRefused', 'notSampled', 'chatElsewhere']),
  /** What it is about, such as a file's name. */
  subject: v.string(),
  message: v.string(),
});
export type Notice = v.InferOutput<typeof NoticeSchema>;

const PictureSchema = v.object({ png: bytes, width: count, height: count });
export type Picture = v.InferOutput<typeof PictureSchema>;

export const ToViewSchema = v.variant('type', [
  v.object({ type: v.literal('state'), state: ViewStateSchema }),
  v.object({ type: v.literal('delta'), exchangeId: v.string(), offset: count, text: v.string() }),
  v.object({ type: v.literal('progress'), progress: ProgressSchema }),
  /** Answers `preview`: the image as displayed, and the very pixels that the model gets. */
  v.object({
    type: v.literal('preview'),
    imageId: v.string(),
    shown: PictureSchema,
    seen: v.exactOptional(PictureSchema),
  }),
  v.object({ type: v.literal('previewFailed'), imageId: v.string(), message: v.string() }),
  /** Answers `fullPicture`: every pixel of the image as displayed. */
  v.object({ type: v.literal('fullPicture'), imageId: v.string(), picture: PictureSchema }),
  v.object({ type: v.literal('notice'), notice: NoticeSchema }),
  /** The text of the question field is another: a question that waited came back. */
  v.object({ type: v.literal('draft'), draft: v.string() }),
  /** Text for the question field at its cursor: a prompt of the library. */
  v.object({ type: v.literal('insertPrompt'), text: v.string() }),
  v.object({ type: v.literal('focus') }),
  /** Opens the field that finds text in the chat, and finds the words, if any. */
  v.object({ type: v.literal('find'), words: v.optional(v.string()) }),
]);
export type ToView = v.InferOutput<typeof ToViewSchema>;

export const ToHostSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Waits its turn while an answer is written or an image is read. */
  v.object({
    type: v.literal('ask'),
    question: v.pipe(v.string(), v.trim(), v.nonEmpty()),
    /** Asks for yes or no, and how likely each is. */
    closed: v.exactOptional(v.literal(true)),
  }),
  /** Puts the held question in spite of the damage. */
  v.object({ type: v.literal('askAnyway') }),
  /** Takes a waiting question out, and back into the field where `edit` says so. */
  v.object({ type: v.literal('unqueue'), id: v.string(), edit: v.boolean() }),
  v.object({ type: v.literal('draft'), draft: v.string() }),
  v.object({ type: v.literal('stop') }),
  /** Puts the last question again, with the same settings. */
  v.object({ type: v.literal('retry') }),
  /** Has a question answered once more, as another version. */
  v.object({ type: v.literal('regenerate'), exchangeId: v.string() }),
  v.object({ type: v.literal('showVersion'), exchangeId: v.string(), number: count }),
  /** Takes a question, and the images that it was about, back into the field: what is sent takes its place. */
  v.object({ type: v.literal('edit'), exchangeId: v.string() }),
  v.object({ type: v.literal('stopEditing') }),
  v.object({ type: v.literal('branch'), exchangeId: v.string() }),
  v.object({ type: v.literal('deleteExchange'), exchangeId: v.string() }),
  /** Puts back what was taken out last. */
  v.object({ type: v.literal('undo') }),
  /** Goes on with the last answer, which was cut or stopped. */
  v.object({ type: v.literal('continue') }),
  /** Missing: takes the vote back. */
  v.object({ type: v.literal('vote'), exchangeId: v.string(), vote: v.exactOptional(v.omit(VoteSchema, ['at'])) }),
  /** Asks the question of an answer so many times more, to see how far the answers agree. */
  v.object({ type: v.literal('sample'), exchangeId: v.string(), count: v.pipe(count, v.minValue(2), v.maxValue(20)) }),
  v.object({ type: v.literal('setParameters'), parameters: ChatParametersSchema }),
  /** Makes them the settings of the user. */
  v.object({ type: v.literal('saveParameters') }),
  v.object({ type: v.literal('insertPrompt'), id: v.string() }),
  v.object({ type: v.literal('managePrompts') }),
  v.object({ type: v.literal('newChat') }),
  v.object({ type: v.literal('attachBytes'), name: v.pipe(v.string(), v.nonEmpty()), bytes }),
  /** A folder from outside the editor, as a ZIP of its files. */
  v.object({ type: v.literal('attachFolder'), name: v.pipe(v.string(), v.nonEmpty()), zip: bytes }),
  /** From the Explorer: `file:`, `vscode-remote:` and other URIs, which the host resolves. */
  v.object({ type: v.literal('attachUris'), uris: v.pipe(v.array(v.string()), v.nonEmpty()) }),
  v.object({ type: v.literal('pickImages') }),
  /** Puts the film that ships with the extension into the chat. */
  v.object({ type: v.literal('trySample') }),
  /** Opens the menu of what can be done about the model. */
  v.object({ type: v.literal('modelMenu') }),
  v.object({ type: v.literal('removeImage'), imageId: v.string() }),
  /** Takes an image that was set aside into use again. */
  v.object({ type: v.literal('takeUpImage'), imageId: v.string() }),
  v.object({ type: v.literal('preview'), imageId: v.string() }),
  /** For the enlarged image: all its pixels, when a person zooms in. */
  v.object({ type: v.literal('fullPicture'), imageId: v.string() }),
  v.object({ type: v.literal('setRole'), imageId: v.string(), role: v.exactOptional(v.picklist(IMAGE_ROLES)) }),
  /** Puts an image that waits before another that does; missing: behind all. */
  v.object({ type: v.literal('moveImage'), imageId: v.string(), before: v.exactOptional(v.string()) }),
  /** Another frame or window of an image that waits. */
  v.object({
    type: v.literal('setView'),
    imageId: v.string(),
    frame: v.exactOptional(count),
    voi: v.exactOptional(ChosenVoiSchema),
  }),
  /** Puts a part of an image beside it. */
  v.object({ type: v.literal('addRegion'), imageId: v.string(), region: RegionSchema }),
  v.object({ type: v.literal('openInViewer'), imageId: v.string() }),
  v.object({ type: v.literal('copy'), exchangeId: v.string(), as: v.picklist(['markdown', 'plain']) }),
  v.object({ type: v.literal('insert'), exchangeId: v.string() }),
  v.object({ type: v.literal('wayOut'), wayOut: WayOutSchema }),
]);
export type ToHost = v.InferOutput<typeof ToHostSchema>;

/** Throws a `ValiError` that says which field is wrong; a message of the wrong shape is a bug, not bad input. */
export function parseToView(message: unknown): ToView {
  return v.parse(ToViewSchema, message);
}

/** Throws a `ValiError`, as `parseToView` does. */
export function parseToHost(message: unknown): ToHost {
  return v.parse(ToHostSchema, message);
}
