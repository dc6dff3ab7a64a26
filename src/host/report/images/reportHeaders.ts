import type * as vscode from 'vscode';
import type { ImageHeader } from '../../../display/imageHeader.ts';
import { regularFileState } from '../../../files/regularFile.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { knownImages, type ReportImage } from './reportImages.ts';

/** Files whose headers are remembered at most. */
const most = 500;

/** An image that a report names, with what its file says of itself. */
export interface HeadedImage extends ReportImage {
  readonly header: ImageHeader;
}

/** What the files of a report's images say of themselves. A file that stays as it is is read once, one that could not be
 * read again the next time. */
export class ReportHeaders {
  readonly #services: Pick<ReportServices, 'imaging' | 'outside'>;
  readonly #known = new Map<string, { readonly print: string; readonly header: ImageHeader }>();

  constructor(services: Pick<ReportServices, 'imaging' | 'outside'>) {
    this.#services = services;
  }

  /**
   * Those that can be read, in their order; ones outside the workspace that nobody has allowed are not opened. Nothing
   * is asked. Never rejects.
   */
  async of(document: vscode.TextDocument): Promise<readonly HeadedImage[]> {
    const named = namedOrNone(document);
    const closed = await this.#services.outside
      .unasked(
        document,
        named.map(({ path }) => path),
      )
      .catch(() => named.map(({ path }) => path));
    const open = named.filter(({ path }) => !closed.includes(path));
    const headed = await Promise.all(
      open.map(async (image) => {
        const header = await this.#header(image.path);
        return header ? [{ ...image, header }] : [];
      }),
    );
    return headed.flat();
  }

  async #header(path: string): Promise<ImageHeader | undefined> {
    const state = await regularFileState(path).catch(() => undefined);
    if (!state) return undefined;
    const print = `${String(state.mtimeMs)} ${String(state.size)}`;
    const known = this.#known.get(path);
    if (known?.print === print) return known.header;
    const header = await this.#services.imaging.header({ kind: 'file', path }).catch(() => undefined);
    if (!header) return undefined;
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(path, { print, header });
    return header;
  }
}

function namedOrNone(document: vscode.TextDocument): readonly ReportImage[] {
  try {
    return knownImages(document);
  } catch {
    return [];
  }
}
