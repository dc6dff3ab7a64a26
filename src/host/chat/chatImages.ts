import { randomUUID } from 'node:crypto';
import { type AttachedImage, THUMBNAIL_SIDE } from '../../conversation/conversation.ts';
import type { DisplayImage, ImageSource, Imaging } from '../../imaging/imaging.ts';
import { ImagingError, sourceName } from '../../imaging/imagingErrors.ts';
import type { ModelImage } from '../../protocol/engine.ts';
import type { Picture } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { refuseHuge } from '../images/imageSource.ts';
import type { ChatStore } from './chatStore.ts';

/** Longest side of the enlarged picture in the chat, pixels. */
const PREVIEW_SIDE = 640;

/** The images of the chat as pixels: decoded when they are attached, and again after a reload when they are first needed. */
export class ChatImages {
  readonly #imaging: Imaging;
  readonly #store: ChatStore;
  readonly #displayed = new Map<string, Promise<DisplayImage>>();

  constructor(imaging: Imaging, store: ChatStore) {
    this.#imaging = imaging;
    this.#store = store;
  }

  /** Decodes an image that was given to the chat, and keeps its bytes when it has no file. Rejects with an `ImagingError`. */
  async attach({ source, frame = 0, voi }: GivenImage, signal: AbortSignal): Promise<AttachedImage> {
    if (source.kind === 'bytes') refuseHuge(sourceName(source), source.bytes.length);
    const display = await this.#imaging.decode(source, { frame, voi }, signal);
    const thumbnail = await this.#imaging.thumbnail(display, THUMBNAIL_SIDE, signal);
    const id = randomUUID();
    const origin = source.kind === 'file' ? source : await this.#store.keep(id, source.name, source.bytes);
    this.#displayed.set(id, Promise.resolve(display));
    return {
      id,
      name: sourceName(source),
      origin,
      format: display.format,
      width: display.width,
      height: display.height,
      frames: display.frames,
      ...(frame === 0 ? {} : { frame }),
      ...(voi === undefined ? {} : { voi }),
      ...(display.window === undefined ? {} : { window: display.window }),
      ...(display.modality === undefined ? {} : { modality: display.modality }),
      fileSha256: display.fileSha256,
      ...(display.sopInstanceHash === undefined ? {} : { sopInstanceHash: display.sopInstanceHash }),
      notes: [...display.notes],
      thumbnail: `data:image/png;base64,${Buffer.from(thumbnail).toString('base64')}`,
      active: true,
    };
  }

  /** The pixels of an attached image. Rejects with an `ImagingError`, also when its file is not the same any more. */
  display(image: AttachedImage, signal?: AbortSignal): Promise<DisplayImage> {
    const known = this.#displayed.get(image.id);
    if (known !== undefined) return known;
    const reading = this.#readAgain(image, signal);
    this.#displayed.set(image.id, reading);
    reading.catch(() => this.#displayed.delete(image.id));
    return reading;
  }

  sourceOf(image: AttachedImage): ImageSource & { readonly kind: 'file' } {
    return this.#store.sourceOf(image);
  }

  /** An RGB picture as PNG, no larger than the chat can show. */
  async picture(image: Pick<ModelImage, 'width' | 'height' | 'rgb'>): Promise<Picture> {
    // a Buffer, though an Uint8Array too, would not cross to the view as bytes
    const png = new Uint8Array(await this.#imaging.thumbnail(image, PREVIEW_SIDE));
    return { png, width: image.width, height: image.height };
  }

  /** Lets go of the pixels; they are decoded again when they are needed. */
  release(imageId: string): void {
    this.#displayed.delete(imageId);
  }

  /** Lets go of the pixels and of kept bytes. */
  async forget(imageId: string): Promise<void> {
    this.#displayed.delete(imageId);
    await this.#store.forget(imageId);
  }

  async #readAgain(image: AttachedImage, signal: AbortSignal | undefined): Promise<DisplayImage> {
    const display = await this.#imaging.decode(this.#store.sourceOf(image), { frame: image.frame ?? 0, voi: image.voi }, signal);
    if (display.fileSha256 !== image.fileSha256) {
      throw new ImagingError('corrupt', `${image.name} has changed since it was added to the chat. Remove it here and add it again.`);
    }
    return display;
  }
}
