import type { AttachedImage } from '../attachedImage.ts';
import type { Conversation } from '../conversation.ts';
import type { Exchange } from '../exchange.ts';
import { type LlavaDomain, llavaDomain } from './llavaDomain.ts';

/** The place of an image in a text of LLaVA's data; its loaders put the image there, wherever it stands. */
export const IMAGE_MARK = '<image>';

/** As LLaVA-Med's training data has it (`llava_med_instruct_*.json` of microsoft/LLaVA-Med). */
export interface LlavaConversation {
  readonly id: string;
  /** A file name, or a path below the folder of images. */
  readonly image: string;
  readonly domain?: LlavaDomain;
  readonly conversations: readonly { readonly from: 'human' | 'gpt'; readonly value: string }[];
}

export interface LlavaExport {
  readonly items: readonly LlavaConversation[];
  /** What the format cannot tell, in exchanges. */
  readonly leftOut: {
    readonly aboutSeveralImages: number;
    readonly withoutImage: number;
    /** Failed, or without a word. */
    readonly unanswered: number;
  };
}

interface Run {
  readonly image: AttachedImage;
  readonly exchanges: Exchange[];
}

/**
 * LLaVA's data have one image a conversation: one item for each run of exchanges about the same one. An exchange about
 * several images, or none, ends a run and is left out, as what follows was not told of it either; one without an answer
 * is left out and ends nothing. Only the versions that are shown. `imageFile` is what the item calls its image.
 */
export function llavaConversations(
  conversation: Conversation,
  imageFile: (image: AttachedImage) => string,
): LlavaExport {
  const leftOut = { aboutSeveralImages: 0, withoutImage: 0, unanswered: 0 };
  const runs: Run[] = [];
  let run: Run | undefined;
  conversation.exchanges.forEach((exchange, index) => {
    const [image, ...others] = imagesOf(conversation, index);
    if (image === undefined || others.length > 0) {
      run = undefined;
      if (image === undefined) leftOut.withoutImage++;
      else leftOut.aboutSeveralImages++;
    } else if (isUnanswered(exchange)) leftOut.unanswered++;
    else {
      if (run?.image.id !== image.id) runs.push((run = { image, exchanges: [] }));
      run.exchanges.push(exchange);
    }
  });
  return { items: runs.map((each, index) => itemOf(conversation.id, each, index, imageFile)), leftOut };
}

function itemOf(
  conversationId: string,
  { image, exchanges }: Run,
  index: number,
  imageFile: (image: AttachedImage) => string,
): LlavaConversation {
  const domain = llavaDomain(image);
  return {
    id: index === 0 ? conversationId : `${conversationId}-${index + 1}`,
    image: imageFile(image),
    ...(domain && { domain }),
    conversations: exchanges.flatMap(({ question, answer }, turn) => [
      { from: 'human' as const, value: `${turn === 0 ? `${IMAGE_MARK}\n` : ''}${withoutMarks(question)}` },
      { from: 'gpt' as const, value: withoutMarks(answer.text) },
    ]),
  };
}

/** A person's or a model's own "<image>" would be another image to a loader. */
export function withoutMarks(text: string): string {
  return text.replaceAll(IMAGE_MARK, '< image >');
}

export function isUnanswered({ answer }: Exchange): boolean {
  return answer.state === 'failed' || answer.state === 'running' || answer.text.trim() === '';
}

/** The images that an exchange is about; an old conversation does not say: then all that had come until then. */
function imagesOf({ images, exchanges }: Conversation, index: number): readonly AttachedImage[] {
  const about =
    exchanges[index]?.answer.about ?? exchanges.slice(0, index + 1).flatMap((exchange) => exchange.imageIds);
  return images.filter(({ id }) => about.includes(id));
}
