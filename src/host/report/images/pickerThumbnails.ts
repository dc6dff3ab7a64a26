import * as vscode from 'vscode';
import type { Imaging } from '../../../imaging/imaging.ts';
import { labelText } from '../../../text/labelText.ts';
import type { ImageItem } from './imageItem.ts';

/** Twice what the picker shows, for screens with small pixels. */
const side = 64;
/** Decoding all images of a large workspace for a list would keep the draft waiting. */
const most = 40;

/**
 * Puts the pictures themselves before the names. `redraw` is called seldom, since it lays out the whole list: when those
 * that are open have theirs, and when all have.
 */
export async function pickerThumbnails(
  items: readonly ImageItem[],
  imaging: Imaging,
  signal: AbortSignal,
  redraw: () => void,
): Promise<void> {
  for (const item of items.slice(0, most)) {
    const { choice } = item;
    if (!choice) continue;
    try {
      const { frame, voi } = choice;
      const display = await imaging.decode(choice.source, { frame, voi }, signal);
      const png = await imaging.thumbnail(display, side, signal);
      item.iconPath = vscode.Uri.parse(`data:image/png;base64,${Buffer.from(png).toString('base64')}`, true);
    } catch {
      if (signal.aborted) return;
      item.iconPath = new vscode.ThemeIcon('warning');
      item.description = choice.place === '' ? labelText`cannot be read` : labelText`${choice.place} · cannot be read`;
    }
    if (signal.aborted) return;
    if (choice.group === 'open' && items[items.indexOf(item) + 1]?.choice?.group !== 'open') redraw();
  }
  redraw();
}
