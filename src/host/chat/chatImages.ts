import { randomUUID } from 'node:crypto';
import { type AttachedImage, THUMBNAIL_SIDE } from '../../conversation/conversation.ts';
import { SharedWork } from '../../assistant/sharedWork.ts';
import type { DecodeOptions, DisplayImage, Imaging, PlacedSource } from '../../imaging/imaging.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { ImagePreparation, ModelImage } from '../../protocol/engine.ts';
import type { Picture } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { refuseHuge } from '../images/imageSource.ts';
import type { ChatStore } from './chatStore.ts';

/** Longest side of the enlarged picture in the chat, pixels. */
const PREVIEW_SIDE = 640;

/**
 * The images of the chat as pixels: what the model gets of them is kept, a few hundred kB each; what a person sees is
 * decoded when it is asked for.
 */
export class ChatImages {
  readonly #imaging: Imaging;
  readonly #store: ChatStore;
  readonly #seen = new Map<string, { readonly key: string; readonly pixels: SharedWork<ModelImage> }>();

  constructor(imaging: Imaging, store: ChatStore) {
    this.#imaging = imaging;
    this.#store = store;
  }

  /**
   * Decodes an image that was given to the chat, and keeps its bytes when it has no file. Rejects with an
   * `ImagingError`.
   */
  async attach({ source, frame = 0, slice, voi }: GivenImage, signal: AbortSignal): Promise<AttachedImage> {
    if (source.kind === 'bytes') refuseHuge(sourceName(source), source.bytes.length);
    const display = await this.#imaging.decode(source, { frame, voi }, signal);
    const thumbnail = await this.#imaging.thumbnail(display, THUMBNAIL_SIDE, signal);
    const id = randomUUID();
    const origin = source.kind === 'bytes' ? await this.#store.keep(id, source.name, source.bytes) : source;
    return {
      id,
      name: sourceName(source),
      origin,
      format: display.format,
      width: display.width,
      height: display.height,
      frames: display.frames,
      ...(frame === 0 ? {} : { frame }),
      ...(slice === undefined ? {} : { slice }),
      ...(voi === undefined ? {} : { voi }),
      ...(display.window === undefined ? {} : { window: display.window }),
      ...(display.modality === undefined ? {} : { modality: display.modality }),
      ...(display.bodyPart === undefined ? {} : { bodyPart: display.bodyPart }),
      ...(display.laterality === undefined ? {} : { laterality: display.laterality }),
      fileSha256: display.fileSha256,
      ...(display.sopInstanceHash === undefined ? {} : { sopInstanceHash: display.sopInstanceHash }),
      notes: [...display.notes],
      ...(display.phantom === undefined ? {} : { phantom: display.phantom }),
      thumbnail: `data:image/png;base64,${Buffer.from(thumbnail).toString('base64')}`,
      active: true,
    };
  }

  /**
   * An attached image as displayed, decoded anew. Rejects with an `ImagingError`, also when its file is not the same
   * any more.
   */
  async display(image: AttachedImage, signal?: AbortSignal): Promise<DisplayImage> {
    const display = await this.#imaging.decode(this.#store.sourceOf(image), viewOf(image), signal);
    refuseChanged(image, display.fileSha256);
    return display;
  }

  /**
   * The very pixels that a model gets of an attached image, kept while the image is in use. Rejects as `display` does.
   */
  seen(image: AttachedImage, preparation: ImagePreparation, signal?: AbortSignal): Promise<ModelImage> {
    const key = JSON.stringify(preparation);
    const known = this.#seen.get(image.id);
    if (known?.key === key && !known.pixels.isLost) return known.pixels.join(signal);
    const pixels = new SharedWork((work) => this.#prepare(image, preparation, work));
    this.#seen.set(image.id, { key, pixels });
    return pixels.join(signal);
  }

  sourceOf(image: AttachedImage): PlacedSource {
    return this.#store.sourceOf(image);
  }

  /** An RGB picture as PNG, no larger than the chat can show. */
  async picture(image: Pick<ModelImage, 'width' | 'height' | 'rgb'>): Promise<Picture> {
    // a Buffer, though an Uint8Array too, would not cross to the view as bytes
    const png = new Uint8Array(await this.#imaging.thumbnail(image, PREVIEW_SIDE));
    return { png, width: image.width, height: image.height };
  }

  /** Lets go of the pixels; they are prepared again when they are needed. */
  release(imageId: string): void {
    this.#seen.delete(imageId);
  }

  /** Lets go of the pixels and of kept bytes. */
  async forget(imageId: string): Promise<void> {
    this.#seen.delete(imageId);
    await this.#store.forget(imageId);
  }

  async #prepare(image: AttachedImage, preparation: ImagePreparation, signal: AbortSignal): Promise<ModelImage> {
    const source = this.#store.sourceOf(image);
    refuseChanged(image, (await this.#imaging.header(source, signal)).fileSha256);
    return this.#imaging.prepare(source, viewOf(image), preparation, signal);
  }
}

function viewOf({ frame = 0, voi }: AttachedImage): DecodeOptions {
  return { frame, voi };
}

function refuseChanged({ name, fileSha256 }: AttachedImage, now: string): void {
  if (now !== fileSha256)
    throw new ImagingError(
      'corrupt',
      `${name} has changed since it was added to the chat. Remove it here and add it again.`,
    );
}
