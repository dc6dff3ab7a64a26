import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { FrontMatterError, readFrontMatter, setImages } from '../../../src/report/frontMatter.ts';
import { applyChange } from '../../../src/report/reading/textRange.ts';

function withImages(text: string, images: readonly string[], eol: '\n' | '\r\n' = '\n'): string {
  return applyChange(text, setImages(text, images, eol));
}

describe('readFrontMatter', () => {
  it('reads lists in both styles, and a single name', () => {
    assert.deepEqual(readFrontMatter('---\nimages: [a.png, "b, c.dcm"]\n---\n')?.images, ['a.png', 'b, c.dcm']);
    assert.deepEqual(readFrontMatter('---\r\nimages:\r\n  - a.png # left\r\n  - 2024.dcm\r\n---\r\nText')?.images, [
      'a.png',
      '2024.dcm',
    ]);
    assert.deepEqual(readFrontMatter('\uFEFF---\nimages: a.png\n...\n')?.images, ['a.png']);
  });

  it('tells an empty list from a missing one', () => {
    assert.equal(readFrontMatter('---\nimages:\n---')?.hasImages, true);
    assert.equal(readFrontMatter('---\nimages: []\n---')?.images.length, 0);
    assert.equal(readFrontMatter('---\ntitle: x\n---')?.hasImages, false);
    assert.equal(readFrontMatter('---\n---\n')?.hasImages, false);
  });

  it('takes rules and prose for what they are', () => {
    assert.equal(readFrontMatter('---\nJust a sentence\n---\n'), undefined);
    assert.equal(readFrontMatter('---\nimages: [a.png]\n'), undefined);
    assert.equal(readFrontMatter('\n---\nimages: [a.png]\n---\n'), undefined);
  });

  it('says what is wrong with YAML that it cannot read, and in which line of the document', () => {
    const found = readFrontMatter('---\ntitle: x\nimages: [a.png\n---\n');
    assert.equal(found?.problem?.line, 4);
    assert.deepEqual(found.images, []);
    assert.equal(readFrontMatter('---\r\na: 1\r\na: 2\r\n---\r\n')?.problem?.line, 3);
    assert.equal(readFrontMatter('---\nimages: [a.png\n---\n')?.hasImages, true);
  });

  it('keeps every name as it is written', () => {
    assert.deepEqual(readFrontMatter('---\nimages: [00000012, 1e3, true, 2024-01-01, "7", ~x]\n---\n')?.images, [
      '00000012',
      '1e3',
      'true',
      '2024-01-01',
      '7',
      '~x',
    ]);
    assert.deepEqual(readFrontMatter('---\nimages: 007\n---\n')?.images, ['007']);
  });

  it('follows aliases', () => {
    assert.deepEqual(readFrontMatter('---\nfilms: &f [a.dcm, b.dcm]\nimages: *f\n---\n')?.images, ['a.dcm', 'b.dcm']);
    assert.deepEqual(readFrontMatter('---\nfilm: &f a.dcm\nimages: [*f, b.dcm]\n---\n')?.images, ['a.dcm', 'b.dcm']);
  });

  for (const [name, yaml, line] of [
    ['a list of maps', 'images:\n  - path: a.dcm\n  - b.dcm', 3],
    ['a map', 'images:\n  frontal: a.dcm', 3],
    ['a list in the list', 'images:\n  - a.dcm\n  - [b.dcm, c.dcm]', 4],
    ['an empty entry', 'images:\n  - a.dcm\n  -\n  - c.dcm', 4],
    ['an empty name', "images: [a.dcm,\n  '']", 3],
    ['an anchor that is missing', 'title: x\nimages: *gone', 3],
    ['a missing anchor in the list', 'images:\n  - a.dcm\n  - *gone', 4],
    ['a tag', 'images:\n  - !include all.yml', 3],
    ['a merge', 'base: &b { images: [a.dcm] }\n<<: *b', 3],
  ] as const) {
    it(`takes no part of the images for all of them: ${name}`, () => {
      const text = `---\n${yaml}\n---\n\n## Findings\n`;
      const found = readFrontMatter(text);
      assert.equal(found?.problem?.line, line);
      assert.deepEqual(found.images, []);
      assert.throws(
        () => setImages(text, ['z.dcm'], '\n'),
        (error) => error instanceof FrontMatterError && error.message.includes(`line ${String(line)}`),
      );
      const crlf = readFrontMatter(text.replaceAll('\n', '\r\n'));
      assert.equal(crlf?.problem?.line, line);
    });
  }

  const shared = join(import.meta.dirname, '../../../../shared/data/found/reports/07-front-matter-images-dropped');
  it('reads every image of the found reports, or names the line', function () {
    if (!existsSync(shared)) {
      console.log(`        skipped: ${shared} is not there`);
      this.skip();
    }
    const read = (file: string): ReturnType<typeof readFrontMatter> =>
      readFrontMatter(readFileSync(join(shared, file), 'utf8'));
    assert.deepEqual(read('digits.md')?.images, ['00000012']);
    assert.deepEqual(read('alias.md')?.images, ['a.dcm']);
    assert.equal(read('maps.md')?.problem?.line, 3);
  });

  it('covers both lines of dashes', () => {
    const text = '---\r\na: 1\r\n---\r\nText';
    const found = readFrontMatter(text);
    assert.ok(found);
    assert.equal(text.slice(found.range.end), 'Text');
    assert.equal(text.slice(found.yaml.start, found.yaml.end), 'a: 1\r\n');
  });
});

