/** Addresses for bytes of PNG pictures, one for each array for as long as it is kept. */
export class PictureAddresses {
  readonly #urls = new Map<Uint8Array, string>();

  of(png: Uint8Array): string {
    const known = this.#urls.get(png);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }));
    this.#urls.set(png, url);
    return url;
  }

  /** Lets go of all others. */
  keep(pictures: readonly Uint8Array[]): void {
    const kept = new Set(pictures);
    for (const [png, url] of this.#urls) {
      if (kept.has(png)) continue;
      URL.revokeObjectURL(url);
      this.#urls.delete(png);
    }
  }
}
