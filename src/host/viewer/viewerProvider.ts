import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { ImageViewer } from './imageViewer.ts';
import type { OpenViewers } from './openViewers.ts';
import type { ViewerServices } from './viewerServices.ts';

/** The editor of image files by their names: the default for DICOM and NIfTI. */
export const VIEWER = 'llavaMed.viewer';
/**
 * The same for pictures and for names that end in a digit, as DICOM files without an extension mostly do: offered by
 * "Reopen Editor With…". A type of editor has one priority only. It is not offered for every file, since an editor that
 * is puts a choice of editors above each text.
 */
export const VIEWER_ON_REQUEST = 'llavaMed.viewerOnRequest';

/** Shows one file, which it never changes. */
export class ViewerProvider implements vscode.CustomReadonlyEditorProvider {
  readonly #services: ViewerServices;
  readonly #viewers: OpenViewers;

  constructor(services: ViewerServices, viewers: OpenViewers) {
    this.#services = services;
    this.#viewers = viewers;
  }

  /**
   * Nothing is read here: whatever is wrong with the file is said in the viewer, with its tags where they can be read.
   */
  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    // For a file that no selector of ours names, the editor would show the type's id.
    panel.title = basename(uri.path);
    this.#viewers.add(new ImageViewer(uri, panel, this.#services, this.#viewers));
  }
}
