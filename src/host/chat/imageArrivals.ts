import type { AttachedImage } from '../../conversation/attachedImage.ts';
import { isSameImage } from '../../conversation/attachedImage.ts';
import { attachImage, takeUpImage } from '../../conversation/conversationEdits.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { Notice } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { Arrivals } from './arrivals.ts';
import { failureForLog } from './chatFailure.ts';
import type { ChatImages } from './chatImages.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatState } from './chatState.ts';
import { imageRefused, sameImage } from './imageNotices.ts';

/** Reads images that are given to the chat, side by side, and attaches them in the order in which they came. */
export class ImageArrivals {
  readonly #services: Pick<ChatServices, 'log' | 'autoLoad'>;
  readonly #state: ChatState;
  readonly #images: ChatImages;
  readonly #isThere: (image: AttachedImage) => Promise<boolean>;
  readonly #notice: (notice: Notice) => void;
  readonly #arrivals = new Arrivals();
  readonly #adding = new Map<symbol, { readonly name: string; readonly abort: AbortController }>();

  /** `isThere`: whether the file of an image can still be read. */
  constructor(
    services: Pick<ChatServices, 'log' | 'autoLoad'>,
    state: ChatState,
    images: ChatImages,
    isThere: (image: AttachedImage) => Promise<boolean>,
    notice: (notice: Notice) => void,
  ) {
    this.#services = services;
    this.#state = state;
    this.#images = images;
    this.#isThere = isThere;
    this.#notice = notice;
  }

  /** Names of the images that are being read. */
  get names(): readonly string[] {
    return [...this.#adding.values()].map(({ name }) => name);
  }

  get isEmpty(): boolean {
    return this.#adding.size === 0;
  }

  /** Lets go of all that are being read. */
  abort(): void {
    for (const { abort } of this.#adding.values()) abort.abort();
  }

  /** Undefined for one that cannot be read: the user is told. One that is in use already is not added again. */
  async add(promised: GivenImage | Promise<GivenImage>): Promise<AttachedImage | undefined> {
    const key = Symbol('adding');
    const abort = new AbortController();
    const arrival = this.#arrivals.place();
    let name = '';
    try {
      const given = await promised;
      name = sourceName(given.source);
      this.#adding.set(key, { name, abort });
      this.#state.tell();
      const image = await this.#images.attach(given, abort.signal);
      await arrival.turn;
      if (abort.signal.aborted) {
        await this.#images.forget(image.id);
        return undefined;
      }
      this.#adding.delete(key);
      const same = await this.#sameImage(image);
      if (same !== undefined) {
        await this.#images.forget(image.id);
        if (!same.active) this.#state.edit(takeUpImage(this.#state.conversation, same.id));
        if (name !== same.name) this.#notice(sameImage(name, same.name));
        return same;
      }
      this.#state.edit(attachImage(this.#state.conversation, image));
      this.#services.log.info(`Image attached: ${image.format}, ${String(image.width)}×${String(image.height)}.`);
      void this.#services.autoLoad.expectQuestion();
      return image;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      this.#services.log.warn(`Image refused: ${failureForLog(error)}`);
      await arrival.turn;
      this.#notice(imageRefused(name, error));
      return undefined;
    } finally {
      arrival.left();
      this.#adding.delete(key);
      this.#state.tell();
    }
  }

  /** The same image, in use or set aside, as long as it can be read where it was. */
  async #sameImage(image: AttachedImage): Promise<AttachedImage | undefined> {
    const same = this.#state.conversation.images.find((other) => isSameImage(other, image));
    return same?.active === false && !(await this.#isThere(same)) ? undefined : same;
  }
}
