import assert from 'node:assert/strict';
import { mrrtEncoding } from '../../../../src/report/mrrt/mrrtEncoding.ts';
import { mrrtLimit, readMrrt } from '../../../../src/report/mrrt/readMrrt.ts';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';
import { TemplateError } from '../../../../src/report/templates/templateError.ts';
import { bodyOf } from './fixtures.ts';

describe('readMrrt', () => {
  describe('refuses, with the cause and the way out', () => {
    const cases: readonly (readonly [name: string, text: string, message: RegExp])[] = [
      ['an empty file', ' \n', /^It is empty, .*Choose/],
      ['a text', 'Findings: clear.', /^It is not HTML, .*Choose/],
      ['JSON', '{"findings": "<none>"}', /^It is not HTML, .*Choose/],
      ['a PDF', '%PDF-1.7\n<</Type /Catalog>>', /^It is a PDF, .*Choose/],
      ['a ZIP', 'PK\u0003\u0004\0\0<p>', /^It is a ZIP or an Office file, .*Choose/],
      ['other XML', '<?xml version="1.0"?><template><name>x</name></template>', /^It is XML of another kind, .*Choose/],
      [
        'a page without words',
        '<html><body><script>x()</script><div></div></body></html>',
        /^It holds no section.*Choose/,
      ],
      ['a page that is too long', `<p>${'x'.repeat(mrrtLimit)}`, /^It is longer than 2 million characters.*Choose/],
      ['far too many elements', '<p>x'.repeat(50_001), /^It has more than 50000 elements.*Choose/],
      [
        'far too many attributes',
        `<p ${Array.from({ length: 60_000 }, (_, index) => `a${String(index)}`).join(' ')}>x`,
        /^An element of it has more than 1000 attributes.*Choose/,
      ],
      [
        'what becomes far too long',
        `<datalist id="d">${Array.from({ length: 200 }, (_, index) => `<option>choice ${String(index)}`).join('')}</datalist>${'<input list="d">'.repeat(2000)}`,
        /^It makes more than 0.9 million characters.*Choose/,
      ],
    ];
    for (const [name, text, message] of cases)
      it(name, () => {
        assert.throws(
          () => readMrrt(text),
          (error) => error instanceof TemplateError && message.test(error.message),
        );
      });
  });

  describe('makes of a control', () => {
    const cases: readonly (readonly [name: string, html: string, markdown: string])[] = [
      [
        'a list whose first choice is no default',
        '<select name="side"><option>left<option>right</select>',
        '[side: left | right]',
      ],
      ['a list of one choice', '<select name="side"><option>left</select>', '[side: left |]'],
      [
        'a list with a hint',
        '<select name="side"><option value="">Select one…<option>left<option>right</select>',
        '[side: left | right]',
      ],
      [
        'an option called by its label',
        '<select name="side"><option value="0" label="left">0<option>right</select>',
        '[side: left | right]',
      ],
      [
        'a default that is none of the choices',
        '<input list="l" name="grade" value="III"><datalist id="l"><option value="I"><option value="II"></datalist>',
        '[grade: III* | I | II]',
      ],
      [
        'a label around it',
        '<label>Size <input type="number" data-field-units="mm"></label>',
        'Size [Size] mm <!-- units mm -->',
      ],
      [
        'a unit that stands behind it',
        '<p>Size: <input type="number" data-field-units="mm"> mm, mobile</p>',
        'Size: [Size] mm <!-- units mm -->, mobile',
      ],
      [
        'a name made by a machine',
        '<p>Prior of <input name="DATE_1459554442185" type="date">.</p>',
        'Prior of [Prior of] <!-- date -->.',
      ],
      [
        'a label that a colon would part',
        '<label for="a">Ratio: right</label> <input id="a" value="2:1">',
        'Ratio: right [Ratio – right: 2:1*]',
      ],
      ['a label of signs', '<p><input title="^1"> <input title="x"></p>', '[field 1] [field x]'],
      [
        'numbers with an asterisk between them',
        '<p>At <input name="size" value="3 * 4 cm*"></p>',
        'At [size: 3 × 4 cm＊*]',
      ],
      ['two that touch', '<p>At <input name="one"><input name="two">(x)</p>', 'At [one] [two] (x)'],
      ['a colon behind it at a line’s start', '<p><input name="side">: clear</p>', '[side] : clear'],
      [
        'boxes of one name',
        '<p>Seen: <input type="checkbox" name="parts"> apex, <input type="checkbox" name="parts" checked> base</p>',
        'Seen: [parts: apex | base*] <!-- several may be chosen -->',
      ],
      [
        'nothing of what is only for the browser',
        '<p>x <input type="hidden" value="y"><button>z</button><input type="submit"></p>',
        'x',
      ],
    ];
    for (const [name, html, markdown] of cases)
      it(name, () => {
        assert.equal(bodyOf(html), markdown);
      });
  });

  describe('keeps of a body', () => {
    const cases: readonly (readonly [name: string, html: string, markdown: string])[] = [
      ['lists in lists', '<ol><li>a<ul><li>b<li>c</ul><li>d</ol>', '1. a\n   - b\n   - c\n2. d'],
      ['lines of a paragraph', '<p>a<br>b</p><p>c</p>', 'a\nb\n\nc'],
      [
        'a section in a table that only lays out',
        '<table><tr><td><section data-section-name="Findings"><p>x</p></section></td></tr></table>',
        '## Findings\n\nx',
      ],
      [
        'a header that is no name of a section',
        '<section data-section-name="Impression"><header>Our view</header><p>x</p></section>',
        '## Impression\n\nOur view\n\nx',
      ],
      [
        'a section known by its RadLex code',
        '<script type="text/xml"><coded_content><entry ORIGTXT="s"><term><code value="RID28486" scheme="RADLEX"/></term></entry></coded_content></script><section id="s"><header>Seen</header><p>x</p></section>',
        '## Findings\n<!-- RADLEX RID28486; in the template "Seen" -->\n\nx',
      ],
      [
        'codes in elements beside the body',
        '<p id="a">liver</p><coded_content><entry ORIGTXT="a"><term><code_meaning>Liver</code_meaning><code_value>RID58</code_value><coding_scheme_designator>RadLex</coding_scheme_designator></term></entry></coded_content>',
        'liver <!-- RADLEX RID58 "Liver" -->',
      ],
      [
        'rows of a table with heads',
        '<table><tr><th>Kidney<th>Length<th>Note<tr><td>right<td><input data-field-units="cm"><td>',
        '- right: Length: [right Length] cm <!-- units cm -->',
      ],
      [
        'no signs that mean something',
        '<p># a</p><p>---</p><p>```</p><p>&lt;b&gt; ${side} [x](y)</p>',
        "\\# a\n\n'''\n\n< b> $ {side} (x)(y)",
      ],
    ];
    for (const [name, html, markdown] of cases)
      it(name, () => {
        assert.equal(bodyOf(html), markdown);
      });
  });

  it('leaves out scripts, pictures, links and embedded files, and says on which line', () => {
    const { markdown, unread } = readMrrt(
      '<p>a <a href="javascript:x()">b</a></p>\n<img src="x.png" alt="film">\n<script>x()</script>\n<embed src="other.html">\n<p onclick="x()">c</p>',
    );
    assert.match(markdown, /\na b\n\nc\n$/);
    assert.deepEqual(
      unread.map((sentence) => sentence.slice(0, 24)),
      [
        'Line 1: a link was left ',
        'Line 2: a picture ("film',
        'Line 3: a script was lef',
        'Line 4: what is embedded',
        'Line 5: what runs at onc',
      ],
    );
  });

  it('says at most 200 things one by one', () => {
    const { unread } = readMrrt(`<p>a</p>${'<img>'.repeat(300)}`);
    assert.equal(unread.length, 201);
    assert.equal(unread.at(-1), '100 more things were left out.');
  });

  it('makes one field of a control whatever its words are', () => {
    const signs = [
      '|',
      ']',
      '[',
      '*',
      ':',
      '\\',
      '`',
      '${a}',
      '<!--',
      '-->',
      '\n',
      '^',
      '!',
      '@',
      '(',
      '](x)',
      '#',
      '"',
      'é',
    ];
    let seed = 7;
    const random = (): string => {
      seed = (seed * 48_271) % 2_147_483_647;
      return signs[seed % signs.length] ?? '';
    };
    const words = (): string =>
      Array.from({ length: 6 }, random)
        .join('a ')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;');
    for (let round = 0; round < 500; round += 1) {
      const [label, one, two] = [words(), words(), words()];
      const text = bodyOf(
        `<p>Seen <input title="${label}" value="${one}"> and <select title="${label}"><option>${one}<option selected>b ${two}</select> end</p>`,
      );
      const fields = fieldsOf(text);
      assert.equal(fields.length, 2, text);
      assert.ok(fields[0]?.preset !== undefined && fields[0].label !== '', text);
      assert.equal(fields[1]?.options.length, 2, text);
      assert.equal(fields[1].preset, fields[1].options[1], text);
      assert.match(text, /^Seen \[[^\n]*\] and \[[^\n]*\] end$/);
    }
  });
});

