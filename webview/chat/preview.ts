import type { Picture, ToView, ViewImage, ViewState } from '../../src/protocol/webview.ts';

/** An enlarged image: the pictures come one after the other, the one that the model sees last. */
export interface Preview {
  readonly imageId: string;
  readonly shown?: Picture;
  readonly seen?: Picture;
  /** With every pixel, once it was asked for. */
  readonly full?: Picture;
  /** Another frame or window was chosen, whose pictures are on their way. */
  readonly stale?: true;
  readonly failure?: string;
}

type PictureMessage = Extract<ToView, { readonly type: 'preview' | 'previewFailed' | 'fullPicture' }>;

/** With what has come for it; what has come for another image is left. */
export function withPicture(preview: Preview | undefined, message: PictureMessage): Preview | undefined {
  if (preview?.imageId !== message.imageId) return preview;
  switch (message.type) {
    case 'preview': {
      const { imageId, shown, seen } = message;
      const { full } = preview;
      return { imageId, shown, ...(seen === undefined ? {} : { seen }), ...(full === undefined ? {} : { full }) };
    }
    case 'fullPicture':
      // One of the view before is not taken for one of the view to come.
      return preview.stale === true ? preview : { ...preview, full: message.picture };
    case 'previewFailed': {
      const { stale: _stale, ...rest } = preview;
      return { ...rest, failure: message.message };
    }
  }
}

/** Closed where its image has gone; where that is seen in another way now, without the pictures that are so no more. */
export function previewAfter(
  preview: Preview | undefined,
  before: Pick<ViewState, 'images'> | undefined,
  after: Pick<ViewState, 'images'>,
): Preview | undefined {
  if (preview === undefined) return undefined;
  const ofPreview = ({ id }: ViewImage): boolean => id === preview.imageId;
  const [was, is] = [before?.images.find(ofPreview), after.images.find(ofPreview)];
  if (is === undefined) return undefined;
  if (was === undefined || isSeenAlike(was, is)) return preview;
  const { imageId, shown } = preview;
  return { imageId, stale: true, ...(shown === undefined ? {} : { shown }) };
}

function isSeenAlike(one: ViewImage, other: ViewImage): boolean {
  if ((one.frame ?? 0) !== (other.frame ?? 0)) return false;
  return JSON.stringify([one.voi, one.window]) === JSON.stringify([other.voi, other.window]);
}
