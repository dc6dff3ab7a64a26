/**
 * The image viewer in a real extension host: which files it opens by itself, and what its view is told. The test takes
 * the view's place.
 */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LocalServices } from '../../src/assistant/localServices.ts';
import type { GivenImage } from '../../src/host/images/givenImage.ts';
import { OpenDicomByContent } from '../../src/host/viewer/openDicomByContent.ts';
import { OpenViewers } from '../../src/host/viewer/openViewers.ts';
import { createImaging } from '../../src/imaging/localImaging.ts';
import { dicomFile } from '../unit/imaging/dicomBuilder.ts';
import type { TestView, Message } from './testView.ts';
import { samples, slices, ViewerUnderTest } from './viewerUnderTest.ts';

describe('image viewer', function () {
  this.timeout(120_000);
  let folder: string;
  let local: LocalServices;
  let viewers: OpenViewers;
  let view: TestView;
  let given: GivenImage[];
  let host: ViewerUnderTest;

  before(() => {
    host = new ViewerUnderTest('viewer');
    ({ folder, local } = host);
    for (const file of ['us-beating-chamber.dcm', 'histology-inflammation.png', 'chest-normal.dcm'])
      copyFileSync(join(samples, file), join(folder, file));
  });

  beforeEach(() => {
    given = [];
    viewers = new OpenViewers();
  });

  afterEach(() => {
    viewers.dispose();
  });

  after(() => host.dispose());

  /** Opens a file of the folder and answers what the view is first told. */
  async function open(...path: readonly string[]): Promise<Message<'opened'>> {
    view = host.open(vscode.Uri.file(join(folder, ...path)), viewers, given);
    return view.next('opened');
  }

  it('shows the file first, then its series; frames with their header, as the decoder gives them', async () => {
    const { stack, pane } = await open('ct', 'IM000003');
    assert.deepEqual(
      [pane, stack.title, stack.index, stack.items.map(({ name, frames }) => [name, frames])],
      ['left', 'IM000003', 0, [['IM000003', 1]]],
    );
    const itemId = stack.items[0]?.id ?? '';
    view.say({ type: 'want', frames: [{ itemId, frame: 0 }] });
    const { image, header } = await view.next('frame');
    const source = { kind: 'file', path: join(folder, 'ct', 'IM000003') } as const;
    assert.deepEqual(image, structuredClone(await local.imaging.frame(source, 0)));
    assert.deepEqual(header, structuredClone(await local.imaging.header(source)));
    const grown = await view.next('stackGrew');
    assert.deepEqual(
      grown.stack.items.map(({ name }) => name),
      slices,
    );
    assert.deepEqual([grown.stack.index, grown.stack.items[2]?.id], [2, itemId]);
    assert.equal(grown.stack.title, 'CT · series 2 · Synthetic test object');
    view.say({ type: 'want', frames: grown.stack.items.map(({ id }) => ({ itemId: id, frame: 0 })) });
    const seen = [];
    for (let index = 0; index < slices.length; index++) seen.push((await view.next('frame')).itemId);
    assert.deepEqual(
      seen,
      grown.stack.items.map(({ id }) => id),
    );
  });

  it('tells a view that was hidden and comes back what is open', async () => {
    const first = await open('us-beating-chamber.dcm');
    assert.equal(first.stack.items[0]?.frames, 16);
    view.say({ type: 'ready' });
    assert.deepEqual(await view.next('opened'), first);
  });

  it('gives the very pixels that the engine gets, for the frame and the window', async () => {
    const { stack } = await open('us-beating-chamber.dcm');
    const viewed = {
      itemId: stack.items[0]?.id ?? '',
      frame: 8,
      voi: { kind: 'window', center: 60, width: 100 },
    } as const;
    view.say({ type: 'modelView', viewed });
    const message = await view.next('modelView');
    assert.deepEqual(message.viewed, viewed);
    const source = { kind: 'file', path: join(folder, 'us-beating-chamber.dcm') } as const;
    const expected = await local.assistant.modelInput(
      await local.imaging.decode(source, { frame: 8, voi: viewed.voi }),
    );
    assert.deepEqual(
      [message.view.width, message.view.height, message.view.patchSize, message.view.tokens],
      [expected.width, expected.height, 14, 16],
    );
    assert.deepEqual(message.view.rgb, new Uint8Array(expected.rgb));
  });

  it('hands this frame with this window to the chat', async () => {
    const { stack } = await open('us-beating-chamber.dcm');
    const viewed = {
      itemId: stack.items[0]?.id ?? '',
      frame: 3,
      voi: { kind: 'window', center: 60, width: 100 },
    } as const;
    const expected: GivenImage = {
      source: { kind: 'file', path: join(folder, 'us-beating-chamber.dcm') },
      frame: 3,
      voi: viewed.voi,
    };
    view.say({ type: 'addToChat', viewed });
    view.say({ type: 'ask', viewed });
    view.say({ type: 'viewing', pane: 'left', viewed });
    for (let waited = 0; given.length < 2 && waited < 5000; waited += 10) await delay(10);
    assert.deepEqual(given, [expected, expected]);
    assert.deepEqual(await viewers.viewed(), expected);
    assert.deepEqual(await viewers.viewed(vscode.Uri.file(join(folder, 'us-beating-chamber.dcm'))), expected);
    assert.equal(await viewers.viewed(vscode.Uri.file(join(folder, 'another.dcm'))), undefined);
    view.close();
    assert.equal(viewers.active, undefined);
  });

  it('reads the tags of a DICOM file, and shows other pictures as well', async () => {
    const { stack } = await open('chest-normal.dcm');
    view.say({ type: 'tags', itemId: stack.items[0]?.id ?? '' });
    const { rows } = await view.next('tags');
    assert.ok(rows.some(({ tag }) => tag.toUpperCase() === '(0008,0060)'));
    const picture = await open('histology-inflammation.png');
    view.say({ type: 'want', frames: [{ itemId: picture.stack.items[0]?.id ?? '', frame: 0 }] });
    assert.equal((await view.next('frame')).image.kind, 'colour');
  });

  it('says what is wrong with a file in words of ours, and what a DICOMDIR is', async () => {
    writeFileSync(join(folder, 'letter.dcm'), 'Dear colleague, this is a letter. '.repeat(10));
    const { stack } = await open('letter.dcm');
    const itemId = stack.items[0]?.id ?? '';
    view.say({ type: 'want', frames: [{ itemId, frame: 0 }] });
    assert.match((await view.next('frameFailed')).message, /^letter\.dcm is /u);
    view.say({ type: 'modelView', viewed: { itemId, frame: 0 } });
    assert.match((await view.next('modelViewFailed')).message, /^letter\.dcm is /u);
    writeFileSync(join(folder, 'DICOMDIR'), dicomFile([['00080016', 'UI', '1.2.840.10008.1.3.10']]));
    const directory = await open('DICOMDIR');
    view.say({ type: 'want', frames: [{ itemId: directory.stack.items[0]?.id ?? '', frame: 0 }] });
    assert.match((await view.next('frameFailed')).message, /^DICOMDIR is a DICOMDIR, the index of a folder or disc/u);
  });

  it('tells the view of a file that changes and of one that goes', async () => {
    const path = join(folder, 'changing.dcm');
    copyFileSync(join(folder, 'chest-normal.dcm'), path);
    const { stack } = await open('changing.dcm');
    const itemId = stack.items[0]?.id ?? '';
    view.say({ type: 'want', frames: [{ itemId, frame: 0 }] });
    await view.next('frame');
    await view.next('stackGrew');
    assert.match((await view.next('said')).message, /^One file of this series is a copy/u);
    await delay(1000); // the watcher starts in another process
    writeFileSync(path, readFileSync(join(samples, 'us-beating-chamber.dcm')));
    assert.equal((await view.next('changed')).itemId, itemId);
    assert.equal((await view.next('stackGrew')).stack.items[0]?.frames, 16);
    view.say({ type: 'want', frames: [{ itemId, frame: 15 }] });
    assert.equal((await view.next('frame')).frame, 15);
    rmSync(path);
    assert.match((await view.next('said')).message, /^changing\.dcm has been deleted/u);
  });
});

