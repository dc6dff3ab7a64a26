import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Conversation } from '../../../../src/conversation/conversation.ts';
import { llavaConversations } from '../../../../src/conversation/exports/llavaConversations.ts';
import { conversationOfItem, type LlavaItem } from '../../../../src/conversation/exports/llavaItem.ts';
import { ImportError } from '../../../../src/conversation/exports/importErrors.ts';
import { readImport } from '../../../../src/conversation/exports/readImport.ts';
import { answered, image, withImages } from '../sampleConversation.ts';
import { arbitraryConversation } from './arbitraryConversation.ts';

const domains = ['chest_xray', 'mri', 'histology', 'gross', 'ct_scan'] as const;

/** As microsoft/LLaVA-Med's data and loaders have it: written down from them, not from our writer. */
const LlavaFile = v.array(
  v.strictObject({
    id: v.pipe(v.string(), v.nonEmpty()),
    image: v.pipe(v.string(), v.nonEmpty()),
    domain: v.optional(v.strictObject(Object.fromEntries(domains.map((name) => [name, v.boolean()])))),
    conversations: v.pipe(
      v.array(v.strictObject({ from: v.picklist(['human', 'gpt']), value: v.string() })),
      v.minLength(2),
      v.check((turns) => turns.length % 2 === 0, 'every question has its answer'),
      v.check((turns) => turns.every(({ from }, turn) => from === (turn % 2 === 0 ? 'human' : 'gpt')), 'by turns'),
      v.check(
        (turns) => turns.every(({ value }, turn) => value.split('<image>').length - 1 === (turn === 0 ? 1 : 0)),
        'the mark of the image once, in the first question',
      ),
    ),
  }),
);

const named = ({ name }: { readonly name: string }): string => name;

function aboutImages(...about: readonly (readonly string[])[]): Conversation {
  const start = withImages(...new Set(about.flat()));
  const exchanges = about.map((ids, index) => {
    const [exchange] = answered(start, `q${index}`, `Answer ${index}.`).exchanges;
    assert.ok(exchange);
    return { ...exchange, imageIds: [], answer: { ...exchange.answer, about: [...ids] } };
  });
  return { ...start, exchanges };
}

function items(text: string): readonly LlavaItem[] {
  return readImport(text, 'llava.json').chats.map((chat) => (chat.kind === 'llava' ? chat.item : assert.fail('ours')));
}

const pair = (question: string, answer: string): object[] => [
  { from: 'human', value: question },
  { from: 'gpt', value: answer },
];

