import { isRecord } from '../../text/isRecord.ts';
import type { AttachedImage } from '../attachedImage.ts';
import { type Conversation, emptyConversation } from '../conversation.ts';
import { isSafePath } from './exportedFile.ts';
import { IMAGE_MARK } from './llavaConversations.ts';

/** A conversation of LLaVA's data. */
export interface LlavaItem {
  readonly id: string;
  /** A path below the folder of images; missing: it is about no image, or names one that lies elsewhere. */
  readonly image?: string;
  readonly exchanges: readonly { readonly question: string; readonly answer: string }[];
}

/** Whether a value of JSON means to be one; the member is misspelt `conversatons` in a part of LLaVA-Med's files. */
export function isLlavaItem(value: unknown): boolean {
  return turnsOf(value) !== undefined;
}

/**
 * Undefined where it is not what LLaVA's loaders take: turns of `human` and `gpt` by turns, the human first, with a
 * `value` of text each. A question at the end that nobody answered is left out.
 */
export function llavaItem(value: unknown): LlavaItem | undefined {
  const turns = turnsOf(value);
  if (!isRecord(value) || turns === undefined) return undefined;
  const texts = turns.map((turn, index) => textOf(turn, index % 2 === 0 ? 'human' : 'gpt'));
  const exchanges: { readonly question: string; readonly answer: string }[] = [];
  for (let index = 0; index + 1 < texts.length; index += 2) {
    const [question, answer] = [texts[index], texts[index + 1]];
    if (question === undefined || answer === undefined) return undefined;
    exchanges.push({ question: withoutImageMark(question), answer });
  }
  if (exchanges.length === 0) return undefined;
  const { id, image } = value;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : '',
    ...(typeof image === 'string' && isSafePath(image) && { image }),
    exchanges,
  };
}

/**
 * Its image, if it is at hand, stands with the first question, as in LLaVA's prompts. Who answered is not known. `newId`
 * makes the ids of the questions.
 */
export function conversationOfItem(
  { exchanges }: LlavaItem,
  id: string,
  image: AttachedImage | undefined,
  newId: () => string,
): Conversation {
  const about = image === undefined ? [] : [image.id];
  return {
    ...emptyConversation(id),
    images: image === undefined ? [] : [image],
    exchanges: exchanges.map(({ question, answer }, index) => ({
      id: newId(),
      question,
      imageIds: index === 0 ? about : [],
      answer: { text: answer, state: 'done', about },
    })),
  };
}

function turnsOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value)) return undefined;
  const turns = value['conversations'] ?? value['conversatons'];
  return Array.isArray(turns) ? turns : undefined;
}

function textOf(turn: unknown, from: 'human' | 'gpt'): string | undefined {
  return isRecord(turn) && turn['from'] === from && typeof turn['value'] === 'string' ? turn['value'] : undefined;
}

/** The marks stand on a line of their own before or behind the question. */
function withoutImageMark(text: string): string {
  return text.includes(IMAGE_MARK) ? text.replaceAll(IMAGE_MARK, '').trim() : text;
}
