/**
 * Every way in which a conversation changes. Each function gives the next conversation and leaves the one it got as it
 * was.
 */
import type { ImageRole } from '../display/imageRole.ts';
import type { ChatAnswer, Failure, Receipt } from './answer.ts';
import type { AttachedImage } from './attachedImage.ts';
import type { ChatParameters } from './chatParameters.ts';
import {
  activeImages,
  type Conversation,
  emptyConversation,
  isAnswering,
  lastExchange,
  pendingImages,
} from './conversation.ts';
import type { Exchange } from './exchange.ts';
import { addVersion } from './versions.ts';

export function attachImage(conversation: Conversation, image: AttachedImage): Conversation {
  return { ...conversation, images: [...conversation.images, image] };
}

/**
 * An image that was never asked about is forgotten; one that was is set aside, because the answers that it led to still
 * stand.
 */
export function removeImage(conversation: Conversation, imageId: string): Conversation {
  if (pendingImages(conversation).some((image) => image.id === imageId)) {
    return { ...conversation, images: conversation.images.filter((image) => image.id !== imageId) };
  }
  return editImage(conversation, imageId, (image) => ({ ...image, active: false }));
}

/** Takes an image that was set aside into use again, with all that was said of it. */
export function takeUpImage(conversation: Conversation, imageId: string): Conversation {
  return editImage(conversation, imageId, (image) => ({ ...image, active: true }));
}

/** Notes on the running answer how an image reached its model. */
export function noteReceipt(conversation: Conversation, receipt: Receipt): Conversation {
  return editLastAnswer(conversation, (answer) => ({
    ...answer,
    receipts: [...(answer.receipts ?? []).filter(({ imageId }) => imageId !== receipt.imageId), receipt],
  }));
}

/** A question as it is put. */
export interface PutQuestion {
  readonly id: string;
  readonly question: string;
  /** In ISO 8601. */
  readonly askedAt?: string;
  /** It asks for yes or no. */
  readonly closed?: true;
}

/**
 * Opens an exchange about all images in use, to which the waiting ones come with it; where a question is written anew,
 * in its place. Throws while an answer is being written: a caller asks `isAnswering` first.
 */
export function ask(conversation: Conversation, put: PutQuestion): Conversation {
  refuseWhileAnswering(conversation);
  const { editing, ...rest } = conversation;
  const index = rest.exchanges.findIndex(({ id }) => id === editing);
  if (index >= 0) return askInPlaceOf(rest, index, put);
  const imageIds = pendingImages(rest).map(({ id }) => id);
  const exchange: Exchange = { ...put, imageIds, answer: freshAnswer(rest) };
  return { ...rest, exchanges: [...rest.exchanges, exchange] };
}

/** The question anew as another version, about the images in use now. */
function askInPlaceOf(conversation: Conversation, index: number, put: PutQuestion): Conversation {
  const earlier = new Set(conversation.exchanges.slice(0, index).flatMap(({ imageIds }) => imageIds));
  const imageIds = activeImages(conversation)
    .map(({ id }) => id)
    .filter((id) => !earlier.has(id));
  return addVersion(conversation, index, { ...put, imageIds, answer: freshAnswer(conversation) });
}

/**
 * Has a question answered once more, as another version about the very images that the answer was about. `exchangeId`:
 * of the new one.
 */
export function regenerate(
  conversation: Conversation,
  ofId: string,
  exchangeId: string,
  askedAt: string,
): Conversation {
  refuseWhileAnswering(conversation);
  const index = conversation.exchanges.findIndex(({ id }) => id === ofId);
  const of = conversation.exchanges[index];
  if (of === undefined) return conversation;
  const { about } = of.answer;
  const answer: ChatAnswer = about === undefined ? freshAnswer(conversation) : { text: '', state: 'running', about };
  const { versions: _others, ...asked } = of;
  return addVersion(conversation, index, { ...asked, id: exchangeId, askedAt, answer });
}

/**
 * Puts the last question again, in place of an answer that failed: about the images in use now, as every question is,
 * since an image that was taken away or added may be what helps.
 */
export function askAgain(conversation: Conversation): Conversation {
  const last = lastExchange(conversation);
  if (last === undefined) return conversation;
  const imageIds = [...last.imageIds, ...pendingImages(conversation).map((image) => image.id)];
  const exchanges = [...conversation.exchanges.slice(0, -1), { ...last, imageIds, answer: freshAnswer(conversation) }];
  return { ...conversation, exchanges };
}

/** Has the last answer gone on with, behind the text that stands. */
export function continueAnswer(conversation: Conversation): Conversation {
  return editLastAnswer(conversation, (answer) => ({
    ...answer,
    state: 'running',
    continuedAt: [...(answer.continuedAt ?? []), answer.text.length],
  }));
}

