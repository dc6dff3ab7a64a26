import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ImageHeader } from '../../display/imageHeader.ts';
import {
  type FromViewer,
  type ToViewer,
  type ViewedFrame,
  type ViewerCommand,
  parseFromViewer,
} from '../../protocol/viewer.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { studyPlace } from '../images/studyUri.ts';
import { openPage } from '../views/openPage.ts';
import { chooseComparison } from './chooseComparison.ts';
import { exportPng } from './exportPng.ts';
import { type FrameKey, FrameQueue } from './frameQueue.ts';
import { LatestOnly } from './latestOnly.ts';
import { modelView } from './modelView.ts';
import type { InFront, OpenViewer } from './openViewer.ts';
import type { OpenViewers } from './openViewers.ts';
import { ownBuffers } from './ownBuffers.ts';
import { viewerFailure } from './viewerFailure.ts';
import type { ViewerServices } from './viewerServices.ts';
import type { ViewerItem } from './viewerStack.ts';
import { ViewerStacks } from './viewerStacks.ts';

/**
 * One editor that shows an image: what its view asks for, and what the view is told. The view is disposable: it says
 * `ready` and asks again.
 */
export class ImageViewer implements OpenViewer {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #services: ViewerServices;
  readonly #others: OpenViewers;
  readonly #stacks: ViewerStacks;
  readonly #modelViews = new LatestOnly<ViewedFrame>((viewed, signal) => this.#sendModelView(viewed, signal));
  readonly #ended = new AbortController();
  readonly #movedOn = new vscode.EventEmitter<void>();
  #frames = this.#newQueue();
  #inFront: InFront | undefined;

  readonly onDidMoveOn = this.#movedOn.event;

