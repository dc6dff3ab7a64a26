import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { preparationOf } from '../../assistant/assistant.ts';
import { imagesThatFit } from '../../assistant/imagesThatFit.ts';
import { activeImages } from '../../conversation/conversation.ts';
import type { AttachedImage } from '../../conversation/attachedImage.ts';
import type { WayOut } from '../../conversation/answer.ts';
import type { ToHost, ToView } from '../../protocol/webview.ts';
import { browseForStudies } from '../images/imageFiles.ts';
import { imagesOf, imagesOfBytes, imagesOfFolder, type StudyImageServices } from '../studies/studyImages.ts';
import { studyUri } from '../images/studyUri.ts';
import { plainMarkdown } from '../../text/plainMarkdown.ts';
import type { PlacedImage } from './imageOrigin.ts';
import { answerRecord } from './chat.ts';
import { chatFailure, failureForLog } from './chatFailure.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';

const LOADING_MS = 5_000;

/**
 * Carries out what the view asks for. Answers go out through the session's events, but for a preview, which only the
 * view wants.
 */
export class ChatRequests {
  readonly #services: ChatServices;
  readonly #session: ChatSession;
  readonly #post: (message: ToView) => void;

  constructor(services: ChatServices, session: ChatSession, post: (message: ToView) => void) {
    this.#services = services;
    this.#session = session;
    this.#post = post;
  }