describe('editor of image files', () => {
  const workspace = (): vscode.Uri => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first.uri;
  };
  const active = (): unknown => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

  async function untilViewerOf(name: string): Promise<vscode.TabInputCustom> {
    for (let waited = 0; waited < 30_000; waited += 50) {
      const input = active();
      if (input instanceof vscode.TabInputCustom && basename(input.uri.path) === name) return input;
      await delay(50);
    }
    throw new Error(`No viewer of ${name} came to the front.`);
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is the viewer for DICOM by name', async () => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(workspace(), 'us-beating-chamber.dcm'));
    assert.equal((await untilViewerOf('us-beating-chamber.dcm')).viewType, 'llavaMed.viewer');
  });

  it('is the viewer for DICOM by content, in place of the text editor; other files without an extension stay text', async () => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(workspace(), 'ct-test-object', 'IM000001'));
    await untilViewerOf('IM000001');
    for (let waited = 0; vscode.window.tabGroups.activeTabGroup.tabs.length > 1 && waited < 5000; waited += 50)
      await delay(50);
    assert.deepEqual(
      vscode.window.tabGroups.activeTabGroup.tabs.map(({ input }) => input instanceof vscode.TabInputCustom),
      [true],
    );
    const notes = vscode.Uri.joinPath(workspace(), 'NOTES');
    await vscode.workspace.fs.writeFile(notes, Buffer.from('Dear colleague'));
    await vscode.commands.executeCommand('vscode.open', notes, { preview: false });
    await delay(1000);
    assert.ok(active() instanceof vscode.TabInputText);
  });

  it('comes to the front when its file is opened once more, and no text editor beside it', async () => {
    const uri = vscode.Uri.joinPath(workspace(), 'ct-test-object', 'IM000005');
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    await untilViewerOf('IM000005');
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(workspace(), 'report-chest.md'), {
      preview: false,
    });
    await vscode.commands.executeCommand('vscode.open', uri);
    await untilViewerOf('IM000005');
    await delay(500);
    const kinds = vscode.window.tabGroups.activeTabGroup.tabs.map(({ input }) =>
      input instanceof vscode.TabInputCustom ? 'viewer' : 'text',
    );
    assert.deepEqual(kinds.sort(), ['text', 'viewer']);
  });

  const untried = ['IM000002', 'IM000003'];

  it('lets somebody go from the viewer to the text editor', async () => {
    // Another file at a second try: one that was opened as text once stays so.
    const name = untried.shift() ?? 'IM000004';
    const uri = vscode.Uri.joinPath(workspace(), 'ct-test-object', name);
    await vscode.commands.executeCommand('vscode.open', uri);
    await untilViewerOf(name);
    await vscode.commands.executeCommand('reopenActiveEditorWith', 'default');
    await delay(1500);
    assert.ok(active() instanceof vscode.TabInputText, 'it was sent back');
  });

  it('is the viewer for DICOM that was opened as text before the extension ran', async () => {
    const uri = vscode.Uri.joinPath(workspace(), 'chest-normal.dcm');
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    assert.ok(active() instanceof vscode.TabInputText, 'a person who wants text gets text');
    const viewers = new OpenViewers();
    const log = vscode.window.createOutputChannel('content.test', { log: true });
    const imaging = createImaging({ childPath: join(__dirname, '..', '..', 'imagingChild.mjs') });
    const opened = new OpenDicomByContent(viewers, { imaging, log });
    await untilViewerOf('chest-normal.dcm');
    opened.dispose();
    viewers.dispose();
    await imaging.dispose();
    log.dispose();
  });

  it('opens any image on request', async () => {
    await vscode.commands.executeCommand(
      'llavaMed.openInViewer',
      vscode.Uri.joinPath(workspace(), 'gross-haemorrhage.png'),
    );
    await untilViewerOf('gross-haemorrhage.png');
  });
});
