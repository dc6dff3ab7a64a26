/** Images of questions as the model gets them. The pixels as displayed go as soon as the model's are made. */
import { resolve } from 'node:path';
import type { DisplayImage, Imaging } from '../imaging/imaging.ts';
import { sourceName } from '../imaging/intake/imageSource.ts';
import type { ImagePreparation, ModelImage } from '../protocol/engine.ts';
import { refuseDamaged } from './imageDoubts.ts';
import type { ImageOptions } from './imageOptions.ts';

export interface PreparedImage {
  readonly forModel: ModelImage;
  /** What is known of it beside its pixels. */
  readonly facts: Pick<DisplayImage, 'notes' | 'phantom' | 'modality' | 'bodyPart' | 'laterality'>;
}

export interface ImageWishes {
  /** The folder that the paths of the questions count from. */
  readonly folder: string;
  readonly image: ImageOptions;
  readonly allowDamaged: boolean;
}

export class PreparedImages {
  readonly #imaging: Imaging;
  readonly #preparation: ImagePreparation;
  readonly #wishes: ImageWishes;
  readonly #onNote: (text: string) => void;
  readonly #said = new Set<string>();

  /** `onNote` gets each thing that the decoder has to say of an image once. */
  constructor(imaging: Imaging, preparation: ImagePreparation, wishes: ImageWishes, onNote: (text: string) => void) {
    this.#imaging = imaging;
    this.#preparation = preparation;
    this.#wishes = wishes;
    this.#onNote = onNote;
  }

  /** Rejects with an `ImagingError`, with a `DamagedImageError` unless those are allowed, or with the signal's reason. */
  async prepare(path: string, signal: AbortSignal): Promise<PreparedImage> {
    const { folder, image, allowDamaged } = this.#wishes;
    const source = { kind: 'file', path: resolve(folder, path) } as const;
    const shown = await this.#imaging.decode(source, image, signal);
    this.#say(sourceName(source), shown);
    if (!allowDamaged) refuseDamaged([sourceName(source)], [shown]);
    const { notes, phantom, modality, bodyPart, laterality } = shown;
    return {
      forModel: await this.#imaging.modelInput(shown, this.#preparation, signal),
      facts: { notes, phantom, modality, bodyPart, laterality },
    };
  }

  #say(name: string, { notes }: DisplayImage): void {
    for (const { text } of notes) {
      const said = `${name}: ${text}`;
      if (this.#said.has(said)) continue;
      this.#said.add(said);
      this.#onNote(said);
    }
  }
}
