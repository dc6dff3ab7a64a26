import { t } from '@vscode/l10n';
import { nothing, render } from 'lit-html';
import { createRef } from 'lit-html/directives/ref.js';
import type { Region } from '../../src/display/region.ts';
import type { ViewState } from '../../src/protocol/webview.ts';
import { AskedView } from './askedView.ts';
import { BlobUrls } from './blobUrls.ts';
import { imageFacts } from './imageFacts.ts';
import { type DialogEvents, lightboxDialog } from './lightboxDialog.ts';
import { type Size, type Stage, needsEveryPixel, placed, scaleOf, toStage, zoomPercent } from './lightboxGeometry.ts';
import { type LightboxCommand, lightboxCommand } from './lightboxKeys.ts';
import { type LightboxTab, lightboxStage, placeOn } from './lightboxStage.ts';
import { Looking } from './looking.ts';
import { type NumberedImage, numberedImages } from './numberedImages.ts';
import type { Preview } from './preview.ts';
import { regionSizeText } from './regionDrawing.ts';
import { StagePointers } from './stagePointers.ts';
import type { ImageView } from './viewControls.ts';

export interface LightboxEvents {
  onOpen(imageId: string): void;
  onClose(): void;
  onFullPicture(imageId: string): void;
  onSetView(imageId: string, view: ImageView): void;
  onAddRegion(imageId: string, region: Region): void;
  onOpenInViewer(imageId: string): void;
}

interface Shown {
  readonly images: readonly NumberedImage[];
  /** Its place in them. */
  readonly index: number;
  readonly numbered: NumberedImage;
  readonly preview: Preview;
  readonly waits: boolean;
}

/**
 * An image of the conversation large, over the chat: zoom and pan, every pixel, what the model sees, the frame and window
 * of one that waits, and a rectangle to ask about. It draws itself: panning does not draw the chat anew.
 */
