import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ImageHeader } from '../../display/imageHeader.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import type { Pane, ToViewer } from '../../protocol/viewer.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { studyPlace } from '../images/studyUri.ts';
import { FileChanges } from './fileChanges.ts';
import { type ViewerItem, ViewerStack } from './viewerStack.ts';

export interface StackEvents {
  tell(message: ToViewer): void;
  /** The file is being written: what was read of it is no longer true. */
  onChanging(itemId: string): void;
  warn(line: string): void;
}

/** What a viewer has open: a stack for each pane, grown to its series and kept true to the disk. */
export class ViewerStacks implements vscode.Disposable {
  readonly #imaging: Imaging;
  readonly #events: StackEvents;
  readonly #stacks = new Map<Pane, ViewerStack>();
  readonly #grown = new WeakSet<ViewerStack>();
  readonly #changes = new FileChanges((uri, gone) => {
    this.#fileChanged(uri, gone);
  });
  readonly #ended = new AbortController();

  constructor(imaging: Imaging, events: StackEvents) {
    this.#imaging = imaging;
    this.#events = events;
  }

  /** Tells a view that has (re)started what is open; false when nothing is yet. */
  replay(): boolean {
    for (const [pane, stack] of this.#stacks) this.#events.tell({ type: 'opened', pane, stack: stack.shown });
    return this.#stacks.size > 0;
  }

  async open(pane: Pane, uri: vscode.Uri): Promise<void> {
    const stack = new ViewerStack(uri, this.#imaging);
    this.#stacks.set(pane, stack);
    const place = studyPlace(uri);
    this.#changes.watchFolderOf(place === undefined ? uri : vscode.Uri.file(place.source.path));
    const [first] = stack.items;
    if (first !== undefined) await stack.count(first.id);
    if (this.#stacks.get(pane) === stack) this.#events.tell({ type: 'opened', pane, stack: stack.shown });
  }

  close(pane: Pane): void {
    this.#stacks.delete(pane);
  }

  /** Finds the series of an image, once its first picture is there: that must not wait until a folder has been read. */
  async growOf(itemId: string): Promise<void> {
    for (const [pane, stack] of this.#stacks) {
      if (stack.item(itemId) === undefined || this.#grown.has(stack)) continue;
      this.#grown.add(stack);
      try {
        const grew = await stack.grow(this.#ended.signal);
        if (!grew || this.#stacks.get(pane) !== stack) continue;
        this.#events.tell({ type: 'stackGrew', pane, stack: stack.shown });
        if (stack.copies > 0) this.#events.tell({ type: 'said', message: copiesText(stack.copies) });
      } catch (error) {
        // The image itself says what is wrong with it; without its series it is shown alone.
        if (!this.#ended.signal.aborted) this.#events.warn(`No series: ${failureForLog(error)}`);
      }
    }
  }

  item(id: string): ViewerItem | undefined {
    return this.#stackOf(id)?.item(id);
  }

  /** Its place in its stack. */
  slice(item: ViewerItem, frame: number): GivenImage['slice'] {
    return this.#stackOf(item.id)?.slice(item, frame);
  }

  /** Rejects with an `ImagingError`. */
  async header(item: ViewerItem): Promise<ImageHeader> {
    const stack = this.#stackOf(item.id);
    if (stack === undefined) throw new Error('The image was closed meanwhile.');
    return stack.header(item);
  }

  dispose(): void {
    this.#ended.abort();
    this.#changes.dispose();
  }

  #stackOf(id: string): ViewerStack | undefined {
    return [...this.#stacks.values()].find((stack) => stack.item(id) !== undefined);
  }

  #fileChanged(uri: vscode.Uri, gone: boolean): void {
    for (const [pane, stack] of this.#stacks) {
      const item = stack.items.find((each) => each.uri.fsPath === uri.fsPath);
      if (item === undefined) continue;
      if (studyPlace(item.uri) !== undefined) {
        const message = t`${basename(uri.fsPath)} has changed. What is shown is how it was; close it and open it again.`;
        this.#events.tell({ type: 'said', message });
        continue;
      }
      if (gone) {
        this.#events.tell({
          type: 'said',
          message: t`${item.name} has been deleted or moved. What is shown is how it was.`,
        });
        continue;
      }
      this.#events.onChanging(item.id);
      void stack.count(item.id).then((other) => {
        if (other) this.#events.tell({ type: 'stackGrew', pane, stack: stack.shown });
        this.#events.tell({ type: 'changed', itemId: item.id });
      });
    }
  }
}

function copiesText(copies: number): string {
  return copies === 1
    ? t`One file of this series is a copy of an image that is in it already. Each is counted; remove the copies from the folder if you do not want them.`
    : t`${copies} files of this series are copies of an image that is in it already. Each is counted; remove the copies from the folder if you do not want them.`;
}