describe('LLaVA conversations', () => {
  it('are what LLaVA-Med’s loaders take, whatever was said', () => {
    fc.assert(
      fc.property(arbitraryConversation, (conversation) => {
        const { items: written, leftOut } = llavaConversations(conversation, () => 'image-1.png');
        v.parse(LlavaFile, JSON.parse(JSON.stringify(written)));
        const told = written.flatMap(({ conversations }) => conversations).length / 2;
        const { aboutSeveralImages, withoutImage, unanswered } = leftOut;
        assert.equal(told + aboutSeveralImages + withoutImage + unanswered, conversation.exchanges.length);
      }),
    );
  });

  it('have an item for each run about one image; several images and none are left out, counted, and end a run', () => {
    const { items: written, leftOut } = llavaConversations(
      aboutImages(['aa'], ['aa'], ['aa', 'bb'], ['bb'], [], ['bb'], ['aa']),
      named,
    );
    assert.deepEqual(
      written.map(({ id, image: file, conversations }) => [id, file, conversations.length / 2]),
      [
        ['chat', 'aa.dcm', 2],
        ['chat-2', 'bb.dcm', 1],
        ['chat-3', 'bb.dcm', 1],
        ['chat-4', 'aa.dcm', 1],
      ],
    );
    assert.deepEqual(leftOut, { aboutSeveralImages: 1, withoutImage: 1, unanswered: 0 });
  });

  it('leave out what failed or is empty, and go on', () => {
    const conversation = aboutImages(['aa'], ['aa'], ['aa'], ['aa']);
    conversation.exchanges[1]!.answer.state = 'failed';
    conversation.exchanges[2]!.answer.text = ' \n';
    const { items: written, leftOut } = llavaConversations(conversation, named);
    assert.equal(leftOut.unanswered, 2);
    assert.deepEqual(
      written[0]?.conversations.map(({ value }) => value),
      ['<image>\nQuestion q0?', 'Answer 0.', 'Question q3?', 'Answer 3.'],
    );
  });

  it('say the domain where the image’s file does', () => {
    const domainOf = (facts: object): unknown => {
      const conversation = aboutImages(['aa']);
      const images = [{ ...image('aa'), ...facts }];
      const { domain } = llavaConversations({ ...conversation, images }, named).items[0] ?? {};
      return domain && domains.filter((name) => domain[name]);
    };
    assert.deepEqual(domainOf({ modality: 'DX', bodyPart: 'CHEST' }), ['chest_xray']);
    assert.deepEqual(domainOf({ modality: 'CT' }), ['ct_scan']);
    assert.deepEqual(domainOf({ phantom: 'gross' }), ['gross']);
    assert.equal(domainOf({ modality: 'DX', bodyPart: 'HAND' }), undefined);
    assert.equal(domainOf({ modality: 'constructor' }), undefined);
  });

  it('come back with their questions and answers', () => {
    const { items: written } = llavaConversations(aboutImages(['aa'], ['aa']), named);
    const [item] = items(JSON.stringify(written));
    assert.ok(item);
    assert.equal(item.image, 'aa.dcm');
    let made = 0;
    const conversation = conversationOfItem(item, 'new', image('aa'), () => `q${made++}`);
    assert.deepEqual(
      conversation.exchanges.map(({ id, question, imageIds, answer }) => [
        id,
        question,
        imageIds,
        answer.text,
        answer.about,
      ]),
      [
        ['q0', 'Question q0?', ['aa'], 'Answer 0.', ['aa']],
        ['q1', 'Question q1?', [], 'Answer 1.', ['aa']],
      ],
    );
    assert.deepEqual(llavaConversations(conversation, named).items[0]?.conversations, written[0]?.conversations);
  });

  it('are read as a list, as JSONL and as one item, under both names of the turns, the mark before or behind', () => {
    const one = { id: 7, image: 'a.jpg', conversations: pair('What?\n<image>', 'A film.') };
    const two = { id: 'x', image: 'b.jpg', conversatons: pair('<image>\nWhat?', 'A slice.') };
    for (const text of [
      JSON.stringify([one, two]),
      `${JSON.stringify(one)}\r\n\r\n${JSON.stringify(two)}\n`,
      `\uFEFF${JSON.stringify([one, two], undefined, 2)}`,
    ])
      assert.deepEqual(items(text), [
        { id: '7', image: 'a.jpg', exchanges: [{ question: 'What?', answer: 'A film.' }] },
        { id: 'x', image: 'b.jpg', exchanges: [{ question: 'What?', answer: 'A slice.' }] },
      ]);
    assert.equal(items(JSON.stringify(one)).length, 1);
  });

  it('leave out items that are none, and do not follow an image elsewhere', () => {
    const good = { id: 'x', image: '../../etc/passwd', conversations: pair('What?', 'A film.') };
    const bad = [
      { id: 'y', conversations: [{ from: 'human', value: 'What?' }] },
      { id: 'z', conversations: pair('What?', 'A film.').reverse() },
      { id: 'n', conversations: [{ from: 'human', value: 3 }, null] },
    ];
    const read = readImport(JSON.stringify([good, ...bad]), 'llava.json');
    assert.equal(read.leftOut, 3);
    assert.deepEqual(items(JSON.stringify([good])), [
      { id: 'x', exchanges: [{ question: 'What?', answer: 'A film.' }] },
    ]);
    assert.throws(() => readImport(JSON.stringify(bad), 'llava.json'), ImportError);
  });
});
