/**
 * What of a conversation the model is told. A person sees all that was said; the model gets only what can still help
 * it:
 *
 * - exchanges whose answer failed are left out, since half an answer would teach it to break off;
 * - when an image has been taken away, everything up to the last question that came with it is left out: those answers
 *   speak of pixels
 *   that the model no longer has;
 * - images of exchanges that are left out move to the next question that is told, so none that is in use gets lost.
 */
import { type AttachedImage, type Conversation, type Exchange, activeImages } from './conversation.ts';

export interface ModelTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly imageIds: readonly string[];
}

/**
 * Turns up to and with the last question, whose answer is what is asked for. Empty for a conversation without
 * questions.
 */
export function modelTurns(conversation: Conversation): readonly ModelTurn[] {
  const active = new Set(activeImages(conversation).map((image) => image.id));
  const start = firstToldExchange(conversation);
  const turns: ModelTurn[] = [];
  let carried: string[] = [];
  conversation.exchanges.forEach((exchange, index) => {
    const images = [...carried, ...exchange.imageIds.filter((id) => active.has(id))];
    const last = index === conversation.exchanges.length - 1;
    if (!last && (index < start || !isTold(exchange))) {
      carried = images;
      return;
    }
    carried = [];
    turns.push({ role: 'user', text: exchange.question, imageIds: images });
    if (!last) turns.push({ role: 'assistant', text: exchange.answer.text, imageIds: [] });
  });
  return turns;
}

/**
 * Index of the first exchange that the model is still told of; a view draws its line above it. 0 when nothing was taken
 * away.
 */
export function firstToldExchange({
  images,
  exchanges,
}: {
  images: readonly Pick<AttachedImage, 'id' | 'active'>[];
  exchanges: readonly Exchange[];
}): number {
  const aside = new Set(images.filter((image) => !image.active).map((image) => image.id));
  return exchanges.findLastIndex((exchange) => exchange.imageIds.some((id) => aside.has(id))) + 1;
}

function isTold(exchange: Exchange): boolean {
  return exchange.answer.state !== 'failed' && exchange.answer.text.trim() !== '';
}
