import * as vscode from 'vscode';
import type { GivenImage } from '../images/givenImage.ts';
import type { OpenViewer } from './openViewer.ts';

/** The viewers of the window, and which of them is the active editor. */
export class OpenViewers implements vscode.Disposable {
  readonly #open = new Set<OpenViewer>();
  readonly #closed = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** Another viewer is active, or the active one shows something else. */
  readonly onDidChange = this.#changed.event;

  get all(): readonly OpenViewer[] {
    return [...this.#open];
  }

  /** It stays the active one while the focus is in the side bar or the palette. */
  get active(): OpenViewer | undefined {
    return this.all.find(({ panel }) => panel.active);
  }

  /** What the active viewer shows; undefined where none is active, or it was not opened for this file. */
  async viewed(uri?: vscode.Uri): Promise<GivenImage | undefined> {
    const { active } = this;
    return active === undefined || (uri !== undefined && uri.toString() !== active.uri.toString())
      ? undefined
      : active.givenImage();
  }

  /** What the viewers of the window show, those that can be seen first. A file that cannot be read is left out. */
  async shown(): Promise<readonly GivenImage[]> {
    const { all } = this;
    const ordered = [...all.filter(({ panel }) => panel.visible), ...all.filter(({ panel }) => !panel.visible)];
    const given = await Promise.allSettled(ordered.map((viewer) => viewer.givenImage()));
    return given.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
  }

  /** Milliseconds since a viewer of this file was closed; infinite where none was. */
  sinceClosed(uri: vscode.Uri): number {
    return Date.now() - (this.#closed.get(uri.toString()) ?? Number.NEGATIVE_INFINITY);
  }

  /** Keeps the viewer until its editor is closed. */
  add(viewer: OpenViewer): void {
    this.#open.add(viewer);
    viewer.onDidMoveOn(() => {
      this.#changed.fire();
    });
    viewer.panel.onDidChangeViewState(() => {
      this.#changed.fire();
    });
    viewer.panel.onDidDispose(() => {
      this.#open.delete(viewer);
      this.#closed.set(viewer.uri.toString(), Date.now());
      viewer.dispose();
      this.#changed.fire();
    });
    this.#changed.fire();
  }

  dispose(): void {
    for (const viewer of this.#open) viewer.dispose();
    this.#open.clear();
    this.#changed.dispose();
  }
}
