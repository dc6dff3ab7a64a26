/** What each command does; keys, buttons, menus and the host's palette all end here. */
import { t } from '@vscode/l10n';
import type { Pane } from '../../src/protocol/viewer.ts';
import { askRegion } from './askRegion.ts';
import { exportPng } from './exportPng.ts';
import type { ViewCommand } from './keys.ts';
import { frameKey, stackLength } from './stackPosition.ts';
import type { Viewer } from './viewer.ts';
import {
  type SidePanel,
  type Tool,
  closedRight,
  faster,
  measured,
  measurementsOf,
  negated,
  placed,
  placeOf,
  resetView,
  viewedIn,
  wentTo,
} from './viewerModel.ts';
import { flipped, rotated } from './viewport.ts';
import { chosenIndex } from './windowChoices.ts';

const ZOOM = 1.25;
/** CSS pixels that a key moves the image, or the window as if it were dragged. */
const KEY_STEP = { pan: 48, window: 16, pointer: 6 };
const PAGE = 10;

export function performCommand(viewer: Viewer, command: ViewCommand): void {
  const { focus } = viewer.state;
  const pane = viewer.state[focus];
  const controller = viewer.focused;
  const go = (position: number): void => {
    viewer.change((state) => wentTo({ ...state, playing: undefined }, focus, position));
  };
  const at = pane?.position ?? 0;
  switch (command) {
    case 'nextImage':
      go(at + 1);
      break;
    case 'previousImage':
      go(at - 1);
      break;
    case 'pageForward':
      go(at + PAGE);
      break;
    case 'pageBack':
      go(at - PAGE);
      break;
    case 'firstImage':
      go(0);
      break;
    case 'lastImage':
      go(Infinity);
      break;
    case 'playPause':
      togglePlaying(viewer, focus);
      break;
    case 'slower':
      viewer.change((state) => faster(state, -1));
      break;
    case 'faster':
      viewer.change((state) => faster(state, 1));
      break;
    case 'fit':
      controller?.placement.fit();
      break;
    case 'actualSize':
      controller?.placement.toggleActualSize();
      break;
    case 'zoomIn':
      controller?.placement.zoom(ZOOM);
      break;
    case 'zoomOut':
      controller?.placement.zoom(1 / ZOOM);
      break;
    case 'panLeft':
      controller?.placement.pan({ x: -KEY_STEP.pan, y: 0 });
      break;
    case 'panRight':
      controller?.placement.pan({ x: KEY_STEP.pan, y: 0 });
      break;
    case 'panUp':
      controller?.placement.pan({ x: 0, y: -KEY_STEP.pan });
      break;
    case 'panDown':
      controller?.placement.pan({ x: 0, y: KEY_STEP.pan });
      break;
    case 'pointLeft':
      controller?.movePointer({ x: -KEY_STEP.pointer, y: 0 });
      break;
    case 'pointRight':
      controller?.movePointer({ x: KEY_STEP.pointer, y: 0 });
      break;
    case 'pointUp':
      controller?.movePointer({ x: 0, y: -KEY_STEP.pointer });
      break;
    case 'pointDown':
      controller?.movePointer({ x: 0, y: KEY_STEP.pointer });
      break;
    case 'placePoint':
      controller?.placePoint();
      break;
    case 'rotateRight':
      viewer.change((state) => placed(state, focus, (placement) => rotated(placement, 90)));
      break;
    case 'rotateLeft':
      viewer.change((state) => placed(state, focus, (placement) => rotated(placement, -90)));
      break;
    case 'flipHorizontal':
      viewer.change((state) => placed(state, focus, (placement) => flipped(placement, 'horizontal')));
      break;
    case 'flipVertical':
      viewer.change((state) => placed(state, focus, (placement) => flipped(placement, 'vertical')));
      break;
    case 'reset':
      viewer.change((state) => resetView(state, focus));
      break;
    case 'invert':
      if (controller?.current?.image.kind === 'monochrome')
        viewer.change((state) => negated(state, focus, pane?.negative !== true));
      break;
    case 'wider':
      controller?.moveWindow({ x: KEY_STEP.window, y: 0 });
      break;
    case 'narrower':
      controller?.moveWindow({ x: -KEY_STEP.window, y: 0 });
      break;
    case 'brighter':
      controller?.moveWindow({ x: 0, y: -KEY_STEP.window });
      break;
    case 'darker':
      controller?.moveWindow({ x: 0, y: KEY_STEP.window });
      break;
    case 'autoWindow':
      autoWindow(viewer);
      break;
    case 'nextWindow':
      nextWindow(viewer);
      break;
    case 'windowTool':
      useTool(viewer, 'window');
      break;
    case 'panTool':
      useTool(viewer, 'pan');
      break;
    case 'measure':
      useTool(viewer, 'distance');
      break;
    case 'angle':
      useTool(viewer, 'angle');
      break;
    case 'ellipse':
    case 'rectangle':
      useTool(viewer, command);
      break;
    case 'deleteMeasurement':
      controller?.deleteMeasurement();
      break;
    case 'clearMeasurements':
      controller?.forgetMeasurements();
      viewer.change((state) => (pane === undefined ? state : measured(state, placeOf(pane), [])));
      break;
    case 'toggleOverlays':
      viewer.change((state) => ({ ...state, overlays: !state.overlays }));
      break;
    case 'toggleAnnotations':
      viewer.change((state) => ({ ...state, annotations: !state.annotations }));
      break;
    case 'toggleModelView':
      toggleSide(viewer, 'model');
      break;
    case 'toggleTags':
      toggleSide(viewer, 'tags');
      break;
    case 'togglePatchGrid':
      viewer.change((state) => ({ ...state, patchGrid: !state.patchGrid }));
      break;
    case 'ask':
      if (pane !== undefined) viewer.host.post({ type: 'ask', viewed: viewedIn(pane) });
      break;
    case 'askRegion':
      askRegion(viewer);
      break;
    case 'addToChat':
      if (pane !== undefined) viewer.host.post({ type: 'addToChat', viewed: viewedIn(pane) });
      break;
    case 'compare':
      viewer.host.post({ type: 'compare' });
      break;
    case 'closeCompare':
      if (viewer.state.right === undefined) break;
      viewer.host.post({ type: 'closeRight' });
      viewer.change(closedRight);
      break;
    case 'toggleLink':
      viewer.change((state) => (state.right === undefined ? state : { ...state, linked: !state.linked }));
      break;
    case 'otherPane':
      viewer.change((state) =>
        state.right === undefined ? state : { ...state, focus: focus === 'left' ? 'right' : 'left' },
      );
      break;
    case 'exportPng':
      void picture(viewer, 'save');
      break;
    case 'copyImage':
      void picture(viewer, 'copy');
      break;
    case 'help':
      viewer.change((state) => ({ ...state, help: !state.help }));
      break;
    case 'escape':
      escape(viewer);
      break;
    default:
      viewer.choose(Number(command.slice('preset'.length)) - 1);
  }
}

