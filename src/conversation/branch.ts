import type { Conversation } from './conversation.ts';
import { everyExchange } from './conversation.ts';

/** A conversation that goes on by itself from an exchange: all up to it, with the images that are asked about there. */
export function branchOf(conversation: Conversation, exchangeId: string, id: string): Conversation {
  const index = conversation.exchanges.findIndex((exchange) => exchange.id === exchangeId);
  const exchanges = conversation.exchanges.slice(0, index + 1).map(({ versions: _others, ...exchange }) => exchange);
  const { about } = exchanges.at(-1)?.answer ?? {};
  const used = new Set(
    everyExchange(exchanges).flatMap(({ imageIds, answer }) => [...imageIds, ...(answer.about ?? [])]),
  );
  const images = conversation.images
    .filter((image) => used.has(image.id))
    .map((image) => ({ ...image, active: about?.includes(image.id) ?? image.active }));
  const { parameters } = conversation;
  return { id, images, exchanges, ...(parameters && { parameters }) };
}
