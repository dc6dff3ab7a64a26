/**
 * Every key of the viewer, in one table: it is what the keyboard does, what buttons say on hover, and what the help
 * shows.
 */
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
  readonly label: string;
  /** Of several rows in a row that are one line of the help. */
  readonly line?: HelpLine;
}

export interface HelpLine {
  readonly keys: string;
  readonly label: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

function row(command: ViewCommand, label: string, ...keys: string[]): KeyRow {
  return { keys, command, label };
}

function line(keys: string, label: string, ...rows: readonly KeyRow[]): readonly KeyRow[] {
  const shared = { keys, label };
  return rows.map((each) => ({ ...each, line: shared }));
}

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: 'Images and frames',
    rows: [
      row('nextImage', 'Next', 'ArrowDown', 'ArrowRight'),
      row('previousImage', 'Previous', 'ArrowUp', 'ArrowLeft'),
      row('pageForward', 'Ten further', 'PageDown'),
      row('pageBack', 'Ten back', 'PageUp'),
      row('firstImage', 'First', 'Home'),
      row('lastImage', 'Last', 'End'),
      row('playPause', 'Play or pause', 'K', 'Space', 'Enter'),
      row('slower', 'Play slower', ','),
      row('faster', 'Play faster', '.'),
    ],
  },
  {
    title: 'Window',
    rows: [
      row('nextWindow', 'Next window of the list', 'W'),
      row('autoWindow', 'Window by the values (1–99.5 %)', 'A'),
      row('wider', 'Wider', 'Alt+ArrowRight'),
      row('narrower', 'Narrower', 'Alt+ArrowLeft'),
      row('brighter', 'Brighter (lower centre)', 'Alt+ArrowUp'),
      row('darker', 'Darker (higher centre)', 'Alt+ArrowDown'),
      row('invert', 'Invert', 'I'),
      ...line('1 – 9', 'First to ninth window of the list', row('preset1', 'First window of the list', '1')),
    ],
  },
  {
    title: 'View',
    rows: [
      row('fit', 'Fit', 'F'),
      row('actualSize', 'Pixel for pixel (1:1)', 'Z'),
      row('zoomIn', 'Zoom in', '+', '='),
      row('zoomOut', 'Zoom out', '-'),
      ...line(
        'Shift+arrows',
        'Move the image',
        row('panLeft', 'Move left', 'Shift+ArrowLeft'),
        row('panRight', 'Move right', 'Shift+ArrowRight'),
        row('panUp', 'Move up', 'Shift+ArrowUp'),
        row('panDown', 'Move down', 'Shift+ArrowDown'),
      ),
      row('rotateRight', 'Rotate clockwise', 'R'),
      row('rotateLeft', 'Rotate counterclockwise', 'Shift+R'),
      row('flipHorizontal', 'Flip left to right', 'H'),
      row('flipVertical', 'Flip top to bottom', 'V'),
      row('reset', 'Reset window and view', '0', 'Backspace'),
    ],
  },
  {
    title: 'Tools',
    rows: [
      row('windowTool', 'Drag changes the window', 'D'),
      row('panTool', 'Drag moves the image', 'P'),
      row('measure', 'Measure a distance', 'M'),
      row('angle', 'Measure an angle', 'Shift+M'),
      row('ellipse', 'Values in an ellipse', 'U'),
      row('rectangle', 'Values in a rectangle', 'B'),
      ...line(
        'Ctrl+arrows',
        'Move the pointer, to probe and measure',
        row('pointLeft', 'Pointer to the left', 'Mod+ArrowLeft'),
        row('pointRight', 'Pointer to the right', 'Mod+ArrowRight'),
        row('pointUp', 'Pointer up', 'Mod+ArrowUp'),
        row('pointDown', 'Pointer down', 'Mod+ArrowDown'),
      ),
      row('placePoint', 'Place a point there', 'Mod+Enter'),
      row('deleteMeasurement', 'Delete the chosen or last measurement', 'Delete'),
      row('clearMeasurements', 'Clear the measurements of the frame', 'Shift+Delete'),
      row('toggleOverlays', 'Overlays', 'O'),
      row('toggleAnnotations', 'Orientation letters and scale bar', 'N'),
      row('escape', 'Give up a drag, stop, close', 'Escape'),
    ],
  },
  {
    title: 'Model and data',
    rows: [
      row('ask', 'Ask about this frame', 'Q'),
      row('askRegion', 'Ask about the rectangle', 'Shift+B'),
      row('addToChat', 'Add this frame to the chat', 'Shift+Q'),
      row('toggleModelView', 'What the model sees', 'E'),
      row('togglePatchGrid', 'Patch grid', 'G'),
      row('toggleTags', 'Tags', 'T'),
      row('compare', 'Compare with another image', 'C'),
      row('closeCompare', 'Close the comparison', 'Shift+C'),
      row('toggleLink', 'Link the two images', 'L'),
      row('otherPane', 'Go to the other image', 'X'),
      row('exportPng', 'Save as PNG', 'S'),
      row('copyImage', 'Copy the image', 'Mod+C'),
      row('help', 'This help', '?'),
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
