import { jsonEscapes } from '../../text/foreignText.ts';
import type { Conversation } from '../conversation.ts';
import { type ConversationFile, FILE_FORMAT, FILE_VERSION, type ImageSource } from './conversationFile.ts';

/** What stands in every export that a program reads; a note has it in the language of its reader. */
const RESEARCH_NOTICE =
  'Research software, not a medical device: answers of the model may be wrong and are no basis for diagnosis or treatment.';

export interface AboutConversation {
  readonly title: string;
  /** Empty where it has no name. */
  readonly workspaceName: string;
  readonly exportedAt: Date;
}

export interface JsonLayout {
  /** Where each image is, by id; see `imageFiles`. */
  readonly sources: ReadonlyMap<string, ImageSource>;
  /** Default false: over many lines, as a person reads it. */
  readonly oneLine?: boolean;
}

/**
 * All of a conversation as JSON, other versions included. No path of the machine is in it. What is drawn as nothing is
 * written as an escape, so that a person sees what a program reads. Ends with a line feed.
 */
export function conversationJson(
  { images, ...conversation }: Conversation,
  { title, workspaceName, exportedAt }: AboutConversation,
  { sources, oneLine = false }: JsonLayout,
): string {
  const file: ConversationFile = {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    exportedAt: exportedAt.toISOString(),
    title,
    ...(workspaceName === '' ? {} : { workspace: workspaceName }),
    notice: RESEARCH_NOTICE,
    conversation: {
      ...conversation,
      images: images.map(({ origin: _machine, ...image }) => {
        const source = sources.get(image.id);
        return source === undefined ? image : { ...image, source };
      }),
    },
  };
  return `${jsonEscapes(JSON.stringify(file, undefined, oneLine ? undefined : 2))}\n`;
}
