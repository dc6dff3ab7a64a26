import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { readFrontMatter } from '../../../report/frontMatter.ts';
import type { ContentChange } from '../../../report/reading/textRange.ts';
import { renameImages } from '../../../report/renameImages.ts';
import { imageName, imagePath } from '../documents/imagePaths.ts';
import type { OutsideImages } from '../documents/outsideImages.ts';
import { editDocument, lineBreak, reportOf, toRange } from '../documents/reportDocuments.ts';

/** So long after its tab is gone an untitled report is still what a file was saved from, in milliseconds. */
const remembered = 5000;

/**
 * An untitled report names images from the workspace on, one with a file from its own folder on. When it gets a file,
 * the names follow, as one undo step, and so does what a person has allowed to be read for it.
 */
export class FirstSave implements vscode.Disposable {
  readonly #outside: OutsideImages;
  readonly #subscription: vscode.Disposable;
  #closed: { readonly document: vscode.TextDocument; readonly at: number } | undefined;

  constructor(outside: OutsideImages) {
    this.#outside = outside;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.isUntitled && reportOf(document)) this.#closed = { document, at: performance.now() };
      }),
      vscode.workspace.onWillSaveTextDocument((event) => {
        const { document } = event;
        const untitled = this.#savedFrom(document);
        if (!untitled) return;
        const change = withNamesFor(document, untitled);
        if (change) event.waitUntil(Promise.resolve([textEdit(document, change)]));
        void this.#allow(document, untitled);
      }),
      // Where the editor let nobody write into the file before it was saved.
      vscode.workspace.onDidSaveTextDocument((document) => {
        const untitled = this.#savedFrom(document);
        if (untitled) void this.#follow(document, untitled);
      }),
    );
  }

  /** The untitled report whose words a file has that is being saved. */
  #savedFrom(document: vscode.TextDocument): vscode.TextDocument | undefined {
    if (document.uri.scheme !== 'file') return undefined;
    const closed = this.#closed && performance.now() - this.#closed.at < remembered ? [this.#closed.document] : [];
    const untitled = vscode.workspace.textDocuments.filter((one) => one.isUntitled && reportOf(one));
    if (untitled.length === 0 && closed.length === 0) return undefined;
    const words = wordsOf(document);
    return [...untitled, ...closed].find((one) => wordsOf(one) === words);
  }

  async #follow(document: vscode.TextDocument, untitled: vscode.TextDocument): Promise<void> {
    await this.#allow(document, untitled);
    if (await editDocument(document, () => withNamesFor(document, untitled))) await document.save();
  }

  /** What may be read for the untitled report may be read for its file. */
  async #allow(document: vscode.TextDocument, untitled: vscode.TextDocument): Promise<void> {
    const paths = (readFrontMatter(untitled.getText())?.images ?? []).flatMap((name) => pathOf(untitled, name) ?? []);
    const closed = await this.#outside.unasked(untitled, paths);
    const asked = await this.#outside.unasked(document, paths);
    const allowed = asked.filter((path) => !closed.includes(path));
    if (allowed.length > 0) await this.#outside.allow(document, allowed);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function withNamesFor(document: vscode.TextDocument, untitled: vscode.TextDocument): ContentChange | undefined {
  const rename = (name: string): string => {
    const path = isAbsolute(name) ? undefined : pathOf(untitled, name);
    return path === undefined ? name : imageName(document, path);
  };
  return renameImages(document.getText(), rename, lineBreak(document));
}

/** Undefined for what is no file. */
function pathOf(document: vscode.TextDocument, name: string): string | undefined {
  try {
    return imagePath(document, name);
  } catch {
    return undefined;
  }
}

/** A save may trim lines or end the last one. */
function wordsOf(document: vscode.TextDocument): string {
  return document.getText().replace(/\s+/g, '');
}

function textEdit(document: vscode.TextDocument, { offset, length, text }: ContentChange): vscode.TextEdit {
  return vscode.TextEdit.replace(toRange(document, { start: offset, end: offset + length }), text);
}
