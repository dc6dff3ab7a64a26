/** A window's chat with the real engine, decoder and editor services, on a model of random weights. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type LocalServices, createLocalServices } from '../../src/assistant/localServices.ts';
import type { ChatAnswer } from '../../src/conversation/answer.ts';
import { isAnswering, lastExchange } from '../../src/conversation/conversation.ts';
import type { ChatServices, ChatSettings } from '../../src/host/chat/chatServices.ts';
import { ChatSession } from '../../src/host/chat/chatSession.ts';
import { PromptLibrary } from '../../src/host/chat/prompts/promptLibrary.ts';
import { ImagesAhead } from '../../src/host/chat/imagesAhead.ts';
import { AutoLoad, type LoadWhen } from '../../src/host/models/autoLoad.ts';
import { ModelQueue } from '../../src/host/models/modelQueue.ts';
import type { PrepareImages } from '../../src/host/models/modelSettings.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';

export class ChatUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'llava-med-chat-'));
  readonly local: LocalServices;
  readonly services: ChatServices;
  session!: ChatSession;
  ahead!: ImagesAhead;
  /** What the session told the user outside answers. */
  notices: string[] = [];
  maxTokens = 8;
  prepareImages: PrepareImages = 'never';
  loadWhen: LoadWhen = 'chatOpens';
  onBattery = false;
  readonly settings: ChatSettings & { loadWhen(): LoadWhen };
  /** Of its own name: channels of one name are one, and closed together. */
  readonly #log = vscode.window.createOutputChannel(`chat.test ${randomUUID()}`, { log: true });

  constructor() {
    const pair = writeRandomPair(this.folder, 'random', { endless: true, width: 256 });
    this.settings = {
      usesDemo: false,
      prepareImages: () => this.prepareImages,
      loadWhen: () => this.loadWhen,
      load: () => ({ pair, gpu: 'cpu' as const, contextSize: 4096, threads: 1 }),
      saveSampling: async () => undefined,
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: this.maxTokens, seed: 1 }),
    };
    this.local = createLocalServices({ distDir: join(__dirname, '..', '..'), settings: this.settings });
    this.services = {
      ...this.local,
      settings: this.settings,
      modelQueue: new ModelQueue(),
      prompts: new PromptLibrary(vscode.Uri.file(join(this.folder, 'global'))),
      globalStorage: vscode.Uri.file(join(this.folder, 'global')),
      engineName: 'node-llama-cpp',
      workspaceName: 'test',
      autoLoad: new AutoLoad({ ...this.local, settings: this.settings, log: this.#log }),
      onBattery: async () => this.onBattery,
      log: this.#log,
      extensionUri: vscode.Uri.file(this.folder),
      chats: vscode.Uri.file(join(this.folder, 'chats', 'workspace')),
      storage: vscode.Uri.file(join(this.folder, 'storage')),
      memento: { keys: () => [], get: () => undefined, update: async () => undefined } as vscode.Memento,
    };
  }

  /** The first window of a workspace. */
  async begin(): Promise<void> {
    this.maxTokens = 8;
    this.prepareImages = 'never';
    this.loadWhen = 'chatOpens';
    this.onBattery = false;
    rmSync(this.services.chats.fsPath, { recursive: true, force: true });
    await this.open();
  }

  /** A window that is opened on what the last one saved. */
  async open(): Promise<void> {
    this.session = await ChatSession.restore(this.services);
    this.ahead = new ImagesAhead(this.services, this.session);
    this.notices = [];
    this.session.onNotice(({ message }) => this.notices.push(message));
  }

  async close(): Promise<void> {
    this.ahead.dispose();
    await this.session.close();
  }

  async end(): Promise<void> {
    await this.local.dispose();
    this.#log.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The id of the engine's process that was started last. */
  engineProcess(): number {
    const newest = execFileSync('pgrep', ['-f', '-P', String(process.pid), 'engineChild'], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
      .at(-1);
    assert.ok(newest);
    return newest;
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

  /** Settles once it is so. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    for (let waited = 0; !isSo(); waited += 5) {
      assert.ok(waited < 60_000, what);
      await delay(5);
    }
  }

  /** Settles once so many exchanges have come to an end and nothing waits. */
  async idle(exchanges: number): Promise<void> {
    const isIdle = (): boolean =>
      this.session.conversation.exchanges.length === exchanges &&
      !isAnswering(this.session.conversation) &&
      this.session.waiting.length === 0;
    await this.until(isIdle, 'the chat does not come to rest');
  }
}
