/** Images that no peer has seen: drawn phantoms of all kinds, prepared for the model as the extension does it. */
import sharp from 'sharp';
import { clipInput } from '../../src/imaging/modelInput/clipInput.ts';
import { displayed } from '../../src/phantoms/displayed.ts';
import { drawPhantom } from '../../src/phantoms/drawPhantom.ts';
import { DOMAINS } from '../../src/phantoms/phantom.ts';
import type { ImagePreparation } from '../../src/protocol/engine.ts';
import type { BenchImage } from './peers/peer.ts';

export class BenchImages {
  readonly #preparation: ImagePreparation;
  #drawn = 0;

  constructor(preparation: ImagePreparation) {
    this.#preparation = preparation;
  }

  /** Each call gives another one; every run of a benchmark the same ones in order. */
  async next(): Promise<BenchImage> {
    const index = this.#drawn++;
    const domain = DOMAINS[index % DOMAINS.length] ?? 'chest_xray';
    const phantom = drawPhantom(domain, `bench:${String(index)}`);
    const { size: width } = phantom;
    const pixels = clipInput({ width, height: width, rgb: displayed(phantom) }, this.#preparation);
    const raw = { width: pixels.width, height: pixels.height, channels: 3 } as const;
    return { pixels, png: await sharp(pixels.rgb, { raw }).png({ compressionLevel: 1 }).toBuffer() };
  }
}
