/** Folders, DICOMDIRs and ZIPs in a real extension host: what the viewer opens of them, and what its view is told. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LocalServices } from '../../src/assistant/localServices.ts';
import type { GivenImage } from '../../src/host/images/givenImage.ts';
import { studyPlace, studyUri } from '../../src/host/images/studyUri.ts';
import { OpenViewers } from '../../src/host/viewer/openViewers.ts';
import { dicomdir, zipFile } from '../unit/imaging/studyFiles.ts';
import type { TestView, Message } from './testView.ts';
import { slices, ViewerUnderTest } from './viewerUnderTest.ts';

describe('viewer of a study', function () {
  this.timeout(120_000);
  let folder: string;
  let local: LocalServices;
  let viewers: OpenViewers;
  let view: TestView;
  let given: GivenImage[];
  let host: ViewerUnderTest;

  before(() => {
    host = new ViewerUnderTest('studies');
    ({ folder, local } = host);
  });

  beforeEach(() => {
    given = [];
    viewers = new OpenViewers();
  });

  afterEach(() => {
    viewers.dispose();
  });

  after(() => host.dispose());

  /** Opens the address and answers what the view is first told. */
  function openUri(uri: vscode.Uri): Promise<Message<'opened'>> {
    view = host.open(uri, viewers, given);
    return view.next('opened');
  }

  it('leafs through a series inside a ZIP, and gives the chat its slices by their places', async () => {
    const files = slices.map((name) => ({ name: `ct/${name}`, bytes: readFileSync(join(folder, 'ct', name)) }));
    const path = join(folder, 'ct.zip');
    writeFileSync(path, zipFile(files));
    const image = { name: 'ct/IM000003', source: { kind: 'archived', path, entry: 'ct/IM000003' } } as const;
    const { stack } = await openUri(studyUri(path, image));
    assert.deepEqual(
      stack.items.map(({ name }) => name),
      ['IM000003'],
    );
    const itemId = stack.items[0]?.id ?? '';
    view.say({ type: 'want', frames: [{ itemId, frame: 0 }] });
    const { header, image: pixels } = await view.next('frame');
    const plain = { kind: 'file', path: join(folder, 'ct', 'IM000003') } as const;
    assert.equal(header.fileSha256, (await local.imaging.header(plain)).fileSha256);
    assert.deepEqual(pixels, await local.imaging.frame(plain, 0));
    const grown = (await view.next('stackGrew')).stack;
    assert.deepEqual([grown.index, grown.items.map(({ name }) => name)], [2, slices]);
    assert.equal(grown.items[2]?.id, itemId);
    const last = grown.items[7]?.id ?? '';
    view.say({ type: 'want', frames: [{ itemId: last, frame: 0 }] });
    assert.equal((await view.next('frame')).itemId, last);
    view.say({ type: 'tags', itemId: last });
    assert.ok((await view.next('tags')).rows.length > 20);
    view.say({ type: 'addToChat', viewed: { itemId: last, frame: 0 } });
    for (let waited = 0; given.length === 0 && waited < 5000; waited += 20) await delay(20);
    assert.deepEqual(given, [
      {
        source: { kind: 'archived', path, entry: 'ct/IM000008' },
        frame: 0,
        slice: { number: 8, of: 8, series: grown.title },
      },
    ]);
    view.say({ type: 'deidentify', itemId: last });
    assert.match((await view.next('said')).message, /^IM000008 is inside a ZIP\. Unpack it first/u);
  });

  it('leafs through a series that a DICOMDIR names, whatever folders it lies in', async () => {
    const ids = slices.map((_, index) => [`D${String(index % 2)}`, `IM${String(index)}`]);
    mkdirSync(join(folder, 'disc', 'd0'), { recursive: true });
    mkdirSync(join(folder, 'disc', 'd1'));
    for (const [index, name] of slices.entries())
      copyFileSync(join(folder, 'ct', name), join(folder, 'disc', ...(ids[index] ?? []).map((id) => id.toLowerCase())));
    const path = join(folder, 'disc', 'DICOMDIR');
    writeFileSync(path, dicomdir(ids));
    const first = join(folder, 'disc', 'd0', 'im0');
    const { stack } = await openUri(studyUri(path, { name: 'D0/IM0', source: { kind: 'file', path: first } }));
    view.say({ type: 'want', frames: [{ itemId: stack.items[0]?.id ?? '', frame: 0 }] });
    await view.next('frame');
    const grown = (await view.next('stackGrew')).stack;
    assert.deepEqual(
      grown.items.map(({ name }) => name),
      ['im0', 'im1', 'im2', 'im3', 'im4', 'im5', 'im6', 'im7'],
    );
  });
});

