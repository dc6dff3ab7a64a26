import * as vscode from 'vscode';
import { type FromViewer, type Pane, type ToViewer, type ViewedFrame, type ViewerCommand, parseFromViewer } from '../../protocol/viewer.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { chooseComparison } from './chooseComparison.ts';
import { exportPng } from './exportPng.ts';
import { FileChanges } from './fileChanges.ts';
import { type FrameKey, FrameQueue } from './frameQueue.ts';
import { LatestOnly } from './latestOnly.ts';
import { modelView } from './modelView.ts';
import type { OpenViewers } from './openViewers.ts';
import { ownBuffers } from './ownBuffers.ts';
import { viewerFailure } from './viewerFailure.ts';
import { viewerHtml, viewerResources } from './viewerHtml.ts';
import type { ViewerServices } from './viewerServices.ts';
import { type ViewerItem, ViewerStack } from './viewerStack.ts';

/** What is in front in a viewer. */
export interface InFront {
  readonly item: ViewerItem;
  readonly viewed: ViewedFrame;
}

/** One editor that shows an image: what its view asks for, and what the view is told. The view is disposable: it says `ready` and asks again. */
export class ImageViewer implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ViewerServices;
  readonly #others: OpenViewers;
  readonly #stacks = new Map<Pane, ViewerStack>();
  readonly #grown = new WeakSet<ViewerStack>();
  #frames = this.#newQueue();
  readonly #modelViews = new LatestOnly<ViewedFrame>((viewed, signal) => this.#sendModelView(viewed, signal));
  readonly #changes = new FileChanges((uri, gone) => { this.#fileChanged(uri, gone); });
  readonly #ended = new AbortController();
  readonly #movedOn = new vscode.EventEmitter<void>();
  #inFront: InFront | undefined;

  /** Another frame or window is in front. */
  readonly onDidMoveOn = this.#movedOn.event;

  constructor(uri: vscode.Uri, panel: vscode.WebviewPanel, services: ViewerServices, others: OpenViewers) {
    this.uri = uri;
    this.#panel = panel;
    this.#services = services;
    this.#others = others;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [viewerResources(services.extensionUri)] };
    webview.onDidReceiveMessage((message: unknown) => {
      this.#handle(parseFromViewer(message)).catch((error: unknown) => { this.#fault(error); });
    });
    webview.html = viewerHtml(webview, services.extensionUri);
  }

  get panel(): vscode.WebviewPanel {
    return this.#panel;
  }

  /** Undefined until the view has shown something. */
  get inFront(): InFront | undefined {
    return this.#inFront;
  }

  command(command: ViewerCommand): void {
    this.#post({ type: 'command', command });
  }

  /** The frame and window in front, for the chat. */
  async givenImage(viewed = this.#inFront?.viewed): Promise<GivenImage | undefined> {
    const item = viewed && this.#item(viewed.itemId);
    return item && { source: await item.source(), frame: viewed.frame, ...(viewed.voi === undefined ? {} : { voi: viewed.voi }) };
  }

  /** The header of the image in front, for the status bar. Rejects with an `ImagingError`. */
  async headerInFront(): ReturnType<ViewerStack['header']> {
    const { item } = this.#inFront ?? {};
    const stack = item && this.#stackOf(item.id);
    if (stack === undefined) throw new Error('Nothing is in front yet.');
    return stack.header(item!);
  }

  dispose(): void {
    this.#ended.abort();
    this.#frames.end();
    this.#modelViews.end();
    this.#changes.dispose();
    this.#movedOn.dispose();
  }

  async #handle(message: FromViewer): Promise<void> {
    switch (message.type) {
      case 'ready': return this.#replay();
      case 'want': { this.#frames.want(message.frames); return; }
      case 'modelView': { this.#modelViews.ask(message.viewed); return; }
      case 'tags': return this.#sendTags(message.itemId);
      case 'ask': return this.#withImage(message.viewed, (image) => this.#services.chat.askQuestionAbout([image]));
      case 'addToChat': return this.#withImage(message.viewed, (image) => this.#services.chat.addImages([image]));
      case 'compare': return this.#compare();
      case 'closeRight': { this.#closeRight(); return; }
      case 'exportPng': return this.#export(message.itemId, message.frame, message.png);
      case 'copyText': return vscode.env.clipboard.writeText(message.text);
      case 'deidentify': { await vscode.commands.executeCommand('llavaMed.deidentify', this.#item(message.itemId)?.uri); return; }
      case 'viewing': { this.#noteInFront(message.viewed); return; }
    }
  }

  /** Tells a view that has (re)started what is open. */
  async #replay(): Promise<void> {
    // What was on its way to the view before may never arrive.
    this.#frames.end();
    this.#frames = this.#newQueue();
    if (!this.#stacks.has('left')) return this.#open('left', this.uri);
    for (const [pane, stack] of this.#stacks) this.#post({ type: 'opened', pane, stack: stack.shown });
  }

  async #open(pane: Pane, uri: vscode.Uri): Promise<void> {
    const stack = new ViewerStack(uri, this.#services.imaging);
    this.#stacks.set(pane, stack);
    this.#changes.watchFolderOf(uri);
    const [first] = stack.items;
    if (first !== undefined) await stack.count(first.id);
    if (this.#stacks.get(pane) !== stack) return;
    this.#post({ type: 'opened', pane, stack: stack.shown });
  }

  /** Once the first picture is there: it must not wait until a folder has been read. */
  async #growOnce(pane: Pane, stack: ViewerStack): Promise<void> {
    if (this.#grown.has(stack)) return;
    this.#grown.add(stack);
    try {
      const grew = await stack.grow(this.#ended.signal);
      if (grew && this.#stacks.get(pane) === stack) this.#post({ type: 'stackGrew', pane, stack: stack.shown });
    } catch (error) {
      // The image itself says what is wrong with it; without its series it is shown alone.
      if (!this.#ended.signal.aborted) this.#services.log.warn(`No series: ${failureForLog(error)}`);
    }
  }

  #newQueue(): FrameQueue<ToViewer> {
    return new FrameQueue<ToViewer>((key, signal) => this.#loadFrame(key, signal), (message) => this.#post(message));
  }

  async #loadFrame({ itemId, frame }: FrameKey, signal: AbortSignal): Promise<ToViewer | undefined> {
    const item = this.#item(itemId);
    if (item === undefined) return undefined;
    try {
      const [source, header] = [await item.source(), await this.#stackOf(itemId)!.header(item)];
      const image = await this.#services.imaging.frame(source, frame, signal);
      return { type: 'frame', itemId, frame, header, image: ownBuffers(image) };
    } catch (error) {
      if (signal.aborted) return undefined;
      this.#services.log.warn(`No frame: ${failureForLog(error)}`);
      return { type: 'frameFailed', itemId, frame, message: viewerFailure(error) };
    } finally {
      for (const [pane, stack] of this.#stacks) if (stack.item(itemId) !== undefined) void this.#growOnce(pane, stack);
    }
  }

  async #sendModelView(viewed: ViewedFrame, signal: AbortSignal): Promise<void> {
    try {
      const image = await this.givenImage(viewed);
      if (image === undefined) return;
      const view = await modelView(image, this.#services, signal);
      if (!signal.aborted) await this.#post({ type: 'modelView', viewed, view });
    } catch (error) {
      if (signal.aborted) return;
      this.#services.log.warn(`No model's view: ${failureForLog(error)}`);
      this.#post({ type: 'modelViewFailed', viewed, message: viewerFailure(error) });
    }
  }

  async #sendTags(itemId: string): Promise<void> {
    const item = this.#item(itemId);
    if (item === undefined) return;
    try {
      const rows = await this.#services.imaging.tags(await item.source(), this.#ended.signal);
      this.#post({ type: 'tags', itemId, rows });
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      this.#services.log.warn(`No tags: ${failureForLog(error)}`);
      this.#post({ type: 'tagsFailed', itemId, message: viewerFailure(error) });
    }
  }

  async #withImage(viewed: ViewedFrame, use: (image: GivenImage) => Promise<void>): Promise<void> {
    try {
      const image = await this.givenImage(viewed);
      if (image !== undefined) await use(image);
    } catch (error) {
      this.#fault(error);
    }
  }

  async #compare(): Promise<void> {
    const chosen = await chooseComparison(this, this.#others);
    if (chosen !== undefined) await this.#open('right', chosen);
  }

  #closeRight(): void {
    this.#stacks.delete('right');
    if (this.#inFront !== undefined && this.#item(this.#inFront.item.id) === undefined) this.#inFront = undefined;
    this.#post({ type: 'closedRight' });
  }

  async #export(itemId: string, frame: number, png: Uint8Array): Promise<void> {
    const item = this.#item(itemId);
    const modality = item && (await this.#stackOf(itemId)?.header(item).catch(() => undefined))?.modality;
    if (item !== undefined) await exportPng(item, modality, frame, png);
  }

  #noteInFront(viewed: ViewedFrame): void {
    const item = this.#item(viewed.itemId);
    if (item === undefined) return;
    this.#inFront = { item, viewed };
    this.#movedOn.fire();
  }

  #fileChanged(uri: vscode.Uri, gone: boolean): void {
    for (const [pane, stack] of this.#stacks) {
      const item = stack.items.find((each) => each.uri.fsPath === uri.fsPath);
      if (item === undefined) continue;
      if (gone) {
        this.#post({ type: 'said', message: `${item.name} has been deleted or moved. What is shown is how it was.` });
        continue;
      }
      this.#frames.drop(item.id);
      void stack.count(item.id).then((other) => {
        if (other) this.#post({ type: 'stackGrew', pane, stack: stack.shown });
        this.#post({ type: 'changed', itemId: item.id });
      });
    }
  }

  #item(id: string): ViewerItem | undefined {
    return this.#stackOf(id)?.item(id);
  }

  #stackOf(id: string): ViewerStack | undefined {
    return [...this.#stacks.values()].find((stack) => stack.item(id) !== undefined);
  }

  /** What has no place in the view of its own, such as a failed save. */
  #fault(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    this.#services.log.error(`A request of the image viewer failed: ${failureForLog(error)}`);
    this.#post({ type: 'said', message: viewerFailure(error) });
  }

  #post(message: ToViewer): Thenable<boolean> {
    return this.#ended.signal.aborted ? Promise.resolve(false) : this.#panel.webview.postMessage(message);
  }
}
