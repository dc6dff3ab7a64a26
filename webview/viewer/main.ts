/**
 * The image viewer's page. For tests (data-testid; `PANE` is `left` or `right`):
 * - `viewer` the root · `pane-PANE` · `canvas-PANE`, whose data attributes say what is drawn, after it is drawn:
 *   data-item (id), data-frame (from 0),
 *   data-window (`center/width`, `lut N`, `none`), data-negative, data-overlays, data-zoom (device pixels for an image
 * pixel), data-turn
 *   (`90`, `180 mirrored`), data-quality (`draft`, `full`)
 * - corners: `window-PANE` (e.g. "W 400  L 40 HU"), `zoom-PANE`, `lossy`, `burned-in` · `loading-PANE` · `failure-PANE`
 *   with `retry-PANE`
 * - over the picture: `orientation-PANE` (a span for each edge, data-edge), `scale-PANE` (data-mm), `measurements-PANE`
 *   (an unseen list)
 * - stack: `stack-PANE`, `slider-PANE` (input), `position-PANE` ("3 / 80"), `play-PANE`, `speed-PANE` (select)
 * - toolbar: `toolbar`, `ask`, `ask-rectangle` (where one is drawn), `add-to-chat`, `window-menu` → `window-menu-list` with `window-choice` items,
 *   `window-width` and `window-center` (inputs),
 *   `no-window` (colour), `invert`, `window-tool`, `pan-tool`, `measure`, `angle`, `ellipse`, `rectangle`, `fit`, `actual-size`,
 * `rotate-right`, `flip-horizontal`, `reset`,
 *   `toggle-overlays`, `toggle-annotations`, `toggle-model-view`, `toggle-tags`, `compare` (later `toggle-link`, `close-compare`), `help`;
 * toggles have aria-pressed;
 *   `more-menu` → `rotate-left`, `flip-vertical`, `zoom-in`, `zoom-out`, `ask-region`, `clear-measurements`, `copy-image`,
 * `export-png`
 * - `model-panel`: `model-picture` (data-waiting), `model-caption`, `model-name`, `badge` (demo), `patch-grid`,
 *   `grid-lines`, `model-failure`, `close-side`
 * - `tag-panel`: `tag-warning`, `deidentify`, `tag-search`, `tag-count`, `tag-list`, `tag-row` (data-tag; a click
 *   chooses it), `copy-value`,
 *   `tag-details` with `copy-chosen-value` and `copy-row`, `tags-failure`
 * - `note` (of the image), `notice` (said by the host) with `dismiss` · `status`, `probe` with `no-suv`, `hint`, `research-notice` ·
 *   `help-dialog`, `help-close`
 */
import './viewer.css';
import { render } from 'lit-html';
import { type FromViewer, type ToViewer, parseToViewer } from '../../src/protocol/viewer.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { listenForKeys } from './listenForKeys.ts';
import { receiveMessage } from './receiveMessage.ts';
import { RenderClient } from './renderClient.ts';
import { Viewer } from './viewer.ts';
import { viewerPage } from './viewerPage.ts';

registerControls();
const root = document.createElement('main');
root.className = 'root';
root.dataset['testid'] = 'viewer';
document.body.append(root);
const host = new HostConnection<FromViewer, ToViewer>(parseToViewer, (message) => {
  receiveMessage(viewer, message);
});
const viewer = new Viewer(
  host,
  new RenderClient(document.body.dataset['worker']),
  new Announcer(document.body),
  (current) => render(viewerPage(current), root),
);
viewer.refresh();
listenForKeys(viewer);
host.post({ type: 'ready' });
