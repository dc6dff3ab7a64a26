/** What the keys of the chat do, wherever the focus is in it. */
export interface KeyEvents {
  /** Escape, where nothing nearer to the focus has taken it. */
  onEscape(): void;
  onFind(): void;
  /** F3 and Shift+F3; false where nothing is sought. */
  onFindNext(by: 1 | -1): boolean;
  /** Ctrl+Z outside a text field; false where there is nothing to put back. */
  onUndo(): boolean;
}

/**
 * Listens for the keys of the chat. What is taken must not reach the listener on the frame's window, which hands it to
 * the editor.
 */
export function listenForKeys(events: KeyEvents): void {
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey, altKey } = event;
    const control = (event.ctrlKey || event.metaKey) && !altKey && !shiftKey;
    if (key === 'Escape') {
      events.onEscape();
      return;
    }
    if (control && key.toLowerCase() === 'f') events.onFind();
    else if (key === 'F3') {
      if (!events.onFindNext(shiftKey ? -1 : 1)) return;
    } else if (control && key.toLowerCase() === 'z' && !isTextField(event.target)) {
      if (!events.onUndo()) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
