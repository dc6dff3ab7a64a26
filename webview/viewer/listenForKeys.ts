import { commandFor, keyOf } from './keys.ts';
import { performCommand } from './performCommand.ts';
import type { Viewer } from './viewer.ts';

/** Keys that a slider, a list or a button has a use of its own for. */
const NAVIGATION = /^(Arrow|Page|Home$|End$)/;
/** Begins the editor's own two-part shortcuts, e.g. Ctrl+K Z; the key after it is not for the viewer. */
const CHORD = 'Mod+K';
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']);
const PRESSING = /^(Enter|Space)$/;

/** The keyboard of the viewer. A key that it takes does not reach the editor's own shortcuts. */
export function listenForKeys(viewer: Viewer): void {
  let isInChord = false;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || MODIFIERS.has(event.key)) return;
    const key = keyOf(event);
    const isSecondOfChord = isInChord;
    isInChord = key === CHORD && !isSecondOfChord;
    if (isSecondOfChord) return;
    const command = commandFor(key);
    if (command === undefined || isTakenByFocus(event, key)) return;
    // With text chosen, copying means the text.
    if (command === 'copyImage' && document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    event.stopPropagation();
    // Space held pans; only its release, without a drag in between, plays.
    if (key === 'Space') viewer.focused?.holdSpace();
    else performCommand(viewer, command);
  });
  document.addEventListener('keyup', (event) => {
    if (event.key === ' ' && viewer.focused?.releaseSpace() === true) performCommand(viewer, 'playPause');
  });
}

function isTakenByFocus(event: KeyboardEvent, key: string): boolean {
  const focus = event.target;
  if (!(focus instanceof HTMLElement)) return false;
  if (focus instanceof HTMLInputElement) return focus.type === 'range' ? NAVIGATION.test(key) : true;
  if (focus instanceof HTMLSelectElement) return NAVIGATION.test(key) || PRESSING.test(key) || key.length === 1;
  if (focus.closest('[role="menu"], [role="grid"]') !== null)
    return key !== 'Escape' && (NAVIGATION.test(key) || PRESSING.test(key));
  if (focus.closest('dialog') !== null) return key !== '?';
  return PRESSING.test(key) && focus.closest('button, vscode-button, a') !== null;
}