function togglePlaying(viewer: Viewer, focus: Pane): void {
  const pane = viewer.state[focus];
  if (pane === undefined || stackLength(pane.stack) <= 1) return;
  viewer.change((state) => ({ ...state, playing: state.playing === undefined ? focus : undefined }));
}

/** A tool that is chosen again is laid down. */
function useTool(viewer: Viewer, tool: Tool): void {
  viewer.focused?.cancel();
  viewer.change((state) => ({ ...state, tool: state.tool === tool ? 'window' : tool }));
}

function toggleSide(viewer: Viewer, side: SidePanel): void {
  viewer.change((state) => ({ ...state, side: state.side === side ? undefined : side }));
}

function autoWindow(viewer: Viewer): void {
  const index = viewer.choices.findIndex(({ group }) => group === 'values');
  if (index >= 0) viewer.choose(index);
}

function nextWindow(viewer: Viewer): void {
  const pane = viewer.state[viewer.state.focus];
  const { choices, focused } = viewer;
  if (pane === undefined || choices.length === 0) return;
  viewer.choose((chosenIndex(choices, pane.voi, focused?.look?.window) + 1) % choices.length);
}

/** Undoes the innermost thing: a drag, help, playing, a tool. */
function escape(viewer: Viewer): void {
  const { state } = viewer;
  if (viewer.panes.left?.cancel() === true || viewer.panes.right?.cancel() === true) return;
  if (viewer.menu !== undefined) viewer.openMenu(undefined);
  else if (state.help) viewer.change((all) => ({ ...all, help: false }));
  else if (state.playing !== undefined) viewer.change((all) => ({ ...all, playing: undefined }));
  else if (state.tool !== 'window') viewer.change((all) => ({ ...all, tool: 'window' }));
}

async function picture(viewer: Viewer, to: 'save' | 'copy'): Promise<void> {
  const { focus, overlays, annotations } = viewer.state;
  const pane = viewer.state[focus];
  const current = viewer.focused?.current;
  if (pane === undefined || current === undefined || frameKey(current.place) !== frameKey(placeOf(pane))) return;
  const { place, image } = current;
  const scene = {
    place,
    image,
    shade: { voi: pane.voi, negative: pane.negative },
    placement: pane.placement,
    overlays,
    annotations,
    measurements: measurementsOf(viewer.state, place),
  };
  try {
    const blob = await exportPng(focus, scene, viewer.renderer);
    if (blob === undefined) return;
    if (to === 'save') {
      viewer.host.post({ type: 'exportPng', ...place, png: new Uint8Array(await blob.arrayBuffer()) });
    } else {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      viewer.announcer.say(t`The picture has been copied.`);
      viewer.flashed.show(t`Picture copied`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    viewer.say(
      to === 'copy'
        ? t`This editor does not let a view copy pictures. Save it as PNG instead (S).`
        : t`The picture could not be made: ${reason}`,
    );
  }
}
