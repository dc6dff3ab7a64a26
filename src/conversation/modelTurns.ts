/**
 * What of a conversation the model is told. A person sees all that was said; the model gets only what can still help
 * it. The one rule, from which all else follows:
 *
 * - An exchange holds for a set of images when all images that its answer is about are of the set. Adding an image
 *   leaves what was said valid; taking one away, or turning to another, does not.
 * - The model is told the exchanges after the last one that does not hold for the images of the question: an older one
 *   that would hold again is not told without what followed on it.
 * - Exchanges whose answer failed are left out, since half an answer would teach it to break off.
 * - An image stands with the first question told that is about it, so none gets lost and none is sent twice.
 */
import type { AttachedImage } from './attachedImage.ts';
import { type Conversation, activeImages } from './conversation.ts';
import type { Exchange } from './exchange.ts';
import { imageName } from './imageNames.ts';

export interface ModelTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly imageIds: readonly string[];
  /**
   * What the images of the turn are called (`imageName`), one each: given where one of them is called anything. A turn
   * keeps what it was given, so that the prompt of a later question begins as that of the earlier one did.
   */
  readonly imageNames?: readonly string[];
}

/**
 * Turns up to and with the last question, whose answer is what is asked for; behind it the beginning of its answer,
 * where that is to be gone on with. Empty for a conversation without questions.
 */
export function modelTurns(conversation: Conversation): readonly ModelTurn[] {
  const { exchanges } = conversation;
  const last = exchanges.at(-1);
  if (last === undefined) return [];
  const asked = imagesOf(exchanges, exchanges.length - 1);
  const start = firstHolding(exchanges.slice(0, -1), asked);
  const given = new Set<string>();
  const turns: ModelTurn[] = [];
  exchanges.forEach((exchange, index) => {
    if (index < start || (exchange !== last && !isTold(exchange))) return;
    const about = imagesOf(exchanges, index);
    const imageIds = about.filter((id) => !given.has(id));
    for (const id of imageIds) given.add(id);
    const names = imageIds.map((id) => nameOf(conversation, id, about.length > 1));
    const imageNames = names.some((name) => name !== '') ? { imageNames: names } : {};
    turns.push({ role: 'user', text: exchange.question, imageIds, ...imageNames });
    // Of an answer that is gone on with, what stands is the beginning.
    if (exchange !== last || exchange.answer.continuedAt !== undefined)
      turns.push({ role: 'assistant', text: exchange.answer.text, imageIds: [] });
  });
  return turns;
}

function nameOf({ images }: Conversation, imageId: string, isOneOf: boolean): string {
  const image = images.find(({ id }) => id === imageId);
  return image === undefined ? '' : imageName(images, image, isOneOf);
}

/**
 * Index of the first exchange that the model would still be told of with a question about the images in use; a view
 * draws its line above it. 0 when all still holds.
 */
export function firstToldExchange({
  images,
  exchanges,
}: {
  images: readonly Pick<AttachedImage, 'id' | 'active'>[];
  exchanges: readonly Exchange[];
}): number {
  return firstHolding(
    exchanges,
    activeImages({ images }).map(({ id }) => id),
  );
}

/** Index after the last exchange that is about an image which is not among these. */
function firstHolding(exchanges: readonly Exchange[], imageIds: readonly string[]): number {
  const set = new Set(imageIds);
  return exchanges.findLastIndex((_, index) => imagesOf(exchanges, index).some((id) => !set.has(id))) + 1;
}

/**
 * The images that an exchange is about. An old conversation does not say so for an answer that failed early: then all
 * that had come until then.
 */
function imagesOf(exchanges: readonly Exchange[], index: number): readonly string[] {
  return (
    exchanges[index]?.answer.about ?? [
      ...new Set(exchanges.slice(0, index + 1).flatMap((exchange) => exchange.imageIds)),
    ]
  );
}

function isTold(exchange: Exchange): boolean {
  return exchange.answer.state !== 'failed' && exchange.answer.text.trim() !== '';
}
