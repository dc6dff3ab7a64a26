import assert from 'node:assert/strict';
import { foreignText } from '../../../src/text/foreignText.ts';
import { joinMarkdown, markdownText } from '../../../src/text/markdownText.ts';
import { labelText } from '../../../src/text/labelText.ts';
import { logText } from '../../../src/text/logText.ts';
import { messageText } from '../../../src/text/messageText.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { terminalJson, terminalText } from '../../../src/text/terminalText.ts';
import { hostileStrings } from './hostileStrings.ts';
import { renderMarkdown } from './renderMarkdown.ts';

/** As VS Code 1.100 to 1.112 finds links in a notification (base/common/linkedText.ts), without its limit to one. */
const vsCodeLink = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
/** As VS Code finds icons in a label (base/browser/ui/iconLabel/iconLabels.ts). */
const vsCodeIcon = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;
/** Controls, and what turns the order of writing or is drawn as nothing. */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe('foreign text', () => {
  for (const [what, text] of Object.entries(hostileStrings)) {
    describe(what, () => {
      it('has no unseen character and an end', () => {
        const shown = foreignText(text);
        assert.doesNotMatch(shown, unseen);
        assert.ok(shown.length <= 400, String(shown.length));
      });

      it('is no link in a message, also not with the next value', () => {
        for (const message of [messageText`${text}`, messageText`${text}${text}`, messageText`[${text}](${text})`]) {
          assert.deepEqual(message.match(vsCodeLink), null);
          assert.doesNotMatch(message, /<[a-z][a-z\d+.-]*:/i, 'Theia makes links of these');
          assert.doesNotMatch(message, unseen);
          assert.doesNotMatch(message, vsCodeIcon);
        }
      });

      it('is no icon in a label', () => {
        const label = labelText`$(file-media) ${text}(x)`;
        assert.deepEqual(label.match(vsCodeIcon), ['$(file-media)']);
        assert.doesNotMatch(label, unseen);
        assert.ok(label.length <= 220, String(label.length));
      });

      it('is text in Markdown', () => {
        const html = renderMarkdown(markdownText`- **ours**: ${text}`);
        assert.match(html, /^<ul>\n<li><strong>ours<\/strong>: /);
        const inner = html.replace(/^<ul>\n<li><strong>ours<\/strong>: /, '').replace(/<\/li>\n<\/ul>\n$/, '');
        assert.doesNotMatch(inner, /<[a-z/]/i, 'an element');
      });

      it('is itself where nothing is interpreted, but seen', () => {
        assert.equal(plainText`${text}`, foreignText(text));
      });

      it('is one entry of a log', () => {
        const [, ...more] = logText(text).split('\n');
        for (const line of more) assert.match(line, /^ {4}/);
        assert.doesNotMatch(logText(text).replaceAll('\n', ''), unseen);
      });

      it('does not drive a terminal', () => {
        assert.doesNotMatch(terminalText(text).replaceAll('\n', ''), unseen);
      });

      it('is the same in JSON for a terminal', () => {
        const json = terminalJson({ [text]: [text] }, 2);
        assert.doesNotMatch(json.replaceAll('\n', ''), unseen);
        assert.deepEqual(JSON.parse(json), { [text]: [text] });
      });

      it('is the same when it is escaped twice', () => {
        assert.equal(foreignText(foreignText(text)), foreignText(text));
        assert.equal(messageText`${messageText`${text}`}`, messageText`${text}`);
        assert.equal(labelText`${labelText`${text}`}`, labelText`${text}`);
      });
    });
  }

  it('names what is not seen', () => {
    assert.equal(foreignText('chest\u202Egnp.dcm'), 'chest⟨U+202E⟩gnp.dcm');
    assert.equal(foreignText('a\nb\tc'), 'a⟨U+000A⟩b⟨U+0009⟩c');
    assert.equal(foreignText('a\r\nb\tc\u001B', { lines: true }), 'a\nb\tc⟨U+001B⟩');
    assert.equal(foreignText('x\u{E0041}'), 'x⟨U+E0041⟩');
    assert.equal(foreignText('\u2068\uFFFA'), '⟨U+2068⟩⟨U+FFFA⟩');
  });

  it('leaves every script as it is written', () => {
    for (const text of [
      'Grüße, Ærøskøbing, Ελλάδα, Москва',
      '山田^太郎=やまだ^たろう',
      '葛\u{E0100}飾', // an ideographic variant of a family name
      'می\u200Cخواهم', // Persian: a non-joiner inside a word
      'क्\u200Dष', // Devanagari: a joiner after the virama
      'מרים כהן',
      '👩🏽\u200D⚕️ ❤️',
      'a [1] (copy) 100 % <b> $5 \\ "quoted" — °C µm',
    ])
      assert.equal(foreignText(text), text);
  });

  it('shows joiners where they join nothing', () => {
    assert.equal(foreignText('pay\u200Dload\uFE0F'), 'pay⟨U+200D⟩load⟨U+FE0F⟩');
  });

  it('keeps the beginning and the end of a long text, and whole characters', () => {
    assert.equal(foreignText(`${'a'.repeat(50)}${'b'.repeat(50)}.dcm`, { longest: 11 }), 'aaaaa…b.dcm');
    assert.doesNotMatch(foreignText('😀'.repeat(500), { longest: 100 }), /\p{Cs}/u);
    assert.doesNotMatch(foreignText('😀'.repeat(500), { longest: 101 }), /⟨/u);
  });

  it('leaves our own words alone', () => {
    assert.equal(messageText`Saved ${'a.png'} (${3} MB).`, 'Saved a.png (3 MB).');
    assert.equal(labelText`$(check) ${'ready'}`, '$(check) ready');
    assert.equal(joinMarkdown([markdownText`**a**`, markdownText`b: ${'1.5'}`], '\n\n'), '**a**\n\nb: 1\\.5');
  });
});
