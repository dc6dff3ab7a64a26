import type * as vscode from 'vscode';
import type { AnsweringModel, ChatAnswer, SamplingUsed } from '../../conversation/answer.ts';
import type { AttachedImage } from '../../conversation/attachedImage.ts';
import type { Exchange } from '../../conversation/exchange.ts';
import { activeImages } from '../../conversation/conversation.ts';
import type { VoiWindow } from '../../display/frameImage.ts';
import type { ImageNote } from '../../display/imageNote.ts';
import type { PhantomDomain } from '../../display/phantomMark.ts';
import type { DisplayImage, PlacedSource } from '../../imaging/imaging.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { ChatRef } from '../../chats/chatSummary.ts';
import type { GivenImage } from '../images/givenImage.ts';
import type { ChatSession } from './chatSession.ts';

/** An image of the chat for other rooms of the host. */
export interface ChatImage {
  readonly name: string;
  readonly source: PlacedSource;
  /**
   * It has no file of its own that a report could name: the chat's copy of what was dropped or pasted, which ends with
   * the chat, or a file inside a ZIP.
   */
  readonly isCopy: boolean;
  readonly fileSha256: string;
  readonly sopInstanceHash: string | undefined;
  /** Counted from 0. */
  readonly frame: number;
  /** The VOI window that it is shown with; undefined for colour and where a lookup table is used. */
  readonly window: VoiWindow | undefined;
  /** What must be told of the decoding. */
  readonly notes: readonly ImageNote[];
  /** Set for a drawn phantom of ours: what the demo model knows. */
  readonly phantom: PhantomDomain | undefined;
  load(signal?: AbortSignal): Promise<DisplayImage>;
}

/** A finished answer with all that a report's provenance asks of it. */
export interface ChatAnswerRecord {
  readonly turnId: string;
  readonly question: string;
  readonly text: string;
  readonly images: readonly ChatImage[];
  readonly model: AnsweringModel | undefined;
  readonly sampling: SamplingUsed | undefined;
}

/** The argument of the command `llavaMed.insertIntoReport`. */
export type InsertIntoReportRequest = ChatAnswerRecord;

/** What the chat does for others. */
export interface Chat {
  readonly onDidChange: vscode.Event<void>;
  /** Opens the chat and puts a question about these images only; others of the chat are set aside. */
  askAbout(images: readonly GivenImage[], question: string): Promise<void>;
  /** The same, and asks the user for the question. */
  askQuestionAbout(images: readonly GivenImage[]): Promise<void>;
  /** Opens the chat and puts the images into it, for a question that the user will type. */
  addImages(images: readonly GivenImage[]): Promise<void>;
  /** Images that the next question would be about. */
  images(): readonly ChatImage[];
  /** The last answer that has any text, complete or not; undefined while it is being written. */
  lastAnswer(): ChatAnswerRecord | undefined;
  /** The conversation that is open here. */
  readonly current: ChatRef;
  /** Opens another conversation in its place. */
  open(ref: ChatRef): Promise<'opened' | 'elsewhere' | 'gone'>;
  /** Begins a new one; the one that was open is kept. */
  newChat(): Promise<void>;
  /** Shows where the words are first said. */
  find(words: string): Promise<void>;
  /** The room of the chat itself. */
  readonly session: ChatSession;
  /** Ends what runs and saves; for deactivation. */
  close(): Promise<void>;
  dispose(): void;
}

export function activeChatImages(session: ChatSession): readonly ChatImage[] {
  return activeImages(session.conversation).flatMap((image) => chatImages(session, image));
}

/** Undefined for an answer that does not exist, is being written or has no text. */
export function answerRecord(session: ChatSession, exchange: Exchange | undefined): ChatAnswerRecord | undefined {
  if (exchange === undefined || !hasText(exchange.answer)) return undefined;
  const { answer, id, question } = exchange;
  const images = session.conversation.images.filter((image) => answer.about?.includes(image.id));
  return {
    turnId: id,
    question,
    text: answer.text.trim(),
    images: images.flatMap((image) => chatImages(session, image)),
    model: answer.model,
    sampling: answer.sampling,
  };
}

function hasText({ state, text }: ChatAnswer): boolean {
  return state !== 'running' && text.trim() !== '';
}

/** Of a part of an image the whole file, of a montage the files of its tiles: a report names files. */
function chatImages(session: ChatSession, image: AttachedImage): readonly ChatImage[] {
  const { name, origin, fileSha256, sopInstanceHash, frame = 0, window, notes, phantom } = image;
  const source = session.images.sourceOf(image);
  if (source.kind !== 'montage' || origin.kind !== 'montage') {
    if (source.kind === 'montage') return [];
    const load = (signal?: AbortSignal): Promise<DisplayImage> => session.images.display(image, signal);
    const isCopy = origin.kind !== 'file';
    return [{ name, source, isCopy, fileSha256, sopInstanceHash, frame, window, notes, phantom, load }];
  }
  return source.tiles.map((tile, index) => ({
    name: sourceName(tile.source),
    source: tile.source,
    isCopy: origin.tiles[index]?.origin.kind !== 'file',
    fileSha256,
    sopInstanceHash: undefined,
    frame: tile.frame ?? 0,
    window: undefined,
    notes,
    phantom,
    load: (signal) => session.images.display(image, signal),
  }));
}
