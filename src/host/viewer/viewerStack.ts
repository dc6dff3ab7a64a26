import { createHash } from 'node:crypto';
import { basename, posix } from 'node:path';
import * as vscode from 'vscode';
import type { ImageHeader } from '../../display/imageHeader.ts';
import type { Imaging, ImageSource, StudyImage } from '../../imaging/imaging.ts';
import type { Stack } from '../../protocol/viewer.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { imageSourceOf } from '../images/imageSource.ts';
import { studyPlace, type StudyPlace, studyUri } from '../images/studyUri.ts';

/** An image file of a viewer. */
export interface ViewerItem {
  /**
   * Stands for the file in messages, and is the same after a reload of the window: the view remembers by it what it
   * showed.
   */
  readonly id: string;
  readonly name: string;
  readonly frames: number;
  readonly uri: vscode.Uri;
  /** Rejects with an `ImagingError`. */
  source(): Promise<ImageSource>;
}

/** What is leafed through in a pane: at first the file that was opened, then the series that it belongs to. */
export class ViewerStack {
  readonly #imaging: Imaging;
  /** Where it is opened as a series of a study, which need not lie in one folder. */
  readonly #study: StudyPlace | undefined;
  readonly #headers = new Map<string, Promise<ImageHeader>>();
  #title: string;
  #items: readonly ViewerItem[];
  #index = 0;
  #copies = 0;

  constructor(uri: vscode.Uri, imaging: Imaging) {
    this.#imaging = imaging;
    this.#study = studyPlace(uri);
    const place = this.#study;
    this.#title = basename(uri.path);
    this.#items = [place === undefined ? itemOf(uri, 1) : itemOfStudy(place.container, place, 1)];
  }

  get shown(): Stack {
    return {
      title: this.#title,
      items: this.#items.map(({ id, name, frames }) => ({ id, name, frames })),
      index: this.#index,
    };
  }

  /** Its place among all that is leafed through, counted from 1; undefined where the image stands alone. */
  slice({ id }: ViewerItem, frame: number): GivenImage['slice'] {
    const index = this.#items.findIndex((item) => item.id === id);
    if (this.#items.length === 1 || index < 0) return undefined;
    const before = framesOf(this.#items.slice(0, index));
    return { number: before + frame + 1, of: framesOf(this.#items), series: this.#title };
  }

  /** Images that are in it more than once, as far as its series has been read. */
  get copies(): number {
    return this.#copies;
  }

  get items(): readonly ViewerItem[] {
    return this.#items;
  }

  item(id: string): ViewerItem | undefined {
    return this.#items.find((item) => item.id === id);
  }

  /** What the file says of itself, read once while it stays the same. Rejects with an `ImagingError`. */
  header(item: ViewerItem): Promise<ImageHeader> {
    const known = this.#headers.get(item.id);
    if (known !== undefined) return known;
    const reading = item.source().then((source) => this.#imaging.header(source));
    this.#headers.set(item.id, reading);
    reading.catch(() => this.#headers.delete(item.id));
    return reading;
  }

  /**
   * Counts the frames of a file anew; one that cannot be read is shown as one frame, which will say why. True when the
   * number is another one.
   */
  async count(id: string): Promise<boolean> {
    const item = this.item(id);
    if (item === undefined) return false;
    this.#headers.delete(id);
    const frames = Math.max(
      await this.header(item).then(
        (header) => header.frames,
        () => 1,
      ),
      1,
    );
    if (frames === item.frames) return false;
    this.#items = this.#items.map((each) => (each.id === id ? { ...each, frames } : each));
    return true;
  }

  /**
   * Finds the rest of the series in the study, or in the file's folder. True when that changed the stack. Rejects with an `ImagingError`
   * or the signal's reason.
   */
  async grow(signal: AbortSignal): Promise<boolean> {
    const own = this.#items[this.#index];
    if (own === undefined) return false;
    if (this.#study !== undefined) return this.#growInStudy(own, this.#study, signal);
    const source = await own.source();
    if (source.kind !== 'file' || (await this.header(own)).format !== 'dicom') return false;
    const series = await this.#imaging.series(source.path, signal);
    this.#title = series.title;
    this.#items = series.items.map(({ path, frames }, index) =>
      index === series.index ? own : itemOf(vscode.Uri.file(path), Math.max(frames, 1)),
    );
    this.#index = series.index;
    this.#copies = series.copies;
    return true;
  }

  async #growInStudy(own: ViewerItem, { container, name }: StudyPlace, signal: AbortSignal): Promise<boolean> {
    const { series } = await this.#imaging.study({ kind: 'file', path: container }, undefined, signal);
    const found = series.find(({ images }) => images.some((image) => image.name === name));
    if (found === undefined) return false;
    this.#title = found.title;
    this.#index = found.images.findIndex((image) => image.name === name);
    this.#items = found.images.map((image, index) =>
      index === this.#index ? own : itemOfStudy(container, image, Math.max(image.frames, 1)),
    );
    this.#copies = found.copies;
    return true;
  }
}

function framesOf(items: readonly ViewerItem[]): number {
  return items.reduce((sum, { frames }) => sum + frames, 0);
}

/** A file has its own address; one in a ZIP that of the study. */
function itemOfStudy(container: string, image: Pick<StudyImage, 'name' | 'source'>, frames: number): ViewerItem {
  const { name, source } = image;
  if (source.kind === 'file') return itemOf(vscode.Uri.file(source.path), frames);
  return { ...itemOf(studyUri(container, image), frames), name: posix.basename(name) };
}

function itemOf(uri: vscode.Uri, frames: number): ViewerItem {
  let source: Promise<ImageSource> | undefined;
  return {
    id: createHash('sha256').update(uri.toString()).digest('hex').slice(0, 16),
    name: basename(uri.path),
    frames,
    uri,
    source: () => {
      const reading = (source ??= imageSourceOf(uri));
      reading.catch(() => {
        source = undefined;
      });
      return reading;
    },
  };
}
