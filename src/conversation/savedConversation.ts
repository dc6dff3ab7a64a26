/** A conversation as it is saved across reloads of a window: versioned, and checked when it is read. */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { type ImageNote, imageNote } from '../display/imageNote.ts';
import { AttachedImageSchema } from './attachedImage.ts';
import { type Conversation, ConversationSchema, isAnswering } from './conversation.ts';
import { type Receipt, ReceiptSchema } from './answer.ts';
import { failAnswer } from './conversationEdits.ts';

const SAVED_VERSION = 2;
const SavedSchema = v.object({ version: v.literal(SAVED_VERSION), conversation: ConversationSchema });

/**
 * Version 1 had the last receipt of an image with the image, whichever answer it was of, and notes without a code: they
 * count as damage, which asks once rather than not at all.
 */
const FirstSchema = v.object({
  version: v.literal(1),
  conversation: v.object({
    ...ConversationSchema.entries,
    images: v.array(
      v.object({
        ...AttachedImageSchema.entries,
        notes: v.array(v.pipe(v.string(), v.transform(noteOfBefore))),
        receipt: v.exactOptional(v.omit(ReceiptSchema, ['imageId'])),
      }),
    ),
  }),
});

function noteOfBefore(text: string): ImageNote {
  return imageNote('pictureDamaged', text);
}

/** A plain value that survives JSON. Holds no pixels but the thumbnails. */
export function saveConversation(conversation: Conversation): unknown {
  return { version: SAVED_VERSION, conversation };
}

/**
 * The saved conversation, or undefined when there is none, it is of a version that is not known or it is damaged. An
 * answer that was being written when the window went away has failed: its text stays and it can be asked for again.
 */
export function restoreConversation(saved: unknown): Conversation | undefined {
  const conversation = readConversation(saved);
  if (conversation === undefined || !isAnswering(conversation)) return conversation;
  return failAnswer(conversation, {
    code: 'interrupted',
    message: t`The window was closed or reloaded before this answer was finished. What had been written is kept; retry for a whole answer.`,
    waysOut: ['retry'],
  });
}

function readConversation(saved: unknown): Conversation | undefined {
  const read = v.safeParse(SavedSchema, saved);
  if (read.success) return read.output.conversation;
  const first = v.safeParse(FirstSchema, saved);
  return first.success ? fromFirst(first.output) : undefined;
}

/** Gives each receipt to the answer that its image came with, which is the one that showed it. */
function fromFirst({ conversation }: v.InferOutput<typeof FirstSchema>): Conversation {
  const receipts = new Map<string, Receipt>();
  const images = conversation.images.map(({ receipt, ...image }) => {
    if (receipt !== undefined) receipts.set(image.id, { imageId: image.id, ...receipt });
    return image;
  });
  const exchanges = conversation.exchanges.map((exchange) => {
    const own = exchange.imageIds.map((id) => receipts.get(id)).filter((receipt) => receipt !== undefined);
    return own.length === 0 ? exchange : { ...exchange, answer: { ...exchange.answer, receipts: own } };
  });
  return { ...conversation, images, exchanges };
}
