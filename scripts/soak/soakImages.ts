import { DOMAINS, type Domain } from '../../src/phantoms/phantom.ts';
import { drawPhantom } from '../../src/phantoms/drawPhantom.ts';
import { phantomDicom } from '../../src/phantoms/phantomDicom.ts';
import type { Random } from '../../src/phantoms/random.ts';
import type { DisplayImage, Imaging } from '../../src/imaging/imaging.ts';

export interface SoakImage {
  readonly domain: Domain;
  readonly image: DisplayImage;
}

/** As many as a person may have had before them lately. */
const KNOWN = 24;

/** Phantoms that nobody has seen, and those that were seen last. */
export class SoakImages {
  readonly #imaging: Imaging;
  readonly #seed: string;
  readonly #known: SoakImage[] = [];
  #drawn = 0;

  constructor(imaging: Imaging, seed: string) {
    this.#imaging = imaging;
    this.#seed = seed;
  }

  async fresh(random: Random): Promise<SoakImage> {
    const domain = random.pick(DOMAINS);
    const bytes = phantomDicom(drawPhantom(domain, `soak:${this.#seed}:${this.#drawn++}`));
    const image = { domain, image: await this.#imaging.decode({ kind: 'bytes', name: 'phantom.dcm', bytes }) };
    this.#known.push(image);
    if (this.#known.length > KNOWN) this.#known.shift();
    return image;
  }

  async known(random: Random): Promise<SoakImage> {
    return this.#known.length === 0 ? this.fresh(random) : random.pick(this.#known);
  }

  isKnown(image: SoakImage): boolean {
    return this.#known.includes(image);
  }
}
