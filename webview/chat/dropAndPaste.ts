import { mayHoldImages } from './incomingFiles.ts';

export interface DropAndPasteEvents {
  onData(data: DataTransfer): void;
  /** A drag that may hold images is over the panel, or has left it. */
  onHover(hovering: boolean): void;
}

/**
 * Makes the whole panel a place to drop images on and to paste them. VS Code takes a drag of files away from a webview
 * as soon as its own listener on the frame's window sees it (unless Shift is held, microsoft/vscode#182449), so these
 * events must not get that far.
 */
export function listenForDropAndPaste(events: DropAndPasteEvents): void {
  let depth = 0;
  const hover = (next: number): void => {
    if (next > 0 !== depth > 0) events.onHover(next > 0);
    depth = next;
  };
  const onDrag = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', react: (data: DataTransfer) => void): void => {
    document.addEventListener(type, (event) => {
      const data = event.dataTransfer;
      if (data === null || !mayHoldImages(data)) return;
      event.preventDefault();
      event.stopPropagation();
      react(data);
    });
  };
  onDrag('dragenter', () => {
    hover(depth + 1);
  });
  onDrag('dragover', (data) => {
    data.dropEffect = 'copy';
  });
  onDrag('dragleave', () => {
    hover(Math.max(0, depth - 1));
  });
  onDrag('drop', (data) => {
    hover(0);
    events.onData(data);
  });
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (data === null || data.files.length === 0) return; // text goes where it is meant to
    event.preventDefault();
    events.onData(data);
  });
}