describe('editor of studies', () => {
  const workspace = (): vscode.Uri => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first.uri;
  };
  const active = (): unknown => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

  async function untilViewerOf(name: string): Promise<vscode.TabInputCustom> {
    for (let waited = 0; waited < 30_000; waited += 50) {
      const input = active();
      if (input instanceof vscode.TabInputCustom && basename(input.uri.path) === name && input.uri.scheme !== 'file')
        return input;
      await delay(50);
    }
    throw new Error(`No viewer of ${name} came to the front.`);
  }

  async function untilOneTab(what: string): Promise<void> {
    for (let waited = 0; vscode.window.tabGroups.activeTabGroup.tabs.length > 1 && waited < 10_000; waited += 50)
      await delay(50);
    assert.equal(vscode.window.tabGroups.activeTabGroup.tabs.length, 1, what);
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens a ZIP on request, at an address that leads to its series after a reload too; a click leaves it alone', async () => {
    const ct = vscode.Uri.joinPath(workspace(), 'ct-test-object');
    const files = slices.map((name) => ({ name, bytes: readFileSync(join(ct.fsPath, name)) }));
    const zip = vscode.Uri.joinPath(workspace(), 'ct.zip');
    writeFileSync(zip.fsPath, zipFile(files));
    await vscode.commands.executeCommand('llavaMed.openInViewer', zip);
    const { uri, viewType } = await untilViewerOf('ct.zip');
    assert.deepEqual([uri.scheme, viewType], ['llava-med-study', 'llavaMed.viewer']);
    const { name, ...place } = studyPlace(uri) ?? { name: '' };
    assert.deepEqual(
      [name, place],
      [slices[0], { container: zip.fsPath, source: { kind: 'archived', path: zip.fsPath, entry: slices[0] } }],
    );
    assert.deepEqual(studyPlace(vscode.Uri.parse(uri.toString())), studyPlace(uri));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.open', zip);
    await delay(1500);
    assert.ok(!(active() instanceof vscode.TabInputCustom), 'a click on a ZIP is the editor’s');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.openWith', zip, 'llavaMed.viewerOnRequest');
    assert.equal(studyPlace((await untilViewerOf('ct.zip')).uri)?.container, zip.fsPath);
    await untilOneTab('no empty editor is left');
  });

  it('opens a DICOMDIR that is clicked as its series, and a folder on request', async () => {
    const folder = vscode.Uri.joinPath(workspace(), 'disc');
    mkdirSync(join(folder.fsPath, 'images'), { recursive: true });
    for (const name of slices)
      copyFileSync(join(workspace().fsPath, 'ct-test-object', name), join(folder.fsPath, 'images', name));
    const index = vscode.Uri.joinPath(folder, 'dicomdir');
    writeFileSync(index.fsPath, dicomdir(slices.map((name) => ['IMAGES', name])));
    await vscode.commands.executeCommand('vscode.open', index);
    const { uri } = await untilViewerOf('dicomdir');
    assert.equal(studyPlace(uri)?.name, `IMAGES/${slices[0] ?? ''}`);
    await untilOneTab('the text editor is gone');
    await vscode.commands.executeCommand('llavaMed.openInViewer', folder);
    assert.equal(studyPlace((await untilViewerOf('disc')).uri)?.container, folder.fsPath);
  });
});