function refuseWhileAnswering(conversation: Conversation): void {
  if (isAnswering(conversation)) throw new Error('A question was asked while another one is being answered.');
}

function freshAnswer(conversation: Conversation): ChatAnswer {
  return { text: '', state: 'running', about: activeImages(conversation).map(({ id }) => id) };
}

/** Sets something that is known of an answer, such as what a person thinks of it; undefined takes it away. */
export function noteOnAnswer<Key extends 'vote' | 'chances' | 'samples' | 'contradictions'>(
  conversation: Conversation,
  exchangeId: string,
  key: Key,
  value: ChatAnswer[Key],
): Conversation {
  const exchanges = conversation.exchanges.map((exchange) => {
    if (exchange.id !== exchangeId) return exchange;
    const { [key]: _before, ...answer } = exchange.answer;
    return { ...exchange, answer: (value === undefined ? answer : { ...answer, [key]: value }) as ChatAnswer };
  });
  return { ...conversation, exchanges };
}

/** `undefined`: as the settings say. */
export function setParameters(conversation: Conversation, parameters: ChatParameters | undefined): Conversation {
  const { parameters: _before, ...rest } = conversation;
  return parameters === undefined || Object.keys(parameters).length === 0 ? rest : { ...rest, parameters };
}

/** Puts an image in the place of the one with its id. */
export function replaceImage(conversation: Conversation, image: AttachedImage): Conversation {
  return editImage(conversation, image.id, () => image);
}

/** What an image is among the others; undefined: nothing. */
export function setRole(conversation: Conversation, imageId: string, role: ImageRole | undefined): Conversation {
  return editImage(conversation, imageId, ({ role: _before, ...image }) =>
    role === undefined ? image : { ...image, role },
  );
}

/**
 * Puts an image that waits before another one that does, or (undefined) behind all. Images that were asked about keep
 * their numbers.
 */
export function moveImage(conversation: Conversation, imageId: string, beforeId: string | undefined): Conversation {
  const waiting = pendingImages(conversation);
  const moved = waiting.find(({ id }) => id === imageId);
  if (moved === undefined || imageId === beforeId) return conversation;
  const others = waiting.filter((image) => image !== moved);
  const at = others.findIndex(({ id }) => id === beforeId);
  const order = at < 0 ? [...others, moved] : [...others.slice(0, at), moved, ...others.slice(at)];
  const places = new Set(waiting);
  let next = 0;
  return { ...conversation, images: conversation.images.map((image) => (places.has(image) ? order[next++]! : image)) };
}

/** Sets facts about the running answer that are known before its end. */
export function describeAnswer(
  conversation: Conversation,
  facts: Pick<ChatAnswer, 'model' | 'sampling' | 'systemPrompt'>,
): Conversation {
  return editLastAnswer(conversation, (answer) => ({ ...answer, ...facts }));
}

export function appendText(conversation: Conversation, text: string): Conversation {
  return editLastAnswer(conversation, (answer) => ({ ...answer, text: answer.text + text }));
}

export function finishAnswer(
  conversation: Conversation,
  result: Pick<ChatAnswer, 'text' | 'stats'> & { readonly state: 'done' | 'stopped' | 'cut' },
): Conversation {
  return editLastAnswer(conversation, (answer) => ({ ...answer, ...result }));
}

/** The text that had come stays. */
export function failAnswer(conversation: Conversation, failure: Failure): Conversation {
  return editLastAnswer(conversation, (answer) => ({ ...answer, state: 'failed', failure }));
}

/**
 * A new conversation with the images that are in use, all waiting to be asked about. Their ids stay, so kept bytes stay
 * theirs.
 */
export function startAfresh(conversation: Conversation, id: string): Conversation {
  return { ...emptyConversation(id), images: conversation.images.filter((image) => image.active) };
}

/** Sets all other images aside, which is how a chat turns to another image without being lost. */
export function keepOnlyImages(conversation: Conversation, imageIds: readonly string[]): Conversation {
  const others = conversation.images.filter((image) => !imageIds.includes(image.id));
  return others.reduce((next, image) => removeImage(next, image.id), conversation);
}

function editImage(
  conversation: Conversation,
  imageId: string,
  edit: (image: AttachedImage) => AttachedImage,
): Conversation {
  return { ...conversation, images: conversation.images.map((image) => (image.id === imageId ? edit(image) : image)) };
}

function editLastAnswer(conversation: Conversation, edit: (answer: ChatAnswer) => ChatAnswer): Conversation {
  const last = conversation.exchanges.at(-1);
  if (last === undefined) return conversation;
  return {
    ...conversation,
    exchanges: [...conversation.exchanges.slice(0, -1), { ...last, answer: edit(last.answer) }],
  };
}
