import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Conversation } from '../../../../src/conversation/conversation.ts';
import { conversationMarkdown } from '../../../../src/conversation/exports/conversationMarkdown.ts';
import { quotedMarkdown } from '../../../../src/conversation/exports/quotedMarkdown.ts';
import { hostileStrings } from '../../text/hostileStrings.ts';
import { renderMarkdown } from '../../text/renderMarkdown.ts';
import { answered, image, withImages } from '../sampleConversation.ts';
import { arbitraryConversation } from './arbitraryConversation.ts';

const about = { title: 'A chat', workspaceName: '', exportedAt: new Date('2026-11-27T04:46:08Z') };
const none: ReadonlyMap<string, string> = new Map();

/** Answers that try to get out of their block, or to do something in it. */
const escapes: readonly string[] = [
  ...Object.values(hostileStrings),
  'A\n\n## Question 2\n\nB',
  '```\nnever closed',
  '<!-- never closed',
  '<script>\n',
  '<details>',
  '[a]: https://example.org\n\n[a]',
  '[a]:\nhttps://example.org\n\n![a]',
  '[a]\\: https://example.org\n\n[a]',
  '[x]\\\\(https://example.org)',
  '\\<b>, \\\\<b>, \\\\\\<b>',
  '\\](command:x) [a\\](command:x)',
  '`\\`<b> `<b>`',
  '[!WARNING]\nA',
  '//localhost/x https://localhost/x www.1x.y ftp://a.b mailto:a@b.org a@b.org',
  'A\rB\r\nC',
  'Title\n=====\nA',
  '| a | b |\n|---|---|\n| [x](y) | <b> |',
  '- a\n\n      code\n\n1. b',
  '$$\\href{https://example.org}{x}$$',
];

function document(conversation: Conversation): string {
  return renderMarkdown(conversationMarkdown(conversation, about, none));
}

/** Tags, by name, that only our own structure or a quotation may bring; nothing that acts. */
function acting(html: string): readonly string[] {
  return html.match(/<(?:a|img|script|iframe|details|style|!--|b)\b[^>]*/gu) ?? [];
}

describe('Markdown of a conversation', () => {
  it('has no link, picture or HTML of anybody’s, and its own headings only outside the quotations', () => {
    const exchanges = 3;
    for (const text of escapes) {
      let conversation: Conversation = {
        ...withImages(),
        images: [{ ...image('aa'), name: text }],
        parameters: { systemPrompt: text },
      };
      for (let index = 0; index < exchanges; index++) conversation = answered(conversation, `q${index}`, text);
      conversation = {
        ...conversation,
        exchanges: conversation.exchanges.map((exchange) => ({
          ...exchange,
          question: text,
          answer: {
            ...exchange.answer,
            vote: { value: 'flag', note: text, at: '2026-11-27T04:46:08Z' },
            model: { name: text, sha256: 'ab', backend: text, isDemo: false },
          },
        })),
      };
      const html = document(conversation);
      assert.deepEqual(acting(html), [], text);
      const outside = html.replaceAll(/<blockquote>[\s\S]*?<\/blockquote>/gu, '');
      assert.deepEqual(
        outside.match(/<h[1-6]>/gu),
        ['<h1>', ...Array.from({ length: exchanges }, () => ['<h2>', '<h3>']).flat(), '<h2>'],
        text,
      );
      assert.match(outside, /Research software, not a medical device[^<]*<\/p>\n$/u);
    }
  });

  it('has the same structure for any conversation', () => {
    fc.assert(
      fc.property(arbitraryConversation, (conversation) => {
        const html = document(conversation);
        assert.deepEqual(acting(html), []);
        const quotes = conversation.exchanges.flatMap(({ answer }) => [
          ...(answer.text.trim() === '' ? [] : [answer.text]),
          ...(answer.samples?.texts ?? []),
        ]);
        const outer = html.replaceAll(/<blockquote>(?:(?!<\/?blockquote>)[\s\S])*<\/blockquote>/gu, 'Q');
        assert.ok((outer.match(/Q/gu) ?? []).length >= quotes.length);
      }),
    );
  });

  it('keeps what an answer’s Markdown is for', () => {
    const html = renderMarkdown(
      quotedMarkdown('# Findings\n\n- **left** effusion, 3.5 cm < 4 cm\n- `a < b`\n\n| a |\n|---|\n| 1 |'),
    );
    for (const part of [
      '<blockquote>',
      '<h1>Findings</h1>',
      '<strong>left</strong> effusion, 3.5 cm &lt; 4 cm',
      '<code>a &lt; b</code>',
      '<td>1</td>',
    ])
      assert.ok(html.includes(part), `${part} in ${html}`);
    assert.ok(
      renderMarkdown(quotedMarkdown('See [x](https://example.org).')).includes('See [x](https://example.org).'),
    );
  });

  it('shows a question of any length as it was typed, line by line', () => {
    const question = `1. Is *this*\n   a nodule?\n\n${'ä😀'.repeat(500)}`;
    const html = document({
      ...withImages(),
      exchanges: [{ ...answered(withImages(), 'q', 'No.').exchanges[0]!, question }],
    });
    assert.ok(html.includes('<p>1. Is *this*<br>\na nodule?</p>'), html);
    assert.ok(html.includes('ä😀'.repeat(500)));
  });

  it('shows pictures by the file that was written for them, and says what each is', () => {
    const first = { ...image('aa'), name: 'Doe](x) ^Jane.dcm', frames: 9, frame: 2, role: 'prior' as const };
    const conversation = answered({ ...withImages(), images: [first] }, 'q1', 'Yes.');
    const html = renderMarkdown(
      conversationMarkdown(conversation, about, new Map([['aa', 'images/image-1-aaaaaaaa.png']])),
    );
    const shown =
      '<img src="images/image-1-aaaaaaaa.png" alt="Image 1"><br>\nImage 1: Doe](x) ^Jane.dcm, prior, frame 3 of 9<';
    assert.ok(html.includes(shown), html);
  });

  it('says who answered, with what, and how it ended', () => {
    const [exchange] = answered(withImages('aa'), 'q1', 'Yes').exchanges;
    assert.ok(exchange);
    const model = { name: 'demo', sha256: 'c0ffee'.repeat(10), backend: 'CPU', engine: 'e 1', isDemo: true };
    const sampling = { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 4242 };
    const receipts = [{ imageId: 'aa', tokens: 576, width: 336, height: 336, cached: false }];
    const full = {
      ...exchange,
      closed: true as const,
      versions: { before: [[{ ...exchange, id: 'q0' }]], after: [] },
      answer: { ...exchange.answer, state: 'cut' as const, model, sampling, receipts, chances: { yes: 0.9, no: 0.1 } },
    };
    const html = document({ ...withImages('aa'), exchanges: [full] });
    for (const part of [
      'by demo (demo model), version 2 of 2',
      'Cut at the token limit',
      'yes 90.0 %',
      '4242',
      'c0ffeec0ffee',
      '576 tokens, 336 × 336',
    ])
      assert.ok(html.includes(part), part);
  });
});