describe('mrrtEncoding', () => {
  const latin = Buffer.from('<p>Größe</p>', 'latin1');
  const cases: readonly (readonly [name: string, bytes: Uint8Array, encoding: string])[] = [
    ['a mark of UTF-8', Buffer.from('\uFEFF<meta charset="iso-8859-1"><p>é'), 'utf-8'],
    ['a mark of UTF-16', Buffer.from('\uFEFF<p>é', 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('<p>é', 'utf16le'), 'utf-16le'],
    ['UTF-16, the other end first', Buffer.from('<p>é', 'utf16le').swap16(), 'utf-16be'],
    ['a declaration', Buffer.concat([Buffer.from('<meta charset=ISO-8859-15>'), latin]), 'iso-8859-15'],
    [
      'an older declaration',
      Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
      'windows-1251',
    ],
    ['a declaration of XML', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><html/>'), 'iso-8859-1'],
    ['UTF-8 declared and not true', Buffer.concat([Buffer.from('<meta charset="utf-8">'), latin]), 'windows-1252'],
    ['UTF-16 declared in single bytes', Buffer.from('<meta charset="utf-16"><p>é'), 'utf-8'],
    ['an unknown declaration', Buffer.from('<meta charset="x-user-defined"><p>é'), 'utf-8'],
    ['none, and UTF-8', Buffer.from('<p>Größe</p>'), 'utf-8'],
    ['none, and Latin-1', latin, 'windows-1252'],
  ];
  for (const [name, bytes, encoding] of cases)
    it(name, () => {
      assert.equal(mrrtEncoding(bytes), encoding);
      assert.doesNotThrow(() => new TextDecoder(encoding));
    });
});
