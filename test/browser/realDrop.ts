import type { Locator, Page } from '@playwright/test';

/**
 * Drops files from the disk onto an element as the operating system does, without Shift. Events made in the page would
 * not show what matters: for a real drag the workbench takes the pointer away from a webview that lets `dragover`
 * bubble.
 */
export async function dropFiles(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('The drop target is not visible.');
  const position = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...position, data });
    // The workbench answers a drag over two process boundaries; a person's hand is slower still.
    await page.waitForTimeout(200);
  }
  await session.detach();
}
