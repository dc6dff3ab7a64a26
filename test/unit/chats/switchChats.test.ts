/** Turning from one chat to another: nothing is lost, and nothing gets into the wrong folder. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ChatStore } from '../../../src/chats/chatStore.ts';
import type { ChatRef } from '../../../src/chats/chatSummary.ts';
import { type Conversation, emptyConversation } from '../../../src/conversation/conversation.ts';
import { startAfresh } from '../../../src/conversation/conversationEdits.ts';
import { branchOf } from '../../../src/conversation/branch.ts';
import { addVersion } from '../../../src/conversation/versions.ts';
import { answered, image } from '../conversation/sampleConversation.ts';
import { ChatFolders, asked, withKept } from './chatFolders.ts';

describe('turning to another chat', () => {
  let folders: ChatFolders;
  beforeEach(() => {
    folders = new ChatFolders();
  });
  afterEach(() => folders.remove());

  const onDisk = (ref: ChatRef): string => readFileSync(join(folders.pathOf(ref), 'chat.json'), 'utf8');
  const ids = (): readonly string[] =>
    readdirSync(join(folders.root, 'here')).filter((name) => name !== 'workspace.json');
  const bytesOf = (store: ChatStore, conversation: Conversation): string => {
    const place = store.sourceOf(conversation.images[0]!);
    assert.equal(place.kind, 'file');
    return readFileSync(place.path, 'utf8');
  };

  it('keeps the one before, with its images, and takes those in use along', async () => {
    const store = await folders.window();
    const first = answered(await withKept(store, 'a'), 'q1', 'Yes.');
    store.save(first, '');
    await store.flush();
    const before = store.ref;
    const next = startAfresh(first, randomUUID());
    await store.begin(next);
    assert.notDeepEqual(store.ref, before);
    await store.forget('a');
    assert.equal(bytesOf(store, next), 'bytes of a', 'an image in use is not forgotten');
    await store.keep('a', 'a.png', new TextEncoder().encode('other'));
    assert.equal(await store.open(before), 'opened');
    assert.deepEqual(store.conversation, first);
    assert.equal(bytesOf(store, first), 'bytes of a', 'what one chat does with a file is not seen in the other');
    assert.equal(ids().length, 2);
  });

  it('removes an empty one', async () => {
    const store = await folders.window();
    const before = store.ref;
    await store.begin(asked('What is it?', 'A chest film.'));
    assert.equal(existsSync(folders.pathOf(before)), false);
    await store.begin(emptyConversation(randomUUID()));
    await store.begin(emptyConversation(randomUUID()));
    assert.equal(ids().length, 2);
  });

  it('writes what is said of each into the folder of each, whenever it is said', async () => {
    const store = await folders.window();
    const a = asked('First?', 'a0');
    store.save(a, '');
    await store.flush();
    const [refA, b] = [store.ref, asked('Second?', 'b0')];
    const said = (conversation: Conversation, text: string): Conversation => ({
      ...conversation,
      exchanges: conversation.exchanges.map((one) => ({ ...one, answer: { ...one.answer, text } })),
    });
    const turning = store.begin(b);
    store.save(said(a, 'a1'), '');
    store.save(said(b, 'b1'), 'draft b');
    await Promise.resolve();
    store.save(said(a, 'a2'), '');
    await turning;
    store.save(said(a, 'a3'), '');
    await store.flush();
    assert.match(onDisk(refA), /"a2"/u);
    assert.match(onDisk(store.ref), /"b1".*draft b/u);
    const back = store.open(refA);
    store.save(said(b, 'b2'), '');
    const refB = store.ref;
    assert.equal(await back, 'opened');
    assert.match(onDisk(refB), /"b2"/u);
    assert.match(onDisk(refA), /"a2"/u);
    assert.doesNotMatch(onDisk(refA), /"b2"/u);
  });

  it('begins a chat for a conversation that is only saved, and keeps all of several', async () => {
    const store = await folders.window();
    for (const name of ['one', 'two', 'three']) store.save(asked(`${name}?`, name), '');
    await store.flush();
    assert.equal(store.conversation.exchanges[0]?.question, 'three?');
    const questions = (await folders.opened(store).list()).map(({ title }) => title);
    assert.deepEqual([...questions].sort(), ['one?', 'three?', 'two?']);
  });

  it('says where it cannot, and stays', async () => {
    const [one, two] = [await folders.window(), await folders.window()];
    one.save(asked('One?', '1'), '');
    two.save(asked('Two?', '2'), 'typed');
    await Promise.all([one.flush(), two.flush()]);
    const { conversation, ref } = two;
    const damaged = folders.put(asked('x', 'y'));
    writeFileSync(join(folders.pathOf(damaged), 'chat.json'), '{"chat":');
    assert.equal(await two.open(one.ref), 'elsewhere');
    assert.equal(await two.open({ workspace: 'here', id: randomUUID() }), 'gone');
    assert.equal(await two.open({ workspace: '..', id: ref.id }), 'gone');
    assert.equal(await two.open({ workspace: 'here', id: '../../etc' }), 'gone');
    assert.equal(await two.open(damaged), 'gone');
    assert.equal(onDisk(damaged), '{"chat":', 'what cannot be read stays');
    assert.deepEqual([two.conversation, two.draft, two.ref], [conversation, 'typed', ref]);
    assert.equal(await two.open(ref), 'opened');
    assert.equal(await one.open(ref), 'elsewhere');
  });

  it('lets no window take up a chat that was put away, but by asking for it', async () => {
    const store = await folders.window();
    const a = asked('Put away?', 'Yes.');
    store.save(a, '');
    await store.flush();
    const before = store.ref;
    await store.begin(asked('Open?', 'Yes.'));
    const other = await folders.window();
    assert.equal(other.conversation.exchanges.length, 0);
    assert.equal(await other.takeUpFreed(() => true), false);
    await store.close();
    assert.equal(await other.takeUpFreed(() => true), true);
    assert.equal(other.conversation.exchanges[0]?.question, 'Open?');
    assert.equal(await other.open(before), 'opened');
    assert.deepEqual(other.conversation, a);
  });

  it('takes a chat of another workspace up again after a reload, in the window that had it', async () => {
    const ref = folders.put(asked('Elsewhere?', 'Yes.'), 'there');
    const store = await folders.window();
    assert.equal(await store.open(ref), 'opened');
    await store.close();
    const there = await folders.window('there');
    assert.deepEqual(there.conversation.exchanges, []);
    const again = await folders.window();
    assert.deepEqual(again.ref, ref);
    await again.begin(emptyConversation(randomUUID()));
    assert.equal(again.ref.workspace, 'here');
    await again.close();
    assert.deepEqual(ids(), [], 'and its mark goes with it');
  });

  it('leaves a chat as old as it was when nothing was said', async () => {
    const ref = folders.put(asked('Old?', 'Yes.'));
    const store = await folders.window();
    const before = (await folders.opened(store).list())[0]?.changedAt;
    await store.open(ref);
    store.save({ ...store.conversation }, '');
    await store.flush();
    assert.equal((await folders.opened(store).list())[0]?.changedAt, before);
  });

  it('carries versions over, and what a crash left is tidied away', async () => {
    const store = await folders.window();
    const kept = answered(await withKept(store, 'a'), 'q1', 'Yes.');
    const other = { ...kept.exchanges[0]!, id: 'q2', question: 'In other words?' };
    const conversation = answered(addVersion(kept, 0, other), 'q3', 'And so on.');
    store.save(conversation, '');
    await store.flush();
    const { ref } = store;
    await store.begin(branchOf(conversation, 'q2', randomUUID()));
    assert.equal(bytesOf(store, store.conversation), 'bytes of a');
    writeFileSync(join(folders.pathOf(ref), 'chat.json.1.partial'), '{');
    mkdirSync(join(folders.pathOf(ref), 'images', 'stray'));
    await store.open(ref);
    assert.deepEqual(store.conversation, conversation);
    assert.deepEqual(readdirSync(join(folders.pathOf(ref), 'images')), ['a']);
    assert.equal(
      readdirSync(folders.pathOf(ref)).some((name) => name.endsWith('.partial')),
      false,
    );
  });

  it('resolves the tiles of a montage, kept ones taken along', async () => {
    const store = await folders.window();
    const kept = await store.keep('m', '1-a.png', new TextEncoder().encode('tile'));
    assert.equal(kept.kind, 'kept');
    const tiles = [{ origin: kept, frame: 3 }, { origin: { kind: 'file' as const, path: '/b.dcm' } }];
    const montage = {
      ...image('m'),
      origin: { kind: 'montage' as const, tiles },
      montage: { columns: 2, slices: [4, 9], of: 20, series: 'CT' },
    };
    store.save({ ...emptyConversation(randomUUID()), images: [montage] }, '');
    await store.flush();
    await store.begin({ ...emptyConversation(randomUUID()), images: [montage] });
    const path = join(folders.pathOf(store.ref), 'images', 'm', '1-a.png');
    assert.deepEqual(store.sourceOf(montage), {
      kind: 'montage',
      columns: 2,
      tiles: [{ source: { kind: 'file', path }, frame: 3 }, { source: { kind: 'file', path: '/b.dcm' } }],
    });
    assert.equal(readFileSync(path, 'utf8'), 'tile');
    assert.equal(await store.has(montage), false, 'one of the files is not there');
  });

  it('keeps names of files inside the folder of the chat', async () => {
    const store = await folders.window();
    for (const name of ['..', '../../x', 'C:\\x\\y', '', 'a/../b'])
      assert.deepEqual(
        [
          (await store.keep('../..', name, new Uint8Array([1]))).kind,
          readdirSync(join(folders.root, '..')).includes('x'),
        ],
        ['kept', false],
      );
    const hostile = { ...image('..'), origin: { kind: 'kept' as const, file: '../../../secret' } };
    const place = store.sourceOf(hostile);
    assert.ok(place.kind === 'file' && place.path.startsWith(join(folders.pathOf(store.ref), 'images')));
  });

  it('goes on in another folder where its own was removed or taken by another window', async () => {
    const store = await folders.window();
    const conversation = asked('Lost?', 'No.');
    store.save(conversation, '');
    await store.flush();
    const before = store.ref;
    rmSync(folders.pathOf(before), { recursive: true });
    store.save({ ...conversation, held: 'more' }, '');
    await store.flush();
    assert.notDeepEqual(store.ref, before);
    assert.match(onDisk(store.ref), /more/u);
    const taken = store.ref;
    rmSync(join(folders.pathOf(taken), 'owner.1'));
    writeFileSync(join(folders.pathOf(taken), 'owner.2'), JSON.stringify({ pid: process.pid, machine: hostname() }));
    store.save({ ...conversation, held: 'even more' }, '');
    await store.flush();
    assert.match(onDisk(store.ref), /even more/u);
    assert.doesNotMatch(onDisk(taken), /even more/u);
    assert.ok(existsSync(join(folders.pathOf(taken), 'owner.2')));
  });

  it('stays with the present one, in memory too, while the disk refuses another', async () => {
    const store = await folders.window();
    store.save(asked('Full?', 'Yes.'), '');
    await store.flush();
    const { ref } = store;
    const parent = join(folders.root, 'here');
    renameSync(parent, `${parent} away`);
    writeFileSync(parent, 'no folder');
    const b = asked('Next?', 'Yes.');
    await assert.rejects(store.begin(b));
    assert.deepEqual([store.conversation, store.ref], [b, ref]);
    rmSync(parent);
    renameSync(`${parent} away`, parent);
    store.save(b, '');
    await store.flush();
    assert.match(onDisk(store.ref), /Next/u);
    assert.match(onDisk(ref), /Full/u);
  });
});
