/** Addresses for bytes of PNG pictures, one for each array for as long as it is shown. */
export class BlobUrls {
  readonly #urls = new Map<Uint8Array, string>();

  of(png: Uint8Array): string {
    const known = this.#urls.get(png);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }));
    this.#urls.set(png, url);
    return url;
  }

  /** Lets go of all others. */
  keepOnly(pngs: readonly Uint8Array[]): void {
    for (const [png, url] of this.#urls) {
      if (pngs.includes(png)) continue;
      URL.revokeObjectURL(url);
      this.#urls.delete(png);
    }
  }
}
