import { type Conversation, isAnswering } from './conversation.ts';
import { ask } from './conversationEdits.ts';
import { type ModelTurn, modelTurns } from './modelTurns.ts';

/**
 * What the model will be told of the next question up to its last image, whatever that question is: it can be read
 * while the question is typed. While an answer is written, of that answer's question. Ends with the turn of a person
 * that has the last image, without its text; empty where no image will be told.
 */
export function turnsAhead(conversation: Conversation): readonly ModelTurn[] {
  const turns = modelTurns(isAnswering(conversation) ? conversation : ask(conversation, { id: 'next', question: '' }));
  const last = turns.findLastIndex(({ imageIds }) => imageIds.length > 0);
  return turns.slice(0, last + 1).map((turn, index) => (index === last ? { ...turn, text: '' } : turn));
}
