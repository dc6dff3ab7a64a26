import { commandFor, keyOf } from './keys.ts';
import { performCommand } from './performCommand.ts';
import type { Viewer } from './viewer.ts';

/** Keys that a slider, a list or a button has a use of its own for. */
const NAVIGATION = /^(Arrow|Page|Home$|End$)/;
const PRESSING = /^(Enter|Space)$/;

/** The keyboard of the viewer. A key that it takes does not reach the editor's own shortcuts. */
export function listenForKeys(viewer: Viewer): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyOf(event);
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
  if (focus.closest('[role="menu"], [role="grid"]') !== null) return key !== 'Escape' && (NAVIGATION.test(key) || PRESSING.test(key));
  if (focus.closest('dialog') !== null) return key !== '?';
  return PRESSING.test(key) && focus.closest('button, vscode-button, a') !== null;
}
