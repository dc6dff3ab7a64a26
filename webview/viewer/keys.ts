/**
 * Every key of the viewer, in one table: it is what the keyboard does, what buttons say on hover, and what the help
 * shows.
 */
import { t } from '@vscode/l10n';
import type { ViewerCommand } from '../../src/protocol/viewer.ts';

/** What the view can do beside what the host may ask of it. */
export type ViewCommand =
  | ViewerCommand
  | 'pageForward'
  | 'pageBack'
  | 'slower'
  | 'faster'
  | 'windowTool'
  | 'panTool'
  | 'angle'
  | 'deleteMeasurement'
  | 'wider'
  | 'narrower'
  | 'brighter'
  | 'darker'
  | 'pointLeft'
  | 'pointRight'
  | 'pointUp'
  | 'pointDown'
  | 'placePoint'
  | 'panLeft'
  | 'panRight'
  | 'panUp'
  | 'panDown'
  | 'togglePatchGrid'
  | 'toggleLink'
  | 'otherPane'
  | 'escape'
  | `preset${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export interface KeyRow {
  /** As `keyOf` names them; the first is shown on buttons. */
  readonly keys: readonly string[];
  readonly command: ViewCommand;
  readonly label: () => string;
  /** Of several rows in a row that are one line of the help. */
  readonly line?: HelpLine;
}

export interface HelpLine {
  readonly keys: () => string;
  readonly label: () => string;
}

export interface KeyGroup {
  readonly title: () => string;
  readonly rows: readonly KeyRow[];
}

function row(command: ViewCommand, label: () => string, ...keys: string[]): KeyRow {
  return { keys, command, label };
}

function line(keys: () => string, label: () => string, ...rows: readonly KeyRow[]): readonly KeyRow[] {
  const shared = { keys, label };
  return rows.map((each) => ({ ...each, line: shared }));
}

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: () => t`Images and frames`,
    rows: [
      row('nextImage', () => t`Next`, 'ArrowDown', 'ArrowRight'),
      row('previousImage', () => t`Previous`, 'ArrowUp', 'ArrowLeft'),
      row('pageForward', () => t`Ten further`, 'PageDown'),
      row('pageBack', () => t`Ten back`, 'PageUp'),
      row('firstImage', () => t`First`, 'Home'),
      row('lastImage', () => t`Last`, 'End'),
      row('playPause', () => t`Play or pause`, 'K', 'Space', 'Enter'),
      row('slower', () => t`Play slower`, ','),
      row('faster', () => t`Play faster`, '.'),
    ],
  },
  {
    title: () => t`Window`,
    rows: [
      row('nextWindow', () => t`Next window of the list`, 'W'),
      row('autoWindow', () => t`Window by the values (1–99.5 %)`, 'A'),
      row('wider', () => t`Wider`, 'Alt+ArrowRight'),
      row('narrower', () => t`Narrower`, 'Alt+ArrowLeft'),
      row('brighter', () => t`Brighter (lower centre)`, 'Alt+ArrowUp'),
      row('darker', () => t`Darker (higher centre)`, 'Alt+ArrowDown'),
      row('invert', () => t`Invert`, 'I'),
      ...line(
        () => '1 – 9',
        () => t`First to ninth window of the list`,
        row('preset1', () => t`First window of the list`, '1'),
      ),
    ],
  },
  {
    title: () => t`View`,
    rows: [
      row('fit', () => t`Fit`, 'F'),
      row('actualSize', () => t`Pixel for pixel (1:1)`, 'Z'),
      row('zoomIn', () => t`Zoom in`, '+', '='),
      row('zoomOut', () => t`Zoom out`, '-'),
      ...line(
        () => t`Shift+arrows`,
        () => t`Move the image`,
        row('panLeft', () => t`Move left`, 'Shift+ArrowLeft'),
        row('panRight', () => t`Move right`, 'Shift+ArrowRight'),
        row('panUp', () => t`Move up`, 'Shift+ArrowUp'),
        row('panDown', () => t`Move down`, 'Shift+ArrowDown'),
      ),
      row('rotateRight', () => t`Rotate clockwise`, 'R'),
      row('rotateLeft', () => t`Rotate counterclockwise`, 'Shift+R'),
      row('flipHorizontal', () => t`Flip left to right`, 'H'),
      row('flipVertical', () => t`Flip top to bottom`, 'V'),
      row('reset', () => t`Reset window and view`, '0', 'Backspace'),
    ],
  },
  {
    title: () => t`Tools`,
    rows: [
      row('windowTool', () => t`Drag changes the window`, 'D'),
      row('panTool', () => t`Drag moves the image`, 'P'),
      row('measure', () => t`Measure a distance`, 'M'),
      row('angle', () => t`Measure an angle`, 'Shift+M'),
      row('ellipse', () => t`Values in an ellipse`, 'U'),
      row('rectangle', () => t`Values in a rectangle`, 'B'),
      ...line(
        () => t`Ctrl+arrows`,
        () => t`Move the pointer, to probe and measure`,
        row('pointLeft', () => t`Pointer to the left`, 'Mod+ArrowLeft'),
        row('pointRight', () => t`Pointer to the right`, 'Mod+ArrowRight'),
        row('pointUp', () => t`Pointer up`, 'Mod+ArrowUp'),
        row('pointDown', () => t`Pointer down`, 'Mod+ArrowDown'),
      ),
      row('placePoint', () => t`Place a point there`, 'Mod+Enter'),
      row('deleteMeasurement', () => t`Delete the chosen or last measurement`, 'Delete'),
      row('clearMeasurements', () => t`Clear the measurements of the frame`, 'Shift+Delete'),
      row('toggleOverlays', () => t`Overlays`, 'O'),
      row('toggleAnnotations', () => t`Orientation letters and scale bar`, 'N'),
      row('escape', () => t`Give up a drag, stop, close`, 'Escape'),
    ],
  },
  {
    title: () => t`Model and data`,
    rows: [
      row('ask', () => t`Ask about this frame`, 'Q'),
      row('askRegion', () => t`Ask about the rectangle`, 'Shift+B'),
      row('addToChat', () => t`Add this frame to the chat`, 'Shift+Q'),
      row('toggleModelView', () => t`What the model sees`, 'E'),
      row('togglePatchGrid', () => t`Patch grid`, 'G'),
      row('toggleTags', () => t`Tags`, 'T'),
      row('compare', () => t`Compare with another image`, 'C'),
      row('closeCompare', () => t`Close the comparison`, 'Shift+C'),
      row('toggleLink', () => t`Link the two images`, 'L'),
      row('otherPane', () => t`Go to the other image`, 'X'),
      row('exportPng', () => t`Save as PNG`, 'S'),
      row('copyImage', () => t`Copy the image`, 'Mod+C'),
      row('help', () => t`This help`, '?'),
    ],
  },
];

const PRESET_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

const COMMANDS = new Map<string, ViewCommand>([
  ...KEY_GROUPS.flatMap(({ rows }) => rows.flatMap(({ keys, command }) => keys.map((key) => [key, command] as const))),
  ...PRESET_KEYS.map((key) => [key, `preset${key}`] as const),
]);

export function commandFor(key: string): ViewCommand | undefined {
  return COMMANDS.get(key);
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * e.g. `R`, `Shift+R`, `Alt+ArrowUp`, `Mod+C` (Ctrl, or ⌘), `?`. Shift is named only where it does not make the
 * character itself.
 */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const isLetter = /^\p{L}$/u.test(key);
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const shift = shiftKey && (isLetter || name.length > 1) ? 'Shift+' : '';
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shift}${name}`;
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Mod: 'Ctrl',
  Escape: 'Esc',
};

/** e.g. `Shift+R`, `Alt+↑`, for people. */
export function keyText(key: string): string {
  if (key === '+') return key;
  return key
    .split('+')
    .map((part) => SIGNS[part] ?? part)
    .join('+');
}

/** The first key of a command, for people; empty when it has none. */
export function keyTextFor(command: ViewCommand): string {
  const [key] = KEY_GROUPS.flatMap(({ rows }) => rows).find((each) => each.command === command)?.keys ?? [];
  return key === undefined ? '' : keyText(key);
}

/** e.g. "Fit (F)". */
export function labelWithKey(label: string, command: ViewCommand): string {
  const key = keyTextFor(command);
  return key === '' ? label : `${label} (${key})`;
}
