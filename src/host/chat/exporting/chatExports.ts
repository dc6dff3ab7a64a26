import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type * as vscode from 'vscode';
import { addChat } from '../../../chats/addChat.ts';
import type { ChatLibrary } from '../../../chats/chatLibrary.ts';
import { questionTitle } from '../../../chats/questionTitle.ts';
import { readRegularFile } from '../../../files/regularFile.ts';
import type { Imaging } from '../../../imaging/imaging.ts';
import { fileMissing } from '../../../imaging/intake/imagingErrors.ts';
import { readSource } from '../../../imaging/intake/readSource.ts';
import type { Log } from '../../messages/log.ts';
import { viewOf } from '../attachedFacts.ts';
import { ChatImages } from '../chatImages.ts';
import type { ChatSession } from '../chatSession.ts';
import { placedSource } from '../imageOrigin.ts';
import type { ExportServices } from './exportServices.ts';

/** What there is to export and where imports go: the list of conversations, and the one of this window as it is now. */
export function chatExports(
  services: { readonly imaging: Imaging; readonly chats: vscode.Uri; readonly log: Log },
  library: ChatLibrary,
  session: ChatSession,
): ExportServices {
  const { imaging, log } = services;
  const chats = services.chats.fsPath;
  const images = new ChatImages(imaging, {
    keep: async (_id, file) => ({ kind: 'kept', file }),
    sourceOf: ({ origin }) => {
      throw new Error(`An image that was only read has no ${origin.kind} place.`);
    },
    forget: async () => undefined,
  });
  return {
    library,
    log,
    current: () => {
      const { ref, conversation } = session;
      return { ref, conversation, title: questionTitle(conversation) };
    },
    imageBytes: async (ref, { id, name }, origin) => {
      const place = library.sourceOf(ref, { id, origin });
      if (place === undefined || place.kind === 'montage') throw fileMissing(name);
      return place.kind === 'file' ? readRegularFile(place.path) : readSource(place);
    },
    picture: async (ref, image, signal) => {
      const sourceOf = (of: typeof image): NonNullable<ReturnType<ChatLibrary['sourceOf']>> => {
        const place = library.sourceOf(ref, of);
        if (place === undefined) throw fileMissing(of.name);
        return place;
      };
      const display = await imaging.decode(
        placedSource({ sourceOf, keep: () => Promise.reject(new Error('Nothing is kept.')) }, image),
        viewOf(image),
        signal,
      );
      return imaging.thumbnail(display, Math.max(display.width, display.height), signal);
    },
    readImage: (name, bytes, signal) => images.attach({ source: { kind: 'bytes', name, bytes } }, signal),
    importConversation: (conversation, bytesOf) =>
      // A copy is another conversation: two that are open are told apart by their ids.
      addChat({ root: dirname(chats), workspace: basename(chats) }, { ...conversation, id: randomUUID() }, bytesOf),
  };
}
