import type { Conversation } from './conversation.ts';
import type { Exchange } from './exchange.ts';

/** An exchange that was taken out of a conversation, with what is needed to put it back. */
export interface RemovedExchange {
  readonly conversationId: string;
  readonly exchange: Exchange;
  readonly index: number;
}

/** Takes one out; what followed on it stays. Undefined where there is none such, or it is still being answered. */
export function removeExchange(
  conversation: Conversation,
  exchangeId: string,
): { readonly conversation: Conversation; readonly removed: RemovedExchange } | undefined {
  const index = conversation.exchanges.findIndex(({ id }) => id === exchangeId);
  const exchange = conversation.exchanges[index];
  if (exchange === undefined || exchange.answer.state === 'running') return undefined;
  const { editing, ...rest } = conversation;
  const exchanges = conversation.exchanges.filter((other) => other !== exchange);
  return {
    conversation: { ...rest, ...(editing !== undefined && editing !== exchangeId && { editing }), exchanges },
    removed: { conversationId: conversation.id, exchange, index },
  };
}

/** Puts it back where it was, or as near to it as there is a place. */
export function restoreExchange(conversation: Conversation, { exchange, index }: RemovedExchange): Conversation {
  const { exchanges } = conversation;
  const isLastRunning = exchanges.at(-1)?.answer.state === 'running';
  const at = Math.min(index, isLastRunning ? exchanges.length - 1 : exchanges.length);
  return { ...conversation, exchanges: [...exchanges.slice(0, at), exchange, ...exchanges.slice(at)] };
}