export class Lightbox {
  readonly #root = document.createElement('div');
  readonly #dialog = createRef<HTMLDialogElement>();
  readonly #stage = createRef<HTMLElement>();
  readonly #urls = new BlobUrls();
  readonly #events: LightboxEvents;
  readonly #resized = new ResizeObserver(() => {
    this.#render();
  });
  #shown: Shown | undefined;
  #tab: LightboxTab = 'shown';
  #looking = new Looking({ width: 1, height: 1 });
  #fullAsked = false;
  readonly #asked = new AskedView((view) => {
    if (this.#shown !== undefined) this.#events.onSetView(this.#shown.numbered.image.id, view);
  });
  readonly #pointers = new StagePointers({
    onStart: (at) => {
      this.#looking.startDrag(at, this.#measured());
    },
    onDrag: (at, by) => {
      this.#looking.drag(at, by, this.#measured());
      this.#render();
    },
    onEnd: () => {
      this.#looking.endDrag();
    },
    onZoom: (factor, about, by) => {
      this.#looking.zoom(factor, about, by, this.#measured());
      this.#render();
    },
  });

  constructor(parent: HTMLElement, events: LightboxEvents) {
    this.#events = events;
    parent.append(this.#root);
  }

  get isOpen(): boolean {
    return this.#shown !== undefined;
  }

  /** The picture that it opens with, and stays on after a step to another image. */
  showTab(tab: LightboxTab): void {
    this.#tab = tab;
    this.#looking = new Looking(this.#size());
    this.#render();
  }

  /** Brings it in line with the chat: opens it, closes it, shows what has come. */
  show(state: ViewState | undefined, preview: Preview | undefined): void {
    const images = state === undefined ? [] : numberedImages(state);
    const index = images.findIndex(({ image }) => image.id === preview?.imageId);
    const numbered = images[index];
    const before = this.#shown;
    if (state === undefined || preview === undefined || numbered === undefined) {
      this.#shown = undefined;
      if (before !== undefined) this.#close();
      return;
    }
    const { id } = numbered.image;
    this.#shown = { images, index, numbered, preview, waits: state.pending.includes(id) };
    const isOther = before?.numbered.image.id !== id;
    const { width, height } = this.#size();
    const { picture } = this.#looking;
    if (isOther || picture.width !== width || picture.height !== height) this.#looking = new Looking({ width, height });
    if (isOther || preview.stale === true || preview.failure !== undefined) this.#fullAsked = false;
    const failed = preview.failure !== undefined && preview.failure !== before?.preview.failure;
    if (isOther || failed) this.#asked.forget();
    else this.#asked.settle(numbered.image);
    this.#render();
    if (before === undefined) this.#open();
  }

  #open(): void {
    this.#dialog.value?.showModal();
    if (this.#stage.value !== undefined) this.#resized.observe(this.#stage.value);
  }

  /** The dialog gives the focus back to where it was. */
  #close(): void {
    this.#asked.forget();
    this.#resized.disconnect();
    this.#dialog.value?.close();
    this.#urls.keepOnly([]);
    render(nothing, this.#root);
  }

  #size(): Size {
    const picture = this.#shown?.preview[this.#tab];
    if (picture !== undefined && picture.width > 0 && picture.height > 0) return picture;
    return this.#shown?.numbered.image ?? { width: 1, height: 1 };
  }

  #measured(): Stage {
    const { clientWidth = 1, clientHeight = 1 } = this.#stage.value ?? {};
    const stage = { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
    return { picture: this.#looking.picture, stage, pixelRatio: window.devicePixelRatio };
  }

  #render(): void {
    if (this.#shown === undefined) return;
    const { images, index, numbered, preview, waits } = this.#shown;
    const { image } = numbered;
    const marking = this.#looking.region !== undefined;
    const tab = this.#tab;
    const picture = tab === 'shown' ? (preview.full ?? preview.shown) : preview.seen;
    this.#urls.keepOnly([preview.shown, preview.seen, preview.full].flatMap((each) => each?.png ?? []));
    const stage = lightboxStage(
      {
        tab,
        url: picture === undefined ? undefined : this.#urls.of(picture.png),
        caption: this.#caption(),
        name: image.name,
        marking,
        stale: preview.stale === true,
      },
      this.#stage,
      this.#pointers,
      () => {
        this.#place();
      },
    );
    const parts = {
      image,
      number: index + 1,
      of: images.length,
      tab,
      marking,
      canMark: tab === 'shown' && image.montage === undefined,
      view: waits ? this.#asked.of(image) : undefined,
      failure: preview.failure,
      status: this.#status(),
      facts: imageFacts(numbered),
      stage,
    };
    render(lightboxDialog(parts, this.#dialog, this.#dialogEvents), this.#root);
    this.#place();
  }

  #caption(): string {
    const { width, height } = this.#size();
    if (this.#tab === 'shown') return t`As displayed, ${width}×${height}`;
    if (this.#shown?.preview.seen === undefined) return t`What the model sees`;
    return t`What the model sees, ${width}×${height}`;
  }

  #status(): string {
    const { region, picture, view } = this.#looking;
    if (region !== undefined) return regionSizeText(region, picture);
    if (this.#fullAsked && this.#shown?.preview.full === undefined && this.#tab === 'shown')
      return t`Loading every pixel…`;
    return t`Zoom ${zoomPercent(view, this.#measured())} %`;
  }

  #place(): void {
    const element = this.#stage.value;
    if (element === undefined) return;
    const stage = this.#measured();
    const { view, region } = this.#looking;
    const each = scaleOf(view, stage) * stage.pixelRatio;
    placeOn(element, placed(view, stage), region === undefined ? undefined : toStage(region, view, stage), each);
    this.#askForEveryPixel(element, stage);
  }

  #askForEveryPixel(element: HTMLElement, stage: Stage): void {
    if (this.#fullAsked || this.#shown === undefined || this.#tab !== 'shown') return;
    const { preview, numbered } = this.#shown;
    const across = element.querySelector('img')?.naturalWidth ?? 0;
    if (preview.full !== undefined || preview.stale === true || preview.failure !== undefined || across === 0) return;
    if (!needsEveryPixel(this.#looking.view, across, stage)) return;
    this.#fullAsked = true;
    this.#events.onFullPicture(numbered.image.id);
    this.#render();
  }

  #perform(command: LightboxCommand): void {
    if (command.do === 'step') this.#step(command.by);
    else if (command.do === 'takeRegion') this.#takeRegion();
    else this.#looking.perform(command, this.#measured());
    this.#render();
    // Its button may have gone, and the focus with it.
    if (command.do === 'leaveRegion') this.#stage.value?.focus();
  }

  #step(by: 1 | -1): void {
    if (this.#shown === undefined || this.#shown.images.length < 2) return;
    const { images, index } = this.#shown;
    const next = images[(index + by + images.length) % images.length];
    if (next !== undefined) this.#events.onOpen(next.image.id);
  }

  #takeRegion(): void {
    const { region } = this.#looking;
    if (region === undefined || this.#shown === undefined) return;
    this.#events.onAddRegion(this.#shown.numbered.image.id, region);
  }

  #onKey(event: KeyboardEvent): void {
    const { target } = event;
    // The chat's own keys are not for what lies under the dialog.
    if (((event.ctrlKey || event.metaKey) && /^[fz]$/i.test(event.key)) || event.key === 'F3') event.stopPropagation();
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    const marking = this.#looking.region !== undefined;
    if (isField && !(marking && event.key === 'Escape')) {
      // The field gives back what stood in it; that is no wish to close.
      if (event.key === 'Escape' && target instanceof HTMLInputElement && target.type === 'text')
        event.preventDefault();
      return;
    }
    const zoomed = this.#looking.isZoomed(this.#measured());
    const command = lightboxCommand(event, { marking, zoomed, onStage: target === this.#stage.value });
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the editor has keys of its own
    this.#perform(command);
  }

  readonly #dialogEvents: DialogEvents = {
    onKey: (event) => {
      this.#onKey(event);
    },
    onClosed: () => {
      if (this.#shown !== undefined) this.#events.onClose();
    },
    onTab: (tab) => {
      if (tab !== this.#tab) this.showTab(tab);
    },
    onStep: (by) => {
      this.#step(by);
    },
    onZoom: (to) => {
      this.#perform({ do: to });
    },
    onMark: () => {
      this.#looking.mark(this.#looking.region === undefined);
      this.#render();
      this.#stage.value?.focus();
    },
    onTakeRegion: () => {
      this.#takeRegion();
    },
    onOpenInViewer: () => {
      if (this.#shown !== undefined) this.#events.onOpenInViewer(this.#shown.numbered.image.id);
    },
    onView: (view, settled) => {
      this.#asked.ask(view, settled);
      this.#render();
    },
  };
}
