import type { ImageHeader } from '../../../display/imageHeader.ts';
import { regularFileState } from '../../../files/regularFile.ts';
import type { Imaging } from '../../../imaging/imaging.ts';

/** Files whose headers are remembered at most. */
const most = 500;

/** What image files say of themselves. A file that stays as it is is read once, one that could not be read again. */
export class ImageHeaders {
  readonly #imaging: Pick<Imaging, 'header'>;
  readonly #known = new Map<string, { readonly print: string; readonly header: ImageHeader }>();

  constructor(imaging: Pick<Imaging, 'header'>) {
    this.#imaging = imaging;
  }

  /** Undefined for what cannot be read. */
  async of(path: string): Promise<ImageHeader | undefined> {
    const state = await regularFileState(path).catch(() => undefined);
    if (!state) return undefined;
    const print = `${String(state.mtimeMs)} ${String(state.size)}`;
    const known = this.#known.get(path);
    if (known?.print === print) return known.header;
    const header = await this.#imaging.header({ kind: 'file', path }).catch(() => undefined);
    if (!header) return undefined;
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(path, { print, header });
    return header;
  }
}
