/** Two windows on one folder: the store of each in the real file system. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatStore } from '../../../src/chats/chatStore.ts';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import { attachImage } from '../../../src/conversation/conversationEdits.ts';
import { saveConversation } from '../../../src/conversation/savedConversation.ts';

import { answered, image, withImages } from '../conversation/sampleConversation.ts';

describe('the chats of a workspace', () => {
  let chats: string;
  let open: ChatStore[];

  beforeEach(() => {
    chats = join(mkdtempSync(join(tmpdir(), 'llava-med-chats-')), 'chats');
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((store) => store.close()));
    rmSync(join(chats, '..'), { recursive: true, force: true });
  });

  async function window(): Promise<ChatStore> {
    const store = await ChatStore.open({ chats });
    open.push(store);
    return store;
  }
  async function closed(store: ChatStore): Promise<void> {
    open = open.filter((other) => other !== store);
    await store.close();
  }
  /** A chat about an image that was dropped. */
  async function chatAbout(store: ChatStore, id: string): Promise<Conversation> {
    const origin = await store.keep(id, `${id}.png`, new Uint8Array([id.charCodeAt(0)]));
    const conversation = attachImage({ ...withImages(), id: `chat ${id}` }, { ...image(id), origin });
    store.save(conversation, `draft ${id}`);
    await store.flush();
    return conversation;
  }
  const bytesOf = (store: ChatStore, conversation: Conversation): string => {
    const place = store.sourceOf(conversation.images[0]!);
    assert.equal(place.kind, 'file');
    return readFileSync(place.path, 'utf8');
  };

  it('are one a window: neither overwrites the other, nor takes its images away', async () => {
    const [one, two] = [await window(), await window()];
    const [a, b] = [await chatAbout(one, 'a'), await chatAbout(two, 'b')];
    const third = await window();
    assert.deepEqual(third.conversation.images, [], 'a third window begins with nothing');
    assert.deepEqual([bytesOf(one, a), bytesOf(two, b)], ['a', 'b']);
    await closed(two);
    await closed(one);
    const again = [await window(), await window()];
    assert.deepEqual(
      again.map(({ conversation, draft }) => [conversation.id, draft]),
      [
        ['chat a', 'draft a'],
        ['chat b', 'draft b'],
      ],
      'the one that was closed last comes first',
    );
    assert.deepEqual(
      again.map((store) => bytesOf(store, store.conversation)),
      ['a', 'b'],
    );
  });

  it('are given to one of many windows that open at once', async () => {
    const first = await window();
    await chatAbout(first, 'a');
    await closed(first);
    const windows = await Promise.all(Array.from({ length: 8 }, () => window()));
    assert.equal(windows.filter(({ conversation }) => conversation.id === 'chat a').length, 1);
  });

  it('are free when their window was killed, not while its process runs', async () => {
    const killed = async (owner: object, silentMs: number): Promise<string> => {
      const path = join(chats, randomUUID());
      mkdirSync(path, { recursive: true });
      const chat = saveConversation({ ...withImages('a'), id: 'chat a' });
      writeFileSync(join(path, 'chat.json'), JSON.stringify({ chat, draft: '' }));
      writeFileSync(join(path, 'seen'), '');
      writeFileSync(join(path, 'owner.3'), JSON.stringify(owner));
      const then = new Date(Date.now() - silentMs);
      utimesSync(join(path, 'owner.3'), then, then);
      const next = await window();
      const { id } = next.conversation;
      await closed(next);
      rmSync(path, { recursive: true, force: true });
      return id;
    };
    const machine = hostname();
    const noProcess = 2 ** 22 + 1;
    assert.equal(await killed({ pid: noProcess, machine }, 0), 'chat a');
    assert.notEqual(await killed({ pid: process.pid, machine }, 0), 'chat a');
    assert.equal(
      await killed({ pid: process.pid, machine }, 3_600_000),
      'chat a',
      'another process has the number by now',
    );
    assert.notEqual(await killed({ pid: noProcess, machine: 'another' }, 0), 'chat a');
    assert.equal(await killed({ pid: noProcess, machine: 'another' }, 3_600_000), 'chat a');
  });

  /** The subfolder whose chat has the id. */
  function folderOf(id: string): string {
    const found = readdirSync(chats).find(
      (name) =>
        existsSync(join(chats, name, 'chat.json')) && readFileSync(join(chats, name, 'chat.json'), 'utf8').includes(id),
    );
    assert.ok(found);
    return found;
  }

  it('are taken up by the window after a reload, though it began before the old one had ended', async () => {
    const before = await window();
    const a = await chatAbout(before, 'a');
    const after = await window();
    assert.equal(await after.takeUpFreed(() => true), false);
    await closed(before);
    assert.equal(await after.takeUpFreed(() => false), false, 'something was done here meanwhile');
    assert.equal(await after.takeUpFreed(() => true), true);
    assert.deepEqual(after.conversation, a);
    assert.equal(bytesOf(after, a), 'a');
    assert.equal(readdirSync(chats).length, 1);
  });

  it('leave nothing behind when they are empty', async () => {
    const [full, empty] = [await window(), await window()];
    await chatAbout(full, 'a');
    await closed(full);
    await closed(empty);
    assert.equal(readdirSync(chats).length, 1);
    const next = await window();
    assert.equal(next.conversation.id, 'chat a');
    await next.forget('a');
    next.save({ ...withImages(), id: 'chat a' }, '');
    await closed(next);
    assert.deepEqual(readdirSync(chats), []);
  });

  it('lose images that no conversation has', async () => {
    const store = await window();
    await chatAbout(store, 'a');
    await store.keep('stray', 'stray.png', new Uint8Array([1]));
    await closed(store);
    await window();
    assert.deepEqual(readdirSync(join(chats, folderOf('chat a'), 'images')), ['a']);
  });

  it('are begun with the chat that an earlier version kept in the state of the editor', async () => {
    const storage = join(chats, '..', 'storage');
    mkdirSync(join(storage, 'chat-images', 'a'), { recursive: true });
    writeFileSync(join(storage, 'chat-images', 'a', 'a.png'), 'a');
    const kept = { ...image('a'), origin: { kind: 'kept', file: 'a.png' } as const };
    const conversation = answered(attachImage(withImages(), kept), 'q1', 'Yes.');
    const values = new Map<string, unknown>([
      ['llavaMed.conversation', { version: 1, conversation }],
      ['llavaMed.draft', 'And?'],
    ]);
    const memento = {
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => {
        if (value === undefined) values.delete(key);
        else values.set(key, value);
      },
    };
    const store = await ChatStore.open({ chats, earlier: { memento, storage } });
    open.push(store);
    assert.deepEqual([store.conversation, store.draft], [conversation, 'And?']);
    assert.equal(bytesOf(store, conversation), 'a');
    assert.deepEqual([...values.keys()], []);
    assert.deepEqual(readdirSync(storage), []);
  });
});
