import assert from 'node:assert/strict';
import { versionNumber } from '../../src/conversation/versions.ts';
import { ChatUnderTest } from './chatUnderTest.ts';

describe('versions, branches and samples of a chat', function () {
  this.timeout(120_000);
  const chat = new ChatUnderTest();
  beforeEach(() => chat.begin());
  afterEach(() => chat.close());
  after(() => chat.end());

  /** Tokens of the last prompt that were evaluated, and how many of all are of images. */
  const read = (): number => {
    const { stats } = chat.answer();
    assert.ok(stats, chat.answer().failure?.message);
    return stats.promptTokens - stats.reusedTokens;
  };
  const reused = (): number => chat.answer().stats?.reusedTokens ?? 0;
  const idOf = (index: number): string => {
    const exchange = chat.session.conversation.exchanges[index];
    assert.ok(exchange);
    return exchange.id;
  };

  it('read again only what changed', async () => {
    await chat.drop('film.png');
    await chat.session.ask('What is this?');
    const first = read();
    const [receipt] = chat.answer().receipts ?? [];
    assert.ok(receipt && first >= receipt.tokens);
    await chat.session.ask('Which side is it on?');
    await chat.session.regenerate(idOf(1));
    assert.equal(read(), 1, 'of the same prompt its last token');
    assert.deepEqual(versionNumber(chat.session.conversation.exchanges[1]!), { number: 2, of: 2 });

    chat.session.keepDraft('And then?');
    chat.session.startEditing(idOf(1));
    assert.equal(chat.session.draft, 'Which side is it on?');
    await chat.session.ask('Which side is it not on?');
    const edited = read();
    assert.ok(edited > 1 && edited < first, `${String(edited)} tokens of an edited question`);
    assert.ok(reused() > receipt.tokens, 'what was said before it is known');
    assert.equal(chat.session.draft, 'And then?', 'what was being typed before');

    chat.session.startEditing(idOf(0));
    await chat.session.ask('What else is this?');
    const firstEdited = read();
    assert.ok(reused() >= receipt.tokens, 'the image is not read again');
    assert.equal(chat.session.conversation.exchanges.length, 1);

    chat.session.showVersion(idOf(0), 1);
    assert.equal(chat.session.conversation.exchanges.length, 2);
    await chat.session.branch(idOf(0));
    await chat.session.ask('Which side is it on?');
    const branched = read();
    assert.ok(reused() >= receipt.tokens, 'nor in a branch');
    assert.equal(chat.session.conversation.exchanges.length, 2);
    console.log(
      `        tokens evaluated: first ${String(first)}, regenerated 1, edited ${String(edited)}, first question edited ${String(firstEdited)}, branch ${String(branched)}`,
    );
  });

  it('go on with an answer that was cut, and keep its beginning', async () => {
    await chat.session.ask('Tell me more.');
    const { text, state, stats } = chat.answer();
    assert.equal(state, 'cut');
    assert.ok(stats);
    await chat.session.continueAnswer();
    const whole = chat.answer();
    assert.ok(whole.text.startsWith(text) && whole.text.length > text.length, whole.text);
    assert.deepEqual(whole.continuedAt, [text.length]);
    assert.ok(reused() >= stats.promptTokens - 1, 'the question is known');
  });

  it('ask a question several times over, and stop when they are told to', async () => {
    await chat.session.ask('What is this?');
    await chat.session.sample(idOf(0), 3);
    const { samples } = chat.answer();
    assert.equal(samples?.texts.length, 3);
    assert.equal(samples.groups.flat().length, 3);
    chat.maxTokens = 3000;
    const sampling = chat.session.sample(idOf(0), 5);
    await chat.until(() => chat.session.sampling?.of === 5, 'it did not begin');
    chat.session.stop();
    await sampling;
    assert.equal(chat.session.sampling, undefined);
    assert.equal(chat.answer().samples?.texts.length, 3, 'what was there stands');
  });

  it('tell how likely yes and no are, when they are asked for', async () => {
    await chat.session.ask('Is this normal?', true);
    const { chances, state, text } = chat.answer();
    assert.equal(state, 'cut');
    assert.notEqual(text, '');
    assert.ok(chances && chances.yes > 0 && chances.no > 0 && chances.yes + chances.no <= 1, JSON.stringify(chances));
  });

  it('take a question out and put it back, and give the draft back when editing is left', async () => {
    await chat.session.ask('One?');
    await chat.session.ask('Two?');
    const before = chat.session.conversation;
    chat.session.deleteExchange(idOf(0));
    assert.equal(chat.session.undo, 'Question deleted.');
    assert.deepEqual(
      chat.session.conversation.exchanges.map(({ question }) => question),
      ['Two?'],
    );
    chat.session.undoDelete();
    assert.deepEqual(chat.session.conversation, before);
    assert.equal(chat.session.undo, undefined);
    chat.session.keepDraft('Three');
    chat.session.startEditing(idOf(0));
    assert.equal(chat.session.draft, 'One?');
    chat.session.stopEditing();
    assert.equal(chat.session.draft, 'Three');
    assert.deepEqual(chat.session.conversation, before);
  });

  it('have another frame or part of an image that waits, and say when there is none', async () => {
    await chat.drop('film.png');
    const [image] = chat.session.conversation.images;
    assert.ok(image);
    await chat.session.addRegion(image.id, { x: 8, y: 4, width: 16, height: 12 });
    const part = chat.session.conversation.images[1];
    assert.deepEqual(part?.region, { x: 8, y: 4, width: 16, height: 12, ofWidth: 64, ofHeight: 48 });
    assert.deepEqual([part.width, part.height], [16, 12]);
    await chat.session.addRegion(image.id, { x: 60, y: 4, width: 16, height: 12 });
    assert.equal(chat.notices.length, 1);
    assert.match(chat.notices[0] ?? '', /film\.png/);
    await assert.rejects(chat.session.setView(image.id, { frame: 3 }));
  });
});
