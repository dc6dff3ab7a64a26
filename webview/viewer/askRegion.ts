import { t } from '@vscode/l10n';
import { keyTextFor } from './keys.ts';
import { meantRectangle, rectangleRegion } from './rectangleRegion.ts';
import type { Viewer } from './viewer.ts';
import { viewedIn } from './viewerModel.ts';

/** Asks about the rectangle that is chosen, or the last one of the frame in front; says why where there is none. */
export function askRegion(viewer: Viewer): void {
  const pane = viewer.state[viewer.state.focus];
  const { focused } = viewer;
  const current = focused?.current;
  if (pane === undefined || focused === undefined || current === undefined || focused.isWaiting) return;
  const rectangle = meantRectangle(focused.measurements, focused.chosen);
  const region = rectangle && rectangleRegion(rectangle, current.image);
  if (region !== undefined) viewer.host.post({ type: 'askRegion', viewed: viewedIn(pane), region });
  else if (rectangle !== undefined) viewer.say(t`The rectangle lies beyond the image. Draw it on the image.`);
  else viewer.say(t`No rectangle is drawn on this frame. Draw one first: ${keyTextFor('rectangle')}, then drag.`);
}