  async handle(message: ToHost): Promise<void> {
    const session = this.#session;
    switch (message.type) {
      case 'ready':
        return; // the provider's own
      case 'ask':
        return session.ask(message.question, message.closed);
      case 'askAnyway':
        return session.askAnyway();
      case 'draft': {
        session.keepDraft(message.draft);
        if (message.draft !== '') void this.#services.autoLoad.expectQuestion();
        return;
      }
      case 'unqueue': {
        session.unqueue(message.id, message.edit);
        return;
      }
      case 'takeUpImage': {
        session.takeUpImage(message.imageId);
        return;
      }
      case 'stop': {
        session.stop();
        return;
      }
      case 'retry':
        return session.retry();
      case 'regenerate':
        return session.regenerate(message.exchangeId);
      case 'continue':
        return session.continueAnswer();
      case 'showVersion': {
        session.showVersion(message.exchangeId, message.number);
        return;
      }
      case 'edit': {
        session.startEditing(message.exchangeId);
        return;
      }
      case 'stopEditing': {
        session.stopEditing();
        return;
      }
      case 'branch':
        return session.branch(message.exchangeId);
      case 'deleteExchange': {
        session.deleteExchange(message.exchangeId);
        return;
      }
      case 'undo': {
        session.undoDelete();
        return;
      }
      case 'vote': {
        session.vote(message.exchangeId, message.vote);
        return;
      }
      case 'sample':
        return session.sample(message.exchangeId, message.count);
      case 'setParameters': {
        session.setParameters(message.parameters);
        return;
      }
      case 'saveParameters':
        return this.#services.settings.saveSampling(session.conversation.parameters ?? {});
      case 'insertPrompt':
        return this.#insertPrompt(message.id);
      case 'managePrompts': {
        await vscode.commands.executeCommand('llavaMed.managePrompts');
        return;
      }
      case 'setRole': {
        session.setRole(message.imageId, message.role);
        return;
      }
      case 'moveImage': {
        session.moveImage(message.imageId, message.before);
        return;
      }
      case 'setView':
        return this.#setView(message);
      case 'addRegion':
        return session.addRegion(message.imageId, message.region);
      case 'fullPicture':
        return this.#fullPicture(message.imageId);
      case 'openInViewer':
        return this.#openInViewer(message.imageId);
      case 'newChat':
        return session.newChat('none');
      case 'attachBytes': {
        const source = { kind: 'bytes', name: message.name, bytes: message.bytes } as const;
        await session.addImages(await imagesOfBytes(source, choosing(this.#services, session)));
        return;
      }
      case 'attachFolder': {
        const source = { kind: 'bytes', name: message.name, bytes: message.zip } as const;
        await session.addImages(await imagesOfFolder(source, choosing(this.#services, session)));
        return;
      }
      case 'attachUris':
        return addImagesOf(
          this.#services,
          session,
          message.uris.map((uri) => vscode.Uri.parse(uri)),
        );
      case 'pickImages':
        return addImagesOf(this.#services, session, await browseForStudies());
      case 'trySample': {
        await vscode.commands.executeCommand('llavaMed.trySampleFilm');
        return;
      }
      case 'modelMenu': {
        await vscode.commands.executeCommand('llavaMed.modelActions');
        return;
      }
      case 'removeImage': {
        session.removeImage(message.imageId);
        return;
      }
      case 'preview':
        return this.#preview(message.imageId);
      case 'copy':
        return copyAnswer(session, message.exchangeId, message.as);
      case 'insert':
        return this.#insert(message.exchangeId);
      case 'wayOut':
        return this.#takeWayOut(message.wayOut);
    }
  }

  async #setView({ imageId, frame, voi }: Extract<ToHost, { type: 'setView' }>): Promise<void> {
    try {
      await this.#session.setView(imageId, { ...(frame !== undefined && { frame }), ...(voi && { voi }) });
    } catch (error) {
      this.#refusePreview(imageId, error);
      return;
    }
    await this.#preview(imageId);
  }

  async #preview(imageId: string): Promise<void> {
    const image = this.#image(imageId);
    if (image === undefined) return;
    try {
      const display = await this.#session.images.display(image);
      const shown = await this.#session.images.picture(display);
      if (!this.#isShown(image)) return;
      this.#post({ type: 'preview', imageId, shown });
      const seen = await this.#session.images.picture(
        await this.#session.images.seen(image, preparationOf(await this.#services.assistant.load())),
      );
      if (this.#isShown(image)) this.#post({ type: 'preview', imageId, shown, seen });
    } catch (error) {
      this.#refusePreview(imageId, error);
    }
  }

  /** Every pixel of the image as displayed. */
  async #fullPicture(imageId: string): Promise<void> {
    const image = this.#image(imageId);
    if (image === undefined) return;
    try {
      const { images } = this.#session;
      const picture = await images.picture(await images.display(image), 'full');
      if (this.#isShown(image)) this.#post({ type: 'fullPicture', imageId, picture });
    } catch (error) {
      this.#refusePreview(imageId, error);
    }
  }

  async #openInViewer(imageId: string): Promise<void> {
    const image = this.#image(imageId);
    if (image === undefined) return;
    const uri = viewerUri(this.#session.images.sourceOf(image), image.name);
    if (uri !== undefined) await vscode.commands.executeCommand('llavaMed.openInViewer', uri);
  }

  async #insertPrompt(id: string): Promise<void> {
    const { images } = this.#session.conversation;
    const text = await this.#services.prompts.text(id, images.filter(({ active }) => active).at(-1));
    if (text !== undefined) this.#post({ type: 'insertPrompt', text });
  }

  #image(imageId: string): AttachedImage | undefined {
    return this.#session.conversation.images.find(({ id }) => id === imageId);
  }

  /** Still in the frame and window that it was asked for in. */
  #isShown({ id, frame, voi }: AttachedImage): boolean {
    const now = this.#image(id);
    return now !== undefined && now.frame === frame && JSON.stringify(now.voi) === JSON.stringify(voi);
  }

  #refusePreview(imageId: string, error: unknown): void {
    this.#services.log.warn(`No preview: ${failureForLog(error)}`);
    this.#post({ type: 'previewFailed', imageId, message: chatFailure(error).message });
  }

  async #insert(exchangeId: string): Promise<void> {
    const record = answerRecord(this.#session, exchangeOf(this.#session, exchangeId));
    if (record !== undefined) await vscode.commands.executeCommand('llavaMed.insertIntoReport', record);
  }

  async #takeWayOut(wayOut: WayOut): Promise<void> {
    switch (wayOut) {
      case 'retry':
        return this.#session.retry();
      case 'newChatSameImages':
        return this.#session.newChat('keep');
      case 'chooseModel': {
        await vscode.commands.executeCommand('llavaMed.chooseModel');
        return;
      }
      case 'openSettings': {
        await vscode.commands.executeCommand('llavaMed.openSettings');
        return;
      }
      case 'showLog': {
        this.#services.log.show();
        return;
      }
    }
  }
}

/** Undefined for what is no file by itself. */
function viewerUri(source: PlacedImage, name: string): vscode.Uri | undefined {
  if (source.kind === 'file') return vscode.Uri.file(source.path);
  return source.kind === 'archived' ? studyUri(source.path, { name, source }) : undefined;
}

/** Adds what can be resolved and read; the session tells the user about the rest. */
export async function addImagesOf(
  services: ChatServices,
  session: ChatSession,
  uris: readonly vscode.Uri[],
): Promise<void> {
  await session.addImages(await imagesOf(uris, choosing(services, session)));
}

/** What choosing slices for the chat needs to know. */
export function choosing({ autoLoad, engine, imaging }: ChatServices, session: ChatSession): StudyImageServices {
  return {
    imaging,
    room: async () => {
      // The model is wanted soon; one that takes long to load, or cannot be, is not waited for.
      await Promise.race([autoLoad.expectQuestion(), delay(LOADING_MS)]);
      const model = engine.describe();
      const most = model && imagesThatFit(model);
      return most && Math.max(most - activeImages(session.conversation).length, 1);
    },
  };
}

/** Without an id: the last answer. */
export async function copyAnswer(
  session: ChatSession,
  exchangeId?: string,
  as: 'markdown' | 'plain' = 'markdown',
): Promise<void> {
  const record = answerRecord(
    session,
    exchangeId === undefined ? session.conversation.exchanges.at(-1) : exchangeOf(session, exchangeId),
  );
  if (record === undefined) return;
  await vscode.env.clipboard.writeText(as === 'plain' ? plainMarkdown(record.text) : record.text);
}

function exchangeOf(
  session: ChatSession,
  exchangeId: string,
): ChatSession['conversation']['exchanges'][number] | undefined {
  return session.conversation.exchanges.find(({ id }) => id === exchangeId);
}
