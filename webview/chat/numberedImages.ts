import { imageNumber } from '../../src/conversation/conversation.ts';
import type { ViewImage, ViewState } from '../../src/protocol/webview.ts';

export interface NumberedImage {
  readonly image: ViewImage;
  /** Missing where the chat has no other image to tell it from. */
  readonly number: number | undefined;
  /** For a part of another image: the number of that, where it is known for sure. */
  readonly whole: number | undefined;
}

type Numbered = Pick<ViewState, 'images'>;

/** The images of the chat with their numbers, where there are several to tell apart. */
export function numberedImages(state: Numbered): readonly NumberedImage[] {
  return state.images.map((image) => ({
    image,
    number: state.images.length > 1 ? imageNumber(state, image.id) : undefined,
    whole: wholeOf(state, image),
  }));
}

/** By what a view knows of files: undefined where two could be meant. */
function wholeOf(state: Numbered, { name, frame = 0, region }: ViewImage): number | undefined {
  if (region === undefined) return undefined;
  const [only, ...others] = state.images.filter(
    (other) =>
      other.region === undefined &&
      other.montage === undefined &&
      other.name === name &&
      (other.frame ?? 0) === frame &&
      other.width === region.ofWidth &&
      other.height === region.ofHeight,
  );
  return only === undefined || others.length > 0 ? undefined : imageNumber(state, only.id);
}
