/** The list of all chats, over folders as windows leave them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { boundChats } from '../../../src/chats/boundChats.ts';
import type { ChatRef } from '../../../src/chats/chatSummary.ts';
import { emptyConversation } from '../../../src/conversation/conversation.ts';
import { ChatFolders, asked, withKept } from './chatFolders.ts';

describe('the list of all chats', () => {
  let folders: ChatFolders;
  beforeEach(() => {
    folders = new ChatFolders();
  });
  afterEach(() => folders.remove());

  /** Sets when a chat was changed last. */
  function date(ref: ChatRef, daysAgo: number): ChatRef {
    const then = new Date(Date.now() - daysAgo * 86_400_000);
    utimesSync(join(folders.pathOf(ref), 'chat.json'), then, then);
    return ref;
  }
  const indexed = (): string => {
    const folder = join(folders.root, '.index');
    return existsSync(folder)
      ? readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), 'utf8'))
          .join()
      : '';
  };

  it('says of each what it is, pinned ones first, then the last changed', async () => {
    const store = await folders.window();
    const other = await folders.window();
    store.save(await withKept(store, 'a'), '');
    other.save(asked('In another window?', 'Yes.'), '');
    await Promise.all([store.flush(), other.flush()]);
    const old = date(folders.put(asked('Old?', 'Yes.', 'a', 'b'), 'there'), 9);
    const older = date(folders.put(asked('Older?', 'Yes.')), 10);
    date(other.ref, 1);
    date(store.ref, 2);
    const library = folders.opened(store);
    await library.setPinned(older, true);
    await library.setArchived(old, true);
    await library.rename(old, '  The <b>case</b>\n of Monday ');
    const list = await library.list();
    assert.deepEqual(
      list.map(({ title, open, pinned, archived, questions, images, hasOwnTitle }) => [
        title,
        open,
        pinned,
        archived,
        questions,
        images,
        hasOwnTitle,
      ]),
      [
        ['Older?', 'no', true, false, 1, 0, false],
        ['In another window?', 'elsewhere', false, false, 1, 0, false],
        ['', 'here', false, false, 0, 1, false],
        ['The <b>case</b> of Monday', 'no', false, true, 1, 2, true],
      ],
    );
    assert.ok(list[2]!.bytes > 'bytes of a'.length + 100);
    assert.deepEqual(
      list.map(({ workspaceName }) => workspaceName),
      ['The here', 'The here', 'The here', ''],
    );
    await library.rename(old, ' ');
    await library.setPinned(older, false);
    assert.deepEqual(
      (await library.list()).slice(-2).map(({ title, pinned }) => [title, pinned]),
      [
        ['Old?', false],
        ['Older?', false],
      ],
    );
  });

  it('knows the names of other workspaces by their windows', async () => {
    const there = await folders.window('there');
    there.save(asked('There?', 'Yes.'), '');
    await there.close();
    assert.deepEqual(
      (await folders.opened().list()).map(({ workspaceName }) => workspaceName),
      ['The there'],
    );
  });

  it('shortens the first question at a word', async () => {
    folders.put(asked('Is there a large pleural effusion on the left side, or is it atelectasis alone?', 'Yes.'));
    folders.put(asked('这'.repeat(80), '是'));
    const titles = (await folders.opened().list()).map(({ title }) => title).sort();
    assert.deepEqual(titles, ['Is there a large pleural effusion on the left side, or is it…', `${'这'.repeat(60)}…`]);
  });

  it('follows what windows do, from one start to the next and in another window', async () => {
    const ref = date(folders.put(asked('First?', 'Yes.')), 3);
    const [one, two] = [folders.opened(), folders.opened()];
    await Promise.all([one.list(), two.list(), one.list()]);
    const store = await folders.window();
    await store.open(ref);
    store.save({ ...asked('Second?', 'No.'), id: store.conversation.id }, '');
    await store.close();
    await two.rename(date(folders.put(asked('Third?', 'Yes.')), 1), 'Mine');
    for (const library of [one, two, folders.opened()])
      assert.deepEqual(
        (await library.list()).map(({ title }) => title),
        ['Second?', 'Mine'],
      );
    assert.deepEqual((await one.search('second'))[0]?.summary.ref, ref);
  });

  it('does without an index that is damaged, foreign or cannot be written', async () => {
    folders.put(asked('Here?', 'A fracture.'));
    await folders.opened().list();
    const folder = join(folders.root, '.index');
    for (const text of ['', '{', '[]', '{"version":1,"entries":{"here__x":null}}', '{"version":9}']) {
      for (const name of readdirSync(folder)) writeFileSync(join(folder, name), text);
      assert.equal((await folders.opened().search('fracture')).length, 1, text);
    }
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    assert.equal((await folders.opened().search('fracture')).length, 1);
    assert.equal((await folders.opened().list()).length, 1);
  });

  it('skips what is no chat of ours and leaves it where it is', async () => {
    const good = folders.put(asked('Good?', 'Yes.'));
    const strange = [
      '',
      'null',
      '[]',
      '{"chat":{"version":99}}',
      '{"chat":{"version":2,"conversation":{"id":4}}}',
      'x'.repeat(9000),
    ];
    const refs = strange.map((text) => {
      const ref = folders.put(asked('x', 'y'));
      writeFileSync(join(folders.pathOf(ref), 'chat.json'), text);
      return ref;
    });
    writeFileSync(join(folders.pathOf(refs[0]!), 'about.json'), '{"title":"Damaged"}');
    mkdirSync(join(folders.root, 'here', 'notes'));
    mkdirSync(join(folders.root, 'here', randomUUID(), 'chat.json'), { recursive: true });
    writeFileSync(join(folders.root, 'here', randomUUID()), 'a file');
    writeFileSync(join(folders.root, 'file'), '');
    symlinkSync(folders.root, join(folders.root, 'loop'));
    writeFileSync(join(folders.pathOf(good), 'about.json'), '{"title":7,"pinned":"yes"}');
    const library = folders.opened();
    for (let round = 0; round < 2; round++)
      assert.deepEqual(
        (await library.list()).map(({ title, pinned }) => [title, pinned]),
        [['Good?', false]],
      );
    assert.equal((await library.search('good')).length, 1);
    for (const ref of refs) assert.ok(existsSync(join(folders.pathOf(ref), 'chat.json')));
  });

  it('reaches no folder that is not a chat of ours', async () => {
    const library = folders.opened();
    mkdirSync(join(folders.root, 'precious'));
    for (const ref of [
      { workspace: '..', id: randomUUID() },
      { workspace: 'here', id: '..' },
      { workspace: '', id: 'precious' },
      { workspace: '.', id: 'precious' },
      { workspace: 'a/../..', id: randomUUID() },
    ]) {
      assert.equal(await library.delete(ref), false);
      assert.equal(await library.read(ref), undefined);
      await library.rename(ref, 'x');
      await library.undelete(ref);
    }
    assert.deepEqual(readdirSync(folders.root), ['precious']);
  });

  it('deletes with all text, and gives back', async () => {
    const conversation = asked('Secretquestion?', 'Secretanswer.');
    const ref = folders.put(conversation);
    const library = folders.opened();
    await library.search('secretanswer');
    assert.match(indexed(), /Secretquestion[\s\S]*Secretanswer|Secretanswer[\s\S]*Secretquestion/u);
    assert.equal(await library.delete(ref), true);
    assert.doesNotMatch(indexed(), /Secret/u);
    assert.deepEqual([await library.list(), await library.search('secretanswer')], [[], []]);
    assert.equal(await library.delete(ref), false);
    await library.purge(60_000);
    await library.undelete(ref);
    assert.deepEqual(await library.read(ref), conversation);
    assert.equal((await library.search('secretanswer')).length, 1);
    const store = await folders.window();
    assert.deepEqual(store.conversation.exchanges, [], 'no window takes it for the one that it had');
    await library.delete(ref);
    await library.purge();
    await assert.rejects(library.undelete(ref));
    assert.deepEqual(readdirSync(join(folders.root, '.deleted')), []);
  });

  it('loses the text of a chat that another window deleted', async () => {
    const ref = folders.put(asked('Secretquestion?', 'Secretanswer.'));
    const [one, two] = [folders.opened(), folders.opened()];
    await Promise.all([one.search('secret'), two.search('secret')]);
    await one.delete(ref);
    assert.deepEqual(await two.search('secret'), []);
    assert.doesNotMatch(indexed(), /Secret/u);
  });

  it('leaves to windows what they have', async () => {
    const [store, other] = [await folders.window(), await folders.window()];
    for (const window of [store, other]) window.save(asked('Open?', 'Yes.'), '');
    await Promise.all([store.flush(), other.flush()]);
    const damaged = folders.put(asked('x', 'y'), 'there');
    writeFileSync(join(folders.pathOf(damaged), 'chat.json'), '{');
    const library = folders.opened(store);
    assert.deepEqual([await library.delete(store.ref), await library.delete(other.ref)], [false, false]);
    await library.delete(folders.put(asked('Deleted?', 'Yes.')));
    await store.begin(emptyConversation(randomUUID()));
    assert.deepEqual(await library.deleteEverything(), { left: 1 });
    assert.deepEqual(readdirSync(folders.root), ['here']);
    assert.deepEqual(
      readdirSync(join(folders.root, 'here')).sort(),
      [store.ref.id, other.ref.id, 'workspace.json'].sort(),
    );
    other.save({ ...other.conversation, held: 'still there' }, '');
    await other.flush();
    assert.equal((await library.list()).length, 1);
    await other.close();
    await store.close();
    assert.deepEqual(await folders.opened().deleteEverything(), { left: 0 });
    assert.deepEqual(readdirSync(folders.root), []);
  });

  it('ends when it is told to', async () => {
    for (let index = 0; index < 40; index++) folders.put(asked('One of many?', 'Yes.'));
    const library = folders.opened();
    await assert.rejects(library.list(AbortSignal.abort()), { name: 'AbortError' });
    await assert.rejects(library.search('many', AbortSignal.abort()), { name: 'AbortError' });
    assert.equal((await library.list()).length, 40);
  });

  it('is kept to a size: the oldest go, archived ones first', async () => {
    const store = await folders.window();
    store.save(asked('Open?', 'Yes.'), '');
    await store.flush();
    date(store.ref, 999);
    const [old, older, archived, pinned] = [60, 90, 40, 99].map((days) =>
      date(folders.put(asked(`${days} days?`, 'Yes.')), days),
    );
    date(folders.put(asked('New?', 'Yes.')), 29);
    const library = folders.opened(store);
    await library.setArchived(archived!, true);
    await library.setPinned(pinned!, true);
    const list = await library.list();
    const bytes = list.reduce((sum, chat) => sum + chat.bytes, 0);
    const archivedBytes = list.find(({ archived: isArchived }) => isArchived)!.bytes;
    assert.deepEqual(await boundChats(library, { maxBytes: bytes }), { removed: [], bytesAbove: 0 });
    const some = await boundChats(library, { maxBytes: bytes - archivedBytes - 1 });
    assert.deepEqual(
      some.removed.map(({ ref }) => ref),
      [archived, older],
    );
    assert.equal(some.bytesAbove, 0);
    const rest = await boundChats(library, { maxBytes: 0 });
    assert.deepEqual(
      rest.removed.map(({ ref }) => ref),
      [old],
    );
    assert.ok(rest.bytesAbove > 0);
    assert.equal((await library.list()).length, 3);
    await library.undelete(old!);
    assert.equal((await library.list()).length, 4);
  });
});
