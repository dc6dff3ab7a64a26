import * as vscode from 'vscode';
import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import { builtInPrompts } from '../../../conversation/prompts/builtInPrompts.ts';
import type { ChatPrompt } from '../../../conversation/prompts/chatPrompt.ts';
import { fillPrompt } from '../../../conversation/prompts/fillPrompt.ts';
import type { ViewPrompt } from '../../../protocol/webview.ts';
import { BrokenPrompts } from './brokenPrompts.ts';
import { imageVariables } from './imageVariables.ts';
import { promptFolders } from './promptFolders.ts';
import { type FiledPrompt, readPromptFolder } from './readPromptFolder.ts';
import { selectedText } from './selectedText.ts';

/** For how long after a change others are waited for, in milliseconds: an editor saves in several steps. */
const SETTLES_MS = 100;

/**
 * The prompts there are: built in, the user's, the workspace's. Files are followed while the window is open. None hides
 * another of its name.
 */
export class PromptLibrary implements vscode.Disposable {
  readonly #globalStorage: vscode.Uri;
  readonly #builtIn = builtInPrompts();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #broken = new BrokenPrompts();
  readonly #subscriptions: vscode.Disposable;
  #watchers: vscode.Disposable | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filed: readonly FiledPrompt[] = [];
  #reading: Promise<void> = Promise.resolve();
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  /** `globalStorage`: a folder that all windows of the user share. */
  constructor(globalStorage: vscode.Uri) {
    this.#globalStorage = globalStorage;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#follow();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('llavaMed.prompts.folder')) this.#follow();
      }),
    );
    this.#watch();
    this.#reading = this.#read();
  }

  /** As they were read last, for the view. */
  list(): readonly ViewPrompt[] {
    return this.all().map(({ id, name, description, source, domain }) => ({
      ...{ id, name, description, source },
      ...(domain === undefined ? {} : { domain }),
    }));
  }

  /** With their texts; those of people first. */
  all(): readonly (ChatPrompt | FiledPrompt)[] {
    return [...this.#filed, ...this.#builtIn];
  }

  /**
   * A prompt's text with what the image and the selection in the active editor say; undefined where there is none such
   * any more.
   */
  async text(id: string, image: AttachedImage | undefined): Promise<string | undefined> {
    await this.#reading;
    const prompt = this.all().find((one) => one.id === id);
    if (prompt === undefined) return undefined;
    const selection = selectedText();
    return fillPrompt(prompt.text, { ...imageVariables(image), ...(selection && { selection }) }).text;
  }

  /** Reads the files now, after one was written. Never rejects. */
  async refresh(): Promise<void> {
    this.#reading = this.#read();
    await this.#reading;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#watchers?.dispose();
    this.#subscriptions.dispose();
  }

  #follow(): void {
    this.#watch();
    void this.refresh();
  }

  #watch(): void {
    this.#watchers?.dispose();
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.refresh(), SETTLES_MS);
    };
    this.#watchers = vscode.Disposable.from(
      ...promptFolders(this.#globalStorage).flatMap(({ pattern }) => {
        const watcher = vscode.workspace.createFileSystemWatcher(pattern);
        return [watcher, watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon)];
      }),
    );
  }

  async #read(): Promise<void> {
    const before = this.#reading;
    const folders = promptFolders(this.#globalStorage);
    const contents = await Promise.all(folders.map(({ path, source }) => readPromptFolder(path, source)));
    // One after the other: what is read later counts.
    await before;
    if (this.#disposed) return;
    const filed = contents.flatMap(({ prompts }) => prompts);
    this.#broken.tell(contents.flatMap(({ broken }) => broken));
    if (JSON.stringify(filed) === JSON.stringify(this.#filed)) return;
    this.#filed = filed;
    this.#changed.fire();
  }
}
