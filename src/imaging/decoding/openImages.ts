/** Images that are looked at frame by frame stay open, so that their file is read, hashed and parsed once. */
import type { ImageSource } from '../intake/imageSource.ts';
import { openImage } from './openImage.ts';
import type { OpenImage } from '../intake/imageFile.ts';
import { sourceState } from '../intake/readSource.ts';

/** What all open images may hold together. The one in use stays open even where it alone is larger. */
const BUDGET_BYTES = 256 * 2 ** 20;

export class OpenImages {
  /** By where it is, the one used last at the end. */
  readonly #open = new Map<string, { readonly state: string; readonly image: OpenImage }>();

  readonly #budgetBytes: number;

  constructor(budgetBytes = BUDGET_BYTES) {
    this.#budgetBytes = budgetBytes;
  }

  /** Throws as `openImage` does. Bytes without a file are opened anew each time. */
  async open(source: ImageSource): Promise<OpenImage> {
    if (source.kind === 'bytes' || source.kind === 'montage') return openImage(source);
    // A NUL stands in no path.
    const place = source.kind === 'file' ? source.path : `${source.path}\0${source.entry}`;
    const state = await sourceState(source);
    const known = this.#open.get(place);
    this.#open.delete(place);
    if (known?.state === state) {
      this.#open.set(place, known);
      return known.image;
    }
    const image = await openImage(source);
    this.#open.set(place, { state, image });
    this.#closeOldest();
    return image;
  }

  #closeOldest(): void {
    let total = 0;
    for (const { image } of this.#open.values()) total += image.bytes;
    for (const [place, { image }] of this.#open) {
      if (total <= this.#budgetBytes || this.#open.size === 1) return;
      this.#open.delete(place);
      total -= image.bytes;
    }
  }
}
