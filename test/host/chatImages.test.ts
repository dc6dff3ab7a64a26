/** Which images a question is about, which questions wait, and whose chat it is. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { lastExchange } from '../../src/conversation/conversation.ts';
import { ChatSession } from '../../src/host/chat/chatSession.ts';
import { ChatUnderTest } from './chatUnderTest.ts';

describe('images and questions of the chat', function () {
  this.timeout(180_000);
  let chat: ChatUnderTest;
  before(() => {
    chat = new ChatUnderTest();
  });
  beforeEach(() => chat.begin());
  afterEach(() => chat.close());
  after(() => chat.end());

  it('turns to another image: the model is no longer told of the first', async () => {
    await chat.drop('first.png', 3);
    await chat.session.ask('One?');
    const second = await chat.session.addImages([
      { source: { kind: 'bytes', name: 'second.png', bytes: await chat.picture(7) } },
    ]);
    await chat.session.askOnlyAbout(
      second.map(({ id }) => id),
      'And this one?',
    );
    assert.deepEqual(
      chat.answer().about,
      second.map(({ id }) => id),
    );
    assert.deepEqual(
      chat.session.conversation.images.map(({ active }) => active),
      [false, true],
    );
    assert.equal(chat.session.conversation.exchanges.length, 2);
  });

  it('tells the model nothing of an image that was taken away, and all of it again when it is taken up', async () => {
    const prompts: number[] = [];
    const put = async (question: string): Promise<void> => {
      await chat.session.ask(question);
      assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
      prompts.push(chat.answer().stats?.promptTokens ?? 0);
    };
    await chat.drop('a.png', 3);
    await put('Which side?');
    await put('Describe it.');
    const [a] = chat.session.conversation.images;
    chat.session.removeImage(a!.id);
    await chat.drop('b.png', 7);
    await put('Which side?');
    assert.equal(prompts[2], prompts[0], 'the same tokens are read as in a chat that has just begun');
    chat.session.removeImage(chat.session.conversation.images[1]!.id);
    await chat.drop('a again.png', 3);
    assert.deepEqual(
      chat.session.conversation.images.map(({ active }) => active),
      [true, false],
      'it is the image that was set aside',
    );
    await chat.session.newChat('none');
    await chat.drop('a.png', 3);
    await put('Which side?');
    const [again] = chat.session.conversation.images;
    chat.session.removeImage(again!.id);
    chat.session.takeUpImage(again!.id);
    await put('Describe it.');
    assert.equal(prompts[4], prompts[1], 'what was said holds again');
  });

  it('names images for the model where there are several, and re-uses what it has read of them', async () => {
    await chat.drop('a.png', 3);
    await chat.session.ask('Which side?');
    const alone = chat.answer().stats?.promptTokens ?? 0;
    await chat.drop('b.png', 7);
    await chat.session.ask('Which side?');
    const { promptTokens = 0, reusedTokens = 0 } = chat.answer().stats ?? {};
    assert.ok(reusedTokens >= alone, `${String(reusedTokens)} of ${String(alone)} re-used`);
    // each printable character is a token of its own in the fixture's vocabulary
    const named = promptTokens - reusedTokens - 16;
    assert.ok(named > 'Image 2: '.length, String(named));
  });

  it('keeps images in the order in which they were dropped, though the first takes longest to read', async () => {
    const large = await chat.local.imaging.thumbnail(
      { width: 2000, height: 2000, rgb: new Uint8Array(2000 * 2000 * 3).map((_, index) => (index * 7919) % 256) },
      2000,
    );
    const names = ['large.png', ...Array.from({ length: 11 }, (_, index) => `small ${String(index)}.png`)];
    await Promise.all(
      names.map(async (name, index) =>
        chat.session.addImages([
          chat.picture(index + 2).then((small) => ({
            source: { kind: 'bytes' as const, name, bytes: index === 0 ? large : small },
          })),
        ]),
      ),
    );
    assert.deepEqual(
      chat.session.conversation.images.map(({ name }) => name),
      names,
    );
  });

  it('lets a question wait for the answer before it, and puts it then', async () => {
    await chat.drop('film.png');
    chat.maxTokens = 60;
    const first = chat.session.ask('One?');
    await chat.firstWords();
    await chat.session.ask('Two?');
    assert.deepEqual(
      chat.session.waiting.map(({ question }) => question),
      ['Two?'],
    );
    await first;
    await chat.idle(2);
    assert.deepEqual(
      chat.session.conversation.exchanges.map(({ question, answer: { state } }) => [question, state]),
      [
        ['One?', 'cut'],
        ['Two?', 'cut'],
      ],
    );
    assert.deepEqual(chat.session.waiting, []);
  });

  it('gives a waiting question back as text after Stop, on request, and after a reload', async () => {
    const drafts: string[] = [];
    chat.session.onDraft((draft) => drafts.push(draft));
    await chat.drop('film.png');
    chat.maxTokens = 3000;
    let asked = chat.session.ask('Long?');
    await chat.firstWords();
    await chat.session.ask('Two?');
    chat.session.keepDraft('and three');
    chat.session.stop();
    await asked;
    await chat.idle(1);
    assert.deepEqual([chat.session.draft, drafts], ['Two?\nand three', ['Two?\nand three']]);
    chat.session.keepDraft('');
    asked = chat.session.ask('Long again?');
    await chat.firstWords();
    await chat.session.ask('Four?');
    await chat.session.ask('Five?');
    chat.session.unqueue(chat.session.waiting[0]!.id, true);
    chat.session.unqueue(chat.session.waiting[0]!.id, false);
    assert.deepEqual([chat.session.draft, chat.session.waiting], ['Four?', []]);
    await chat.session.ask('Six?');
    await chat.session.close();
    await asked;
    await chat.open();
    assert.deepEqual([chat.session.draft, chat.session.waiting], ['Six?\nFour?', []]);
  });

  it('lets a question about another image wait too, and then turns to that image', async () => {
    await chat.drop('film.png');
    chat.maxTokens = 60;
    const first = chat.session.ask('One?');
    await chat.firstWords();
    const added = await chat.session.addImages([
      { source: { kind: 'bytes', name: 'b.png', bytes: await chat.picture(7) } },
    ]);
    await chat.session.askOnlyAbout(
      added.map(({ id }) => id),
      'And this one?',
    );
    await first;
    await chat.idle(2);
    assert.deepEqual(
      chat.answer().about,
      added.map(({ id }) => id),
    );
  });

  it('answers a question that waited for an image that was being read', async () => {
    const reading = chat.drop('film.png');
    while (chat.session.adding.length === 0) await delay(1);
    await chat.session.ask('What is this?');
    assert.equal(chat.session.waiting.length, 1);
    await reading;
    await chat.idle(1);
    assert.equal(chat.answer().about?.length, 1);
  });

  it('is one of two windows on a folder: each keeps its chat and its images', async () => {
    await chat.drop('one.png', 3);
    const other = await ChatSession.restore(chat.services);
    try {
      assert.deepEqual(other.conversation.images, []);
      await other.addImages([{ source: { kind: 'bytes', name: 'two.png', bytes: await chat.picture(7) } }]);
      await chat.session.ask('One?');
      await other.ask('Two?');
      await chat.session.regenerate();
      const third = await ChatSession.restore(chat.services);
      await third.close();
      await other.retry();
      for (const [one, name] of [
        [chat.session, 'one.png'],
        [other, 'two.png'],
      ] as const) {
        assert.deepEqual(
          one.conversation.images.map((image) => image.name),
          [name],
        );
        assert.equal(lastExchange(one.conversation)?.answer.state, 'cut');
      }
      assert.equal(chat.keptFolders().length, 2);
    } finally {
      await other.close();
    }
  });
});
