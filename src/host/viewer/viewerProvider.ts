import type * as vscode from 'vscode';
import { ImageViewer } from './imageViewer.ts';
import type { OpenViewers } from './openViewers.ts';
import type { ViewerServices } from './viewerServices.ts';

/** The editor of image files by their names: the default for DICOM. */
export const VIEWER = 'llavaMed.viewer';
/** The same for any other file, offered by "Reopen Editor With…": a type of editor has one priority only. */
export const VIEWER_OF_ANY_FILE = 'llavaMed.viewerOfAnyFile';

/** Shows one file, which it never changes. */
export class ViewerProvider implements vscode.CustomReadonlyEditorProvider {
  readonly #services: ViewerServices;
  readonly #viewers: OpenViewers;

  constructor(services: ViewerServices, viewers: OpenViewers) {
    this.#services = services;
    this.#viewers = viewers;
  }

  /** Nothing is read here: whatever is wrong with the file is said in the viewer, with its tags where they can be read. */
  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    this.#viewers.add(new ImageViewer(uri, panel, this.#services, this.#viewers));
  }
}
