/**
 * Versions of a conversation: a question that is answered once more or asked in other words begins another one from its
 * place on, and what stood there stays to be shown again.
 */
import type { Conversation } from './conversation.ts';
import { everyExchange } from './conversation.ts';
import type { Exchange, Versions } from './exchange.ts';

/** Which of how many versions an exchange is, counted from 1. */
export interface VersionNumber {
  readonly number: number;
  readonly of: number;
}

export function versionNumber({ versions }: Pick<Exchange, 'versions'>): VersionNumber {
  const { before = [], after = [] } = versions ?? {};
  return { number: before.length + 1, of: before.length + 1 + after.length };
}

/** Begins a version at the place of the exchange with the index, as the last one; all that is there stays behind it. */
export function addVersion(conversation: Conversation, index: number, exchange: Exchange): Conversation {
  const others = allVersions(conversation, index);
  return withVersion(conversation, index, [...others, [exchange]], others.length);
}

/** Shows another version in the place of an exchange; a number that there is not changes nothing. */
export function showVersion(conversation: Conversation, exchangeId: string, number: number): Conversation {
  const index = conversation.exchanges.findIndex(({ id }) => id === exchangeId);
  if (index < 0) return conversation;
  const all = allVersions(conversation, index);
  return all[number - 1] === undefined
    ? conversation
    : withImagesOfLast(withVersion(conversation, index, all, number - 1));
}

/** The next question takes the place of an exchange, about its images until a person changes them. */
export function startEditing(conversation: Conversation, exchangeId: string): Conversation {
  const exchange = conversation.exchanges.find(({ id }) => id === exchangeId);
  return exchange === undefined ? conversation : { ...withImagesOf(conversation, exchange), editing: exchangeId };
}

export function stopEditing({ editing: _editing, ...conversation }: Conversation): Conversation {
  return withImagesOfLast(conversation);
}

/** The shown one is among them, in its place. */
function allVersions({ exchanges }: Conversation, index: number): readonly Exchange[][] {
  const shown = exchanges[index];
  if (shown === undefined) return [];
  const { versions, ...first } = shown;
  return [...(versions?.before ?? []), [first, ...exchanges.slice(index + 1)], ...(versions?.after ?? [])];
}

function withVersion(
  conversation: Conversation,
  index: number,
  all: readonly Exchange[][],
  shown: number,
): Conversation {
  const [first, ...rest] = all[shown] ?? [];
  if (first === undefined) return conversation;
  const versions: Versions = { before: all.slice(0, shown), after: all.slice(shown + 1) };
  return {
    ...conversation,
    exchanges: [...conversation.exchanges.slice(0, index), all.length > 1 ? { ...first, versions } : first, ...rest],
  };
}

function withImagesOfLast(conversation: Conversation): Conversation {
  const last = conversation.exchanges.at(-1);
  return last === undefined ? conversation : withImagesOf(conversation, last);
}

/** Has those images in use that an exchange is about; those that no question has brought yet stay as they are. */
function withImagesOf(conversation: Conversation, { answer, imageIds }: Exchange): Conversation {
  const asked = new Set(everyExchange(conversation.exchanges).flatMap((exchange) => exchange.imageIds));
  const about = new Set(answer.about ?? imageIds);
  return {
    ...conversation,
    images: conversation.images.map((image) =>
      asked.has(image.id) && image.active !== about.has(image.id) ? { ...image, active: about.has(image.id) } : image,
    ),
  };
}
