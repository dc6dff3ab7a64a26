/**
 * The chat as data. Nothing here is ever changed in place: `conversationEdits` makes the next conversation from the
 * last one, so that a host can hand the same value to its store and to a view.
 *
 * The shapes are schemas because the value comes back from outside twice: from the storage after a reload, and from the
 * host in a view.
 */
import * as v from 'valibot';
import { type AttachedImage, AttachedImageSchema } from './attachedImage.ts';
import { ChatParametersSchema } from './chatParameters.ts';
import { type Exchange, ExchangeSchema } from './exchange.ts';

export const ConversationSchema = v.object({
  id: v.string(),
  images: v.array(AttachedImageSchema),
  /** The version of each that is shown. */
  exchanges: v.array(ExchangeSchema),
  /** A question that waits for a person's word on a damaged image. */
  held: v.exactOptional(v.string()),
  /** The exchange, by id, whose question is written anew: the next question takes its place. */
  editing: v.exactOptional(v.string()),
  parameters: v.exactOptional(ChatParametersSchema),
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
  readonly exchanges: readonly Pick<Exchange, 'answer'>[];
}

/** All exchanges, those of versions that are not shown included. */
export function everyExchange(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.flatMap((exchange) => {
    const { before = [], after = [] } = exchange.versions ?? {};
    return [exchange, ...[...before, ...after].flatMap(everyExchange)];
  });
}

/** Images that wait for the next question: no question has brought them yet. */
export function pendingImages<Image extends Pick<AttachedImage, 'id'>>({
  images,
  exchanges,
}: Attached<Image> & { readonly exchanges: readonly Exchange[] }): readonly Image[] {
  const asked = new Set(everyExchange(exchanges).flatMap((exchange) => exchange.imageIds));
  return images.filter((image) => !asked.has(image.id));
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

export function lastExchange<Shown>({ exchanges }: { readonly exchanges: readonly Shown[] }): Shown | undefined {
  return exchanges.at(-1);
}

export function isAnswering(conversation: Asked): boolean {
  return lastExchange(conversation)?.answer.state === 'running';
}
