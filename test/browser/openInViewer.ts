/** Ways to a picture that is drawn, and to the keyboard on it. */
import type { Frame } from '@playwright/test';
import type { WorkbenchWindow } from './workbenchWindow.ts';

/** The viewer that is in front, once its picture is drawn in full. */
export async function viewerInFront(workbench: WorkbenchWindow): Promise<Frame> {
  const viewer = await workbench.webview('[data-testid="canvas-left"][data-quality="full"]');
  return viewer;
}

export async function openInViewer(workbench: WorkbenchWindow, name: string): Promise<Frame> {
  // Not `openFile`: a file without an extension has two tabs for a moment.
  await workbench.page.keyboard.press('Control+P');
  await workbench.fillQuickInput(name);
  await workbench.pick(name);
  return viewerInFront(workbench);
}

/** Puts the keyboard on the picture. */
export async function focusPicture(viewer: Frame): Promise<void> {
  await viewer.locator('[data-pane="left"]').focus();
}