  constructor(uri: vscode.Uri, panel: vscode.WebviewPanel, services: ViewerServices, others: OpenViewers) {
    this.uri = uri;
    this.panel = panel;
    this.#services = services;
    this.#others = others;
    this.#stacks = new ViewerStacks(services.imaging, {
      tell: (message) => {
        void this.#post(message);
      },
      onChanging: (itemId) => {
        this.#frames.drop(itemId);
      },
      warn: (line) => {
        services.log.warn(line);
      },
    });
    const { webview } = panel;
    webview.onDidReceiveMessage((message: unknown) => {
      this.#handle(parseFromViewer(message)).catch((error: unknown) => {
        this.#fault(error);
      });
    });
    openPage(webview, services.extensionUri, {
      name: 'viewer',
      title: t`LLaVA-Med Image Viewer`,
      worker: 'viewerWorker.js',
    });
  }

  get inFront(): InFront | undefined {
    return this.#inFront;
  }

  command(command: ViewerCommand): void {
    void this.#post({ type: 'command', command });
  }

  async givenImage(viewed = this.#inFront?.viewed): Promise<GivenImage | undefined> {
    const item = viewed && this.#stacks.item(viewed.itemId);
    const slice = item && this.#stacks.slice(item, viewed.frame);
    return (
      item && {
        source: await item.source(),
        frame: viewed.frame,
        ...(slice === undefined ? {} : { slice }),
        ...(viewed.voi === undefined ? {} : { voi: viewed.voi }),
      }
    );
  }

  header(item: ViewerItem): Promise<ImageHeader> {
    return this.#stacks.header(item);
  }

  dispose(): void {
    this.#ended.abort();
    this.#frames.end();
    this.#modelViews.end();
    this.#stacks.dispose();
    this.#movedOn.dispose();
  }

  async #handle(message: FromViewer): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#replay();
      case 'want': {
        this.#frames.want(message.frames);
        return;
      }
      case 'modelView': {
        this.#modelViews.ask(message.viewed);
        return;
      }
      case 'tags':
        return this.#sendTags(message.itemId);
      case 'ask':
        return this.#withImage(message.viewed, (image) => this.#services.chat.askQuestionAbout([image]));
      case 'askRegion': {
        const { region } = message;
        return this.#withImage(message.viewed, (image) => this.#services.chat.addImages([image, { ...image, region }]));
      }
      case 'addToChat':
        return this.#withImage(message.viewed, (image) => this.#services.chat.addImages([image]));
      case 'compare':
        return this.#compare();
      case 'closeRight': {
        this.#closeRight();
        return;
      }
      case 'exportPng':
        return this.#export(message.itemId, message.frame, message.png);
      case 'copyText':
        return vscode.env.clipboard.writeText(message.text);
      case 'deidentify': {
        const item = this.#stacks.item(message.itemId);
        if (item !== undefined && studyPlace(item.uri) !== undefined)
          throw new ImagingError(
            'notDeidentified',
            t`${item.name} is inside a ZIP. Unpack it first, then de-identify.`,
          );
        await vscode.commands.executeCommand('llavaMed.deidentify', item?.uri);
        return;
      }
      case 'viewing': {
        this.#noteInFront(message.viewed);
        return;
      }
    }
  }

  async #replay(): Promise<void> {
    // What was on its way to the view before may never arrive.
    this.#frames.end();
    this.#frames = this.#newQueue();
    if (!this.#stacks.replay()) await this.#stacks.open('left', this.uri);
  }

  #newQueue(): FrameQueue<ToViewer> {
    return new FrameQueue<ToViewer>(
      (key, signal) => this.#loadFrame(key, signal),
      (message) => this.#post(message),
    );
  }

  async #loadFrame({ itemId, frame }: FrameKey, signal: AbortSignal): Promise<ToViewer | undefined> {
    const item = this.#stacks.item(itemId);
    if (item === undefined) return undefined;
    try {
      const [source, header] = [await item.source(), await this.#stacks.header(item)];
      const image = await this.#services.imaging.frame(source, frame, signal);
      return { type: 'frame', itemId, frame, header, image: ownBuffers(image) };
    } catch (error) {
      if (signal.aborted) return undefined;
      this.#services.log.warn(`No frame: ${failureForLog(error)}`);
      return { type: 'frameFailed', itemId, frame, message: viewerFailure(error) };
    } finally {
      void this.#stacks.growOf(itemId);
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
      void this.#post({ type: 'modelViewFailed', viewed, message: viewerFailure(error) });
    }
  }

  async #sendTags(itemId: string): Promise<void> {
    const item = this.#stacks.item(itemId);
    if (item === undefined) return;
    try {
      const rows = await this.#services.imaging.tags(await item.source(), this.#ended.signal);
      void this.#post({ type: 'tags', itemId, rows });
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      this.#services.log.warn(`No tags: ${failureForLog(error)}`);
      void this.#post({ type: 'tagsFailed', itemId, message: viewerFailure(error) });
    }
  }

  async #withImage(viewed: ViewedFrame, use: (image: GivenImage) => Promise<void>): Promise<void> {
    const image = await this.givenImage(viewed);
    if (image !== undefined) await use(image);
  }

  async #compare(): Promise<void> {
    const chosen = await chooseComparison(this, this.#others);
    if (chosen !== undefined) await this.#stacks.open('right', chosen);
  }

  #closeRight(): void {
    this.#stacks.close('right');
    if (this.#inFront !== undefined && this.#stacks.item(this.#inFront.item.id) === undefined)
      this.#inFront = undefined;
    void this.#post({ type: 'closedRight' });
  }

  async #export(itemId: string, frame: number, png: Uint8Array): Promise<void> {
    const item = this.#stacks.item(itemId);
    if (item !== undefined) await exportPng(item, (await this.#stacks.header(item)).modality, frame, png);
  }

  #noteInFront(viewed: ViewedFrame): void {
    const item = this.#stacks.item(viewed.itemId);
    if (item === undefined) return;
    this.#inFront = { item, viewed };
    this.#movedOn.fire();
  }

  /** What has no place in the view of its own, such as a failed save. */
  #fault(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    this.#services.log.error(`A request of the image viewer failed: ${failureForLog(error)}`);
    void this.#post({ type: 'said', message: viewerFailure(error) });
  }

  /** False when the view is not there to hear it. */
  async #post(message: ToViewer): Promise<boolean> {
    if (this.#ended.signal.aborted) return false;
    try {
      return await this.panel.webview.postMessage(message);
    } catch {
      return false; // it is being closed
    }
  }
}