describe('setImages', () => {
  it('creates the front matter where there is none', () => {
    assert.equal(
      withImages('## Findings\n', ['a.png', 'sub/b c.dcm']),
      '---\nimages: [a.png, sub/b c.dcm]\n---\n\n## Findings\n',
    );
    assert.equal(
      withImages('## Findings\r\n', ['a.png'], '\r\n'),
      '---\r\nimages: [a.png]\r\n---\r\n\r\n## Findings\r\n',
    );
    assert.equal(
      withImages('---\nJust a sentence\n---\n', ['a.png']),
      '---\nimages: [a.png]\n---\n\n---\nJust a sentence\n---\n',
    );
  });

  it('adds the key at the end of the others', () => {
    assert.equal(
      withImages('---\ntitle:   x # keep\n\n---\nText', ['a.png']),
      '---\ntitle:   x # keep\n\nimages: [a.png]\n---\nText',
    );
    assert.equal(withImages('---\n---\n', ['a.png']), '---\nimages: [a.png]\n---\n');
    assert.equal(withImages('---\n{ title: x }\n---\n', ['a.png']), '---\n{images: [a.png],  title: x }\n---\n');
  });

  it('fills an empty value and leaves its comment', () => {
    assert.equal(
      withImages('---\nimages: # to do\ntitle: x\n---\n', ['a.png']),
      '---\nimages: [a.png] # to do\ntitle: x\n---\n',
    );
    assert.equal(withImages('---\nimages: ~ # to do\n---\n', ['a.png']), '---\nimages: [a.png] # to do\n---\n');
    assert.equal(withImages('---\nimages:\n---\n', ['a.png']), '---\nimages: [a.png]\n---\n');
  });

  it('keeps a block list and the comments of the items that stay', () => {
    const text =
      '---\r\nimages:\r\n    - a.png # frontal\r\n\r\n    # lateral\r\n    - b.png # second\r\ntitle: x\r\n---\r\n';
    assert.equal(
      withImages(text, ['a.png', 'b.png', 'c.png'], '\r\n'),
      text.replace('# second\r\n', '# second\r\n    - c.png\r\n'),
    );
    assert.equal(withImages(text, ['a.png', 'b.png'], '\r\n'), text);
    assert.equal(
      withImages('---\nimages:\n- a.png\n- b.png\nt: 1\n---\n', ['z.png', 'y.png']),
      '---\nimages:\n- z.png\n- y.png\nt: 1\n---\n',
    );
  });

  it('quotes names that YAML would read otherwise', () => {
    const names = [
      'a, b.png',
      'x: y.png',
      '#1.dcm',
      "it's.png",
      '- a.png',
      '007',
      'true',
      '[1].dcm',
      'ä/ö.png',
      'C:\\images\\a.png',
      'a"b.png',
      '*x.png',
    ];
    for (const text of ['', '---\nimages:\n  - old.png\n---\n', '---\nimages: [old.png]\n---\n']) {
      assert.deepEqual(readFrontMatter(withImages(text, names))?.images, names);
    }
  });

  it('refuses YAML that it cannot read, and says where', () => {
    assert.throws(
      () => setImages('---\na: [1\n---\n', ['a.png'], '\n'),
      (error) => error instanceof FrontMatterError && /line/.test(error.message),
    );
  });

  it('changes nothing but the images, whatever the front matter holds', () => {
    const lines = [
      'title: "x"  # c',
      '# alone',
      '',
      'list: [1,  2 ]',
      'nested:\n  deep:   1\n  images: [not.me]',
      'text: |\n  images: no\n  more',
      "q: 'it''s'",
    ];
    const values = [
      'images: [a.png,b.png]  # why',
      'images:',
      'images:\n  - a.png\n  - b.png',
      'images: a.png',
      '"images": [ a.png ]',
      '',
    ];
    let seed = 11;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    for (let round = 0; round < 150; round += 1) {
      const eol = random(2) === 0 ? '\n' : '\r\n';
      const shuffled = [...lines].sort(() => random(3) - 1).slice(0, random(lines.length + 1));
      shuffled.splice(
        random(shuffled.length + 1),
        0,
        ...(values[random(values.length)] ?? '').split('\0').filter((value) => value !== ''),
      );
      const text = ['---', ...shuffled, '---', '', '## Findings', ''].join('\n').replaceAll('\n', eol);
      const images = ['a.png', 'b.png', 'c d.png'].slice(0, 1 + random(3));
      const after = withImages(text, images, eol);
      assert.deepEqual(readFrontMatter(after)?.images, images, text);
      const strip = (source: string): unknown => {
        const found = readFrontMatter(source);
        const value = parse(source.slice(found?.yaml.start, found?.yaml.end)) as Record<string, unknown> | null;
        return { ...value, images: undefined };
      };
      assert.deepEqual(strip(after), strip(text), text);
      const comments = (source: string): string[] => source.match(/#.*$/gm) ?? [];
      assert.deepEqual(comments(after), comments(text), text);
      for (const line of shuffled.filter((part) => !part.includes('images')))
        assert.ok(after.includes(line.replaceAll('\n', eol)), line);
      assert.equal(after.includes('\n'), true);
      if (eol === '\r\n') assert.doesNotMatch(after, /[^\r]\n/);
      assert.ok(after.endsWith(`---${eol}${eol}## Findings${eol}`));
    }
  });
});
