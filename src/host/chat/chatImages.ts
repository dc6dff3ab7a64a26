import { t } from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { SharedWork } from '../../assistant/sharedWork.ts';
import type { ChatStore } from '../../chats/chatStore.ts';
import { type AttachedImage, THUMBNAIL_SIDE } from '../../conversation/attachedImage.ts';
import type { Region } from '../../display/region.ts';
import type { DisplayImage, ImageSource, Imaging } from '../../imaging/imaging.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { ImagePreparation, ModelImage } from '../../protocol/engine.ts';
import type { Picture } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { refuseHuge } from '../images/imageSource.ts';
import { chosenOf, factsOf, givenChoice, viewOf } from './attachedFacts.ts';
import { type ImageStore, keepOrigin, placedSource, type PlacedImage, sourceAgain } from './imageOrigin.ts';

/** Longest side of the enlarged picture in the chat, pixels. */
const PREVIEW_SIDE = 640;

type Rgb = Pick<ModelImage, 'width' | 'height' | 'rgb'>;

/**
 * The images of the chat as pixels: what the model gets of them is kept, a few hundred kB each; what a person sees is
 * decoded when it is asked for.
 */
export class ChatImages {
  readonly #imaging: Imaging;
  readonly #store: ImageStore & Pick<ChatStore, 'forget'>;
  readonly #seen = new Map<string, { readonly key: string; readonly pixels: SharedWork<ModelImage> }>();

  constructor(imaging: Imaging, store: ImageStore & Pick<ChatStore, 'forget'>) {
    this.#imaging = imaging;
    this.#store = store;
  }

  /**
   * Decodes an image that was given to the chat, and keeps the bytes of what has no file. Rejects with an
   * `ImagingError`.
   */
  async attach(given: GivenImage, signal: AbortSignal): Promise<AttachedImage> {
    const { source } = given;
    refuseHugeBytes(source);
    const display = await this.#imaging.decode(source, viewOf(given), signal);
    const thumbnail = await this.#thumbnail(display, signal);
    const id = randomUUID();
    const origin = await keepOrigin(this.#store, id, source);
    const name = sourceName(source);
    return { id, name, origin, ...chosenOf(given, display), ...factsOf(display), thumbnail, active: true };
  }

  /**
   * An attached image in another frame or window, in the same place of the conversation; without a window: as its file
   * says. Rejects as `display` does.
   */
  async withView(
    image: AttachedImage,
    { frame = image.frame ?? 0, voi }: Pick<GivenImage, 'frame' | 'voi'>,
    signal?: AbortSignal,
  ): Promise<AttachedImage> {
    const { id, name, origin, role, damageAccepted, active, slice } = image;
    const by = frame - (image.frame ?? 0);
    const chosen = {
      ...givenChoice(image),
      source: this.sourceOf(image),
      frame,
      voi,
      ...(slice === undefined ? {} : { slice: { ...slice, number: slice.number + by } }),
    };
    const display = await this.#imaging.decode(chosen.source, viewOf(chosen), signal);
    refuseChanged(image, display.fileSha256);
    return {
      id,
      name,
      origin,
      ...(role === undefined ? {} : { role }),
      ...chosenOf(chosen, display),
      ...factsOf(display),
      // what a person has accepted is what that frame looks like
      ...(damageAccepted === undefined || by !== 0 ? {} : { damageAccepted }),
      thumbnail: await this.#thumbnail(display, signal),
      active,
    };
  }

  /** A part of an attached image, which may be a part itself: `region` in pixels of what is shown of it. As `givenOf`. */
  async partOf(image: AttachedImage, region: Region): Promise<GivenImage> {
    const { x = 0, y = 0 } = image.region ?? {};
    return { ...(await givenOf(image, this.#store)), region: { ...region, x: x + region.x, y: y + region.y } };
  }

  /**
   * An attached image as displayed, decoded anew. Rejects with an `ImagingError`, also when its file is not the same
   * any more.
   */
  async display(image: AttachedImage, signal?: AbortSignal): Promise<DisplayImage> {
    const display = await this.#imaging.decode(this.sourceOf(image), viewOf(image), signal);
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

  /** Where it is read from; a montage has several places, and no file of its own. */
  sourceOf(image: AttachedImage): PlacedImage {
    return placedSource(this.#store, image);
  }

  /** An RGB picture as PNG: no larger than the chat shows at first, or with every pixel. */
  async picture(image: Rgb, size: 'preview' | 'full' = 'preview'): Promise<Picture> {
    const { width, height } = image;
    const side = size === 'full' ? Math.max(width, height) : PREVIEW_SIDE;
    // a Buffer, though an Uint8Array too, would not cross to the view as bytes
    const png = new Uint8Array(await this.#imaging.thumbnail(image, side));
    return { png, width, height };
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

  async #thumbnail(image: Rgb, signal: AbortSignal | undefined): Promise<string> {
    const png = await this.#imaging.thumbnail(image, THUMBNAIL_SIDE, signal);
    return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  }

  async #prepare(image: AttachedImage, preparation: ImagePreparation, signal: AbortSignal): Promise<ModelImage> {
    const source = this.sourceOf(image);
    refuseChanged(image, (await this.#imaging.header(source, signal)).fileSha256);
    return this.#imaging.prepare(source, viewOf(image), preparation, signal);
  }
}

/**
 * An attached image as it can be given once more, e.g. to another conversation. Rejects with an `ImagingError` where
 * what is kept of it is gone.
 */
export async function givenOf(image: AttachedImage, store: ImageStore): Promise<GivenImage> {
  return { ...givenChoice(image), source: await sourceAgain(store, image) };
}

/** Of files that lie somewhere only the decoder's own limits hold. */
function refuseHugeBytes(source: ImageSource): void {
  const files = source.kind === 'montage' ? source.tiles.map((tile) => tile.source) : [source];
  for (const file of files) if (file.kind === 'bytes') refuseHuge(sourceName(file), file.bytes.length);
}

function refuseChanged({ name, fileSha256 }: AttachedImage, now: string): void {
  if (now !== fileSha256)
    throw new ImagingError(
      'corrupt',
      t`${name} has changed since it was added to the chat. Remove it here and add it again.`,
    );
}
