/** A window's chat with the real engine, decoder and editor services, on a model of random weights. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type LocalServices, createLocalServices } from '../../src/assistant/localServices.ts';
import { type ChatAnswer, isAnswering, lastExchange } from '../../src/conversation/conversation.ts';
import type { ChatServices } from '../../src/host/chat/chatServices.ts';
import { ChatSession } from '../../src/host/chat/chatSession.ts';
import { ModelQueue } from '../../src/host/models/modelQueue.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';

export class ChatUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'llava-med-chat-'));
  readonly local: LocalServices;
  readonly services: ChatServices;
  session!: ChatSession;
  /** What the session told the user outside answers. */
  notices: string[] = [];
  maxTokens = 8;
  readonly #log = vscode.window.createOutputChannel('chat.test', { log: true });

  constructor() {
    const pair = writeRandomPair(this.folder, 'random', { endless: true, width: 256 });
    const settings = {
      usesDemo: false,
      load: () => ({ pair, gpu: 'cpu' as const, contextSize: 4096, threads: 1 }),
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: this.maxTokens, seed: 1 }),
    };
    this.local = createLocalServices({ distDir: join(__dirname, '..', '..'), settings });
    this.services = {
      ...this.local,
      settings,
      modelQueue: new ModelQueue(),
      log: this.#log,
      extensionUri: vscode.Uri.file(this.folder),
      chats: vscode.Uri.file(join(this.folder, 'chats')),
      storage: vscode.Uri.file(join(this.folder, 'storage')),
      memento: { keys: () => [], get: () => undefined, update: async () => undefined } as vscode.Memento,
    };
  }

  /** The first window of a workspace. */
  async begin(): Promise<void> {
    this.maxTokens = 8;
    rmSync(this.services.chats.fsPath, { recursive: true, force: true });
    await this.open();
  }

  /** A window that is opened on what the last one saved. */
  async open(): Promise<void> {
    this.session = await ChatSession.restore(this.services);
    this.notices = [];
    this.session.onNotice(({ message }) => this.notices.push(message));
  }

  async end(): Promise<void> {
    await this.local.dispose();
    this.#log.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  answer(): ChatAnswer {
    const exchange = lastExchange(this.session.conversation);
    assert.ok(exchange);
    return exchange.answer;
  }

  async picture(shade: number): Promise<Uint8Array> {
    return this.local.imaging.thumbnail(
      { width: 64, height: 48, rgb: new Uint8Array(64 * 48 * 3).map((_, index) => (index * shade) % 256) },
      64,
    );
  }

  async drop(name: string, shade = 3): Promise<void> {
    await this.session.addImages([{ source: { kind: 'bytes', name, bytes: await this.picture(shade) } }]);
  }

  /** Images whose bytes are kept, of all windows. */
  keptFolders(): string[] {
    return readdirSync(this.services.chats.fsPath).flatMap((chat) => {
      const images = join(this.services.chats.fsPath, chat, 'images');
      return existsSync(images) ? readdirSync(images) : [];
    });
  }

  /** Settles once the running answer has some text. */
  async firstWords(): Promise<void> {
    for (let waited = 0; isAnswering(this.session.conversation) && this.answer().text === ''; waited += 5) {
      assert.ok(waited < 60_000, 'no text came');
      await delay(5);
    }
    assert.ok(isAnswering(this.session.conversation), 'the answer ended before it could be disturbed');
  }

  /** Settles once so many exchanges have come to an end and nothing waits. */
  async idle(exchanges: number): Promise<void> {
    const isIdle = (): boolean =>
      this.session.conversation.exchanges.length === exchanges &&
      !isAnswering(this.session.conversation) &&
      this.session.waiting.length === 0;
    for (let waited = 0; !isIdle(); waited += 5) {
      assert.ok(waited < 60_000, 'the chat does not come to rest');
      await delay(5);
    }
  }
}
