import { imageNumber } from '../../src/conversation/conversation.ts';
import type { ViewImage, ViewState } from '../../src/protocol/webview.ts';

/** `number` is missing where the chat has no other image to tell it from. */
export interface NumberedImage {
  readonly image: ViewImage;
  readonly number: number | undefined;
}

/** The images of the chat with their numbers, where there are several to tell apart. */
export function numberedImages(state: Pick<ViewState, 'images'>): readonly NumberedImage[] {
  return state.images.map((image) => ({
    image,
    number: state.images.length > 1 ? imageNumber(state, image.id) : undefined,
  }));
}
