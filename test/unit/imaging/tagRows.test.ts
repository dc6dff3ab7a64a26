import assert from 'node:assert/strict';
import type { TagRow } from '../../../src/display/tagTable.ts';
import { readTagRows } from '../../../src/imaging/tagTable/tagRows.ts';
import {
  dicomFile,
  encodeElements,
  imageElements,
  pixelBytes,
  pixelWords,
  SYNTAX,
  type BuilderElement,
} from './dicomBuilder.ts';

const image = (more: readonly BuilderElement[], options = {}): Uint8Array =>
  dicomFile(imageElements({ rows: 1, columns: 2, more }, pixelBytes([1, 2])), options);
const rowsOf = (more: readonly BuilderElement[], options = {}): Promise<readonly TagRow[]> =>
  readTagRows('x.dcm', image(more, options));
const valueOf = (rows: readonly TagRow[], tag: string): string | undefined =>
  rows.find((row) => row.tag === tag)?.value;
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('tag rows', () => {
  it('name every attribute, file meta information first', async () => {
    const rows = await rowsOf([
      ['00100010', 'PN', 'Muster^Erika'],
      ['00091001', 'LO', 'of a vendor'],
    ]);
    assert.deepEqual(rows[0], {
      path: '(0002,0010)',
      depth: 0,
      tag: '(0002,0010)',
      keyword: 'TransferSyntaxUID',
      name: 'Transfer Syntax UID',
      vr: 'UI',
      value: '1.2.840.10008.1.2.1 (Explicit VR Little Endian)',
      multiplicity: '1',
      retired: false,
      profileAction: undefined,
    });
    const name = rows.find(({ keyword }) => keyword === 'PatientName');
    assert.deepEqual([name?.vr, name?.value, name?.profileAction], ['PN', 'Muster, Erika', 'Z']);
    const vendor = rows.find(({ tag }) => tag === '(0009,1001)');
    assert.deepEqual(
      [vendor?.name, vendor?.keyword, vendor?.value, vendor?.profileAction],
      ['Private', undefined, 'of a vendor', 'X'],
    );
    assert.equal(valueOf(rows, '(7FE0,0010)'), '2 bytes');
  });

  it('read values by their VR', async () => {
    const rows = await rowsOf([
      ['00080020', 'DA', '20240229'],
      ['00080030', 'TM', '101530.25'],
      ['0008002a', 'DT', '20240229101530+0100'],
      ['00101010', 'AS', '067Y'],
      ['00280030', 'DS', '0.5\\0.25'],
      ['00189074', 'DT', '2024'],
      ['00189087', 'FD', new Uint8Array(new Float64Array([1.5]).buffer)],
      ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
      ['00281101', 'US', [256, 0, 16]],
      ['00100010', 'PN', 'Doe^Jane^^Dr.^MD'],
      ['00204000', 'LT', 'first\r\nsecond\\third'],
      ['00281201', 'OW', new Uint8Array(512)],
    ]);
    const expected = {
      '(0008,0020)': '2024-02-29',
      '(0008,0030)': '10:15:30.25',
      '(0008,002A)': '2024-02-29 10:15:30 +0100',
      '(0010,1010)': '67 years',
      '(0028,0030)': '0.5 \\ 0.25',
      '(0018,9074)': '2024',
      '(0018,9087)': '1.5',
      '(0028,0009)': '(0018,1063)',
      '(0028,1101)': '256 \\ 0 \\ 16',
      '(0010,0010)': 'Doe, Dr. Jane, MD',
      '(0020,4000)': 'first\nsecond\\third',
      '(0028,1201)': '512 bytes',
    };
    for (const [tag, value] of Object.entries(expected)) assert.equal(valueOf(rows, tag), value, tag);
  });

  it('open sequences, each place with a path of its own', async () => {
    const inner: BuilderElement[] = [
      ['00081150', 'UI', '1.2.3'],
      ['00081155', 'UI', '1.2.4'],
    ];
    const rows = await rowsOf([
      ['00081140', 'SQ', { items: [inner, inner] }],
      ['00091002', 'UN', encodeElements([['00091002', 'SQ', { items: [inner] }]], false, false).subarray(8)],
    ]);
    assert.equal(valueOf(rows, '(0008,1140)'), '2 items');
    assert.deepEqual(rows.find(({ path }) => path === '(0008,1140)[2].(0008,1155)')?.depth, 1);
    assert.equal(rows.find(({ path }) => path === '(0009,1002)[1].(0008,1150)')?.value, '1.2.3');
    assert.equal(new Set(rows.map(({ path }) => path)).size, rows.length);
  });

  it('take VRs of an implicit file from the dictionary, and bytes in the order of the file', async () => {
    const more: BuilderElement[] = [
      ['00100010', 'PN', 'Muster^Erika'],
      ['00281101', 'US', [256, 0, 16]],
    ];
    for (const transferSyntax of [SYNTAX.implicitLE, SYNTAX.explicitBE]) {
      const rows = await rowsOf(more, { transferSyntax });
      assert.equal(rows.find(({ keyword }) => keyword === 'PatientName')?.vr, 'PN');
      assert.equal(valueOf(rows, '(0028,1101)'), '256 \\ 0 \\ 16');
    }
  });

  it('decode the character sets in use', async () => {
    const cases: readonly (readonly [charset: string, bytes: Uint8Array, text: string])[] = [
      ['ISO_IR 100', latin1('M\xfcller^J\xf6rg'), 'Müller, Jörg'],
      ['ISO_IR 192', Buffer.from('Müller^Jörg'), 'Müller, Jörg'],
      ['ISO_IR 144', Buffer.from([0xbb, 0xee, 0xda]), 'Люк'],
      ['GB18030', Buffer.from([0xcd, 0xf5, 0x5e, 0xd0, 0xa1, 0xb6, 0xab]), '王, 小东'],
      // The examples of PS3.5 sections H.3.1 and I.2.
      [
        '\\ISO 2022 IR 87',
        latin1('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B'),
        'Yamada, Tarou = 山田, 太郎 = やまだ, たろう',
      ],
      [
        '\\ISO 2022 IR 149',
        latin1('Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf'),
        'Hong, Gildong = 洪, 吉洞 = 홍, 길동',
      ],
    ];
    for (const [charset, name, text] of cases) {
      const rows = await rowsOf([
        ['00080005', 'CS', charset],
        ['00100010', 'PN', name],
      ]);
      assert.equal(valueOf(rows, '(0010,0010)'), text, charset);
    }
  });

  it('describe pixel data, and shorten what is long', async () => {
    const rows = await readTagRows(
      'x.dcm',
      dicomFile(
        imageElements(
          {
            rows: 1,
            columns: 1,
            frames: 2,
            more: [
              ['00204000', 'LT', 'a'.repeat(3000)],
              ['00283006', 'US', Array.from({ length: 4096 }, () => 65_535)],
            ],
          },
          ['7fe00010', 'OB', { fragments: [Uint8Array.of(1, 2), Uint8Array.of(3, 4)], offsets: [0, 10] }],
        ),
        { transferSyntax: SYNTAX.rle },
      ),
    );
    assert.equal(valueOf(rows, '(7FE0,0010)'), 'encapsulated: 2 fragments, 4 bytes, an offset table of 2');
    assert.equal(valueOf(rows, '(0020,4000)')?.length, 1001);
    assert.equal(valueOf(rows, '(0028,3006)')?.length, 1001);
  });

  it('say where a file is damaged, and list what stands before', async () => {
    const whole = dicomFile(imageElements({ rows: 2, columns: 2, allocated: 16 }, pixelWords([1, 2, 3, 4])));
    const rows = await readTagRows('x.dcm', whole.subarray(0, whole.length - 3));
    assert.match(rows.at(-1)?.value ?? '', /^The file is damaged here/);
    assert.ok(rows.some(({ keyword }) => keyword === 'Rows'));
  });

  it('stop at a number that nobody reads', async () => {
    const items = Array.from({ length: 12_000 }, (): BuilderElement[] => [['00081155', 'UI', '1.2']]);
    const more: BuilderElement[] = [
      ['00081140', 'SQ', { items }],
      ['00081115', 'SQ', { items }],
    ];
    const rows = await rowsOf(more);
    assert.equal(rows.length, 20_001);
    assert.match(rows.at(-1)?.value ?? '', /20,000/);
  });
});
