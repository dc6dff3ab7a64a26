/**
 * Every way in which a conversation changes. Each function gives the next conversation and leaves the one it got as it
 * was.
 */
import {
  activeImages,
  type AttachedImage,
  type ChatAnswer,
  type Conversation,
  type Exchange,
  type Failure,
  type Receipt,
  emptyConversation,
  isAnswering,
  lastExchange,
  pendingImages,
} from './conversation.ts';

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

/**
 * Opens an exchange about all images in use, to which the waiting ones come with it. Throws while an answer is being
 * written: a caller asks `isAnswering` first.
 */
export function ask(conversation: Conversation, exchangeId: string, question: string): Conversation {
  if (isAnswering(conversation)) throw new Error('A question was asked while another one is being answered.');
  const exchange: Exchange = {
    id: exchangeId,
    question,
    imageIds: pendingImages(conversation).map((image) => image.id),
    answer: freshAnswer(conversation),
  };
  return { ...conversation, exchanges: [...conversation.exchanges, exchange] };
}

/**
 * Puts the last question again: its answer starts from nothing. An answer that stands is had anew about the very images
 * that it was about. One that failed is about the images in use now, as every question is: an image that was taken away
 * or added since may be what helps.
 */
export function askAgain(conversation: Conversation): Conversation {
  const last = lastExchange(conversation);
  if (last === undefined) return conversation;
  const { about, state } = last.answer;
  if (state !== 'failed' && about !== undefined)
    return editLastAnswer(conversation, () => ({ text: '', state: 'running', about }));
  const imageIds = [...last.imageIds, ...pendingImages(conversation).map((image) => image.id)];
  const exchanges = [...conversation.exchanges.slice(0, -1), { ...last, imageIds, answer: freshAnswer(conversation) }];
  return { ...conversation, exchanges };
}

function freshAnswer(conversation: Conversation): ChatAnswer {
  return { text: '', state: 'running', about: activeImages(conversation).map(({ id }) => id) };
}

/** Sets facts about the running answer that are known before its end. */
export function describeAnswer(
  conversation: Conversation,
  facts: Pick<ChatAnswer, 'model' | 'sampling'>,
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
