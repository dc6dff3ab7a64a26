/** An image viewer whose view a test drives: a folder with the sample series, the services, and what the chat was given. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createLocalServices, type LocalServices } from '../../src/assistant/localServices.ts';
import type { GivenImage } from '../../src/host/images/givenImage.ts';
import { ImageViewer } from '../../src/host/viewer/imageViewer.ts';
import type { OpenViewers } from '../../src/host/viewer/openViewers.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { TestView } from './testView.ts';

export const samples = join(__dirname, '..', '..', '..', 'samples');
/** Names of the CT test object's images, in order. */
export const slices = Array.from({ length: 8 }, (_, index) => `IM00000${String(index + 1)}`);

export class ViewerUnderTest {
  /** Holds the series in `ct`. */
  readonly folder: string;
  readonly local: LocalServices;
  readonly log: vscode.LogOutputChannel;

  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `llava-med-${name}-`));
    this.log = vscode.window.createOutputChannel(`${name}.test`, { log: true });
    const pair = writeRandomPair(this.folder, 'random', { width: 256 });
    const settings = {
      load: () => ({ pair, gpu: 'cpu' as const, contextSize: 4096, threads: 1 }),
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: 4, seed: 1 }),
    };
    this.local = createLocalServices({ distDir: join(__dirname, '..', '..'), settings });
    mkdirSync(join(this.folder, 'ct'));
    for (const name of slices) copyFileSync(join(samples, 'ct-test-object', name), join(this.folder, 'ct', name));
  }

  /** Opens an address in a viewer of `viewers`; what the chat is given is added to `given`. */
  open(uri: vscode.Uri, viewers: OpenViewers, given: GivenImage[]): TestView {
    const view = new TestView();
    const take = async (images: readonly GivenImage[]): Promise<void> => {
      given.push(...images);
    };
    const chat = { addImages: take, askQuestionAbout: take };
    const { assistant, imaging } = this.local;
    const services = { assistant, imaging, chat, log: this.log, extensionUri: vscode.Uri.file(this.folder) };
    viewers.add(new ImageViewer(uri, view.panel, services, viewers));
    view.say({ type: 'ready' });
    return view;
  }

  async dispose(): Promise<void> {
    await this.local.dispose();
    this.log.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
