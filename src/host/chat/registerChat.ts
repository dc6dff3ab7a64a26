import * as vscode from 'vscode';
import { activeImages, isAnswering } from '../../conversation/conversation.ts';
import { pickImage } from '../images/imageFiles.ts';
import { type ViewedImage, askAbout, askAboutImage, askQuestionAbout } from './askAboutImage.ts';
import { type Chat, activeChatImages, answerRecord } from './chat.ts';
import { addImagesOf, choosing, copyAnswer } from './chatRequests.ts';
import type { ChatServices } from './chatServices.ts';
import { ChatSession } from './chatSession.ts';
import { ChatViews } from './chatViews.ts';
import { registerPrompts } from './prompts/registerPrompts.ts';
import { showHiddenProgress } from './hiddenProgress.ts';
import { ImagesAhead } from './imagesAhead.ts';

/**
 * The chat: its view in the sidebar, its commands, and what it does for other features. `viewed` is what the image
 * viewer shows. Dispose ends what runs.
 */
export async function registerChat(services: ChatServices, viewed: ViewedImage): Promise<Chat> {
  const session = await ChatSession.restore(services);
  const waiting = waitForFreedChat(session);
  const ahead = new ImagesAhead(services, session);
  const view = new ChatViews(services, session, ahead);
  const subscriptions = vscode.Disposable.from(
    session,
    ahead,
    view,
    waiting,
    vscode.window.registerWebviewViewProvider(ChatViews.viewId, view),
    vscode.window.registerWebviewPanelSerializer(ChatViews.editorType, view),
    showHiddenProgress(session, view),
    registerPrompts({
      ...services,
      library: services.prompts,
      chat: {
        insert: (text) => view.insert(text),
        image: () => activeImages(session.conversation).at(-1),
        draft: () => session.draft,
      },
    }),
    ...registerCommands(services, session, view, viewed),
    session.onDidChange(() => {
      noteAnswering(isAnswering(session.conversation));
    }),
  );
  let noted = false;
  /** For `when` clauses. */
  function noteAnswering(answering: boolean): void {
    if (answering === noted) return;
    noted = answering;
    void vscode.commands.executeCommand('setContext', 'llavaMed.answering', answering);
  }
  return {
    onDidChange: session.onDidChange,
    askAbout: (images, question) => askAbout(view, session, images, question),
    askQuestionAbout: (images) => askQuestionAbout(view, session, images),
    addImages: async (images) => {
      await view.reveal(true);
      await session.addImages(images);
    },
    get current() {
      return session.ref;
    },
    open: async (ref) => {
      const result = await session.open(ref);
      if (result === 'opened') await view.reveal(true);
      return result;
    },
    newChat: () => session.newChat('none'),
    find: (words) => view.find(words),
    session,
    images: () => activeChatImages(session),
    lastAnswer: () => answerRecord(session, session.conversation.exchanges.at(-1)),
    close: () => session.close(),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/** For how long after its start a window looks for the chat of the one that it follows, and how often. */
const FOLLOWS = { forMs: 20_000, everyMs: 500 };

/**
 * A window that is reloaded may begin before it has ended: then its chat is not free yet. Until something is done in
 * the new one, the chat is taken up as soon as it is.
 */
function waitForFreedChat(session: ChatSession): vscode.Disposable {
  const begun = Date.now();
  const timer = setInterval(() => {
    if (!session.isUntouched || Date.now() - begun > FOLLOWS.forMs) clearInterval(timer);
    else void session.takeUpFreed();
  }, FOLLOWS.everyMs);
  return new vscode.Disposable(() => {
    clearInterval(timer);
  });
}

function registerCommands(
  services: ChatServices,
  session: ChatSession,
  view: ChatViews,
  viewed: ViewedImage,
): vscode.Disposable[] {
  const command = (id: string, run: (...given: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`llavaMed.${id}`, run);
  return [
    command('askAboutImage', (clicked, selected) =>
      askAboutImage(view, session, viewed, choosing(services, session), clicked, selected),
    ),
    command('addImage', async () => {
      await view.reveal(true);
      await addImagesOf(services, session, await pickImage());
    }),
    command('newChat', async () => {
      await session.newChat('none');
      await view.reveal(true);
    }),
    command('openChatInEditor', () => {
      view.openInEditor();
    }),
    command('findInChat', () => view.find()),
    command('stop', () => {
      session.stop();
    }),
    command('focusChat', () => view.reveal(true)),
    command('copyLastAnswer', () => copyAnswer(session)),
  ];
}
