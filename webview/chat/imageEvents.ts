import { t } from '@vscode/l10n';
import type { ToHost } from '../../src/protocol/webview.ts';
import type { LightboxEvents } from './lightbox.ts';
import type { TrayEvents } from './imageTray.ts';

/** What acts on images needs of the view. */
export interface ImageEventsLink {
  post(message: ToHost): void;
  /** To a screen reader. */
  say(text: string): void;
  /** Opens the lightbox for an image, takes it to another; undefined closes it. */
  look(imageId: string | undefined): void;
  focusQuestion(): void;
}

/** Roles and the order of the tray. */
export function trayEvents(link: ImageEventsLink): Required<Pick<TrayEvents, 'onSetRole' | 'onMoveImage'>> {
  return {
    onSetRole: (imageId, role) => {
      link.post({ type: 'setRole', imageId, ...(role === undefined ? {} : { role }) });
    },
    onMoveImage: ({ imageId, before, number, of }) => {
      link.post({ type: 'moveImage', imageId, ...(before === undefined ? {} : { before }) });
      link.say(t`Image ${number} of ${of}`);
    },
  };
}

export function lightboxEvents(link: ImageEventsLink): LightboxEvents {
  return {
    onOpen: (imageId) => {
      link.look(imageId);
    },
    onClose: () => {
      link.look(undefined);
    },
    onFullPicture: (imageId) => {
      link.post({ type: 'fullPicture', imageId });
    },
    onSetView: (imageId, view) => {
      link.post({ type: 'setView', imageId, ...view });
    },
    onAddRegion: (imageId, region) => {
      link.post({ type: 'addRegion', imageId, region });
      link.look(undefined);
      // What comes next is the question about it; the dialog closes with the next frame.
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          link.focusQuestion();
        });
      });
    },
    onOpenInViewer: (imageId) => {
      link.post({ type: 'openInViewer', imageId });
      link.look(undefined);
    },
  };
}
