import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { isStudy } from '../studies/studyImages.ts';
import { ImageViewer } from './imageViewer.ts';
import { openStudy } from './openStudy.ts';
import type { OpenViewers } from './openViewers.ts';
import type { ViewerServices } from './viewerServices.ts';

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

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    if (await isStudy(uri)) {
      // A study is no picture: its series has an editor of its own.
      void openStudy(uri, this.#services, panel.viewColumn).finally(() => {
        panel.dispose();
      });
      return;
    }
    // For a file that no selector of ours names, the editor would show the type's id.
    panel.title = basename(uri.path);
    this.#viewers.add(new ImageViewer(uri, panel, this.#services, this.#viewers));
  }
}
