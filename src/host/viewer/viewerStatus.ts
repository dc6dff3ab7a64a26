import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { formatName } from '../../display/formatName.ts';
import type { ViewedFrame } from '../../protocol/viewer.ts';
import { labelText } from '../../text/labelText.ts';
import { markdownText } from '../../text/markdownText.ts';
import { StatusItem } from '../messages/statusItem.ts';
import type { OpenViewers } from './openViewers.ts';

/** What is in front in the active viewer, for somebody whose eyes are on the report beside it. */
export class ViewerStatus implements vscode.Disposable {
  readonly #viewers: OpenViewers;
  readonly #item = new StatusItem('llavaMed.viewer', t`LLaVA-Med image`, 101, {
    title: t`Ask LLaVA-Med about image`,
    command: 'llavaMed.askAboutImage',
  });
  readonly #subscription: vscode.Disposable;
  /** Whose frame and window it says. */
  #shown: string | undefined;

  constructor(viewers: OpenViewers) {
    this.#viewers = viewers;
    this.#subscription = viewers.onDidChange(() => {
      void this.#update();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  async #update(): Promise<void> {
    const { active } = this.#viewers;
    const front = active?.inFront;
    if (active === undefined || front === undefined) {
      this.#hide();
      return;
    }
    // What it says is of another image until the header of this one is read.
    if (front.item.id !== this.#shown) this.#hide();
    // One that cannot be shown says so itself.
    const header = await active.header(front.item).catch(() => undefined);
    if (active !== this.#viewers.active || active.inFront !== front) return;
    if (header === undefined) {
      this.#hide();
      return;
    }
    const { item, viewed } = front;
    const facts = [
      header.modality ?? formatName(header.format),
      ...(item.frames > 1 ? [t`frame ${viewed.frame + 1}/${item.frames}`] : []),
      ...windowText(viewed),
    ];
    this.#item.show({
      text: labelText`$(device-camera) ${facts.join(' · ')}`,
      tooltip: markdownText`${item.name}\n\nThe image, frame and window that "Ask LLaVA-Med about image" is about.`,
    });
    this.#shown = item.id;
  }

  #hide(): void {
    this.#shown = undefined;
    this.#item.hide();
  }
}

function windowText({ voi }: ViewedFrame): string[] {
  if (voi === undefined) return [];
  return voi.kind === 'window'
    ? [`W ${String(Math.round(voi.width))} L ${String(Math.round(voi.center))}`]
    : [`VOI LUT ${String(voi.index + 1)}`];
}
