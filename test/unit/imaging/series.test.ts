/** Which files of a folder are leafed through together, and in which order. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { ImageSeries } from '../../../src/display/imageSeries.ts';
import { readSeries } from '../../../src/imaging/studies/readSeries.ts';
import { dicomFile, encodeElements, imageElements, pixelBytes, SYNTAX, type BuilderElement } from './dicomBuilder.ts';

const AXIAL = '1\\0\\0\\0\\1\\0';
const CORONAL = '1\\0\\0\\0\\0\\-1';

interface Slice {
  readonly z?: number;
  readonly instance?: number;
  readonly series?: string;
  readonly orientation?: string;
  readonly size?: number;
  readonly more?: readonly BuilderElement[];
}

function elementsOf({
  z,
  instance,
  series = '1.2.3.4',
  orientation = AXIAL,
  size = 2,
  more = [],
}: Slice): BuilderElement[] {
  const elements: BuilderElement[] = [
    ['00080060', 'CS', 'CT'],
    ['0008103e', 'LO', 'Thorax axial'],
    ['0020000d', 'UI', '1.2.3'],
    ['0020000e', 'UI', series],
    ['00200011', 'IS', '3'],
    ...(instance === undefined ? [] : [['00200013', 'IS', String(instance)] as const]),
    ...(z === undefined
      ? []
      : [['00200032', 'DS', `0\\0\\${String(z)}`] as const, ['00200037', 'DS', orientation] as const]),
  ];
  return imageElements(
    { rows: size, columns: size, more: [...elements, ...more] },
    pixelBytes(new Uint8Array(size * size)),
  );
}

const slice = (facts: Slice, transferSyntax: string = SYNTAX.explicitLE): Uint8Array =>
  dicomFile(elementsOf(facts), { transferSyntax });

describe('readSeries', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llava-med-series-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const write = (name: string, bytes: Uint8Array | string): Promise<void> => writeFile(join(folder, name), bytes);
  const series = (name: string): Promise<ImageSeries> => readSeries(join(folder, name));
  const names = ({ items }: ImageSeries): string[] => items.map(({ name }) => name);

  it('sorts slices by their place, whatever their names, from the end at which the scanner began', async () => {
    await write('c', slice({ z: 10, instance: 3 }));
    await write('a.dcm', slice({ z: 30, instance: 1 }));
    await write('1.2.840.77', slice({ z: -2.5, instance: 4 }));
    await write('b.dcm', slice({ z: 20, instance: 2 }));
    const found = await series('b.dcm');
    assert.deepEqual(names(found), ['a.dcm', 'b.dcm', 'c', '1.2.840.77']);
    assert.deepEqual(
      found.items.map(({ positionMm }) => positionMm),
      [30, 20, 10, -2.5],
    );
    assert.deepEqual([found.index, found.skipped, found.title], [1, 0, 'CT · series 3 · Thorax axial']);
  });

  it('leaves out other series, the localiser, another matrix, reports and files that are no DICOM; counts those that are damaged', async () => {
    await write('1.dcm', slice({ z: 1, instance: 1 }));
    await write('2.dcm', slice({ z: 2, instance: 2 }));
    await write('other.dcm', slice({ z: 3, instance: 3, series: '1.2.3.5' }));
    await write('localiser.dcm', slice({ z: 4, instance: 4, orientation: CORONAL }));
    await write('large.dcm', slice({ z: 5, instance: 5, size: 4 }));
    await write(
      'report.dcm',
      dicomFile([
        ['0020000d', 'UI', '1.2.3'],
        ['0020000e', 'UI', '1.2.3.4'],
      ]),
    );
    await write('notes.txt', 'Dear colleague');
    await write('cut.dcm', slice({ z: 6, instance: 6 }).slice(0, 133));
    await mkdir(join(folder, 'more'));
    const found = await series('2.dcm');
    assert.deepEqual(names(found), ['1.dcm', '2.dcm']);
    assert.equal(found.skipped, 1);
    assert.deepEqual(names(await series('localiser.dcm')), ['localiser.dcm']);
  });

  it('keeps the passes of a dynamic series together, by their numbers', async () => {
    for (const [instance, z] of [
      [1, 0],
      [2, 5],
      [3, 0],
      [4, 5],
    ] as const)
      await write(`im${String(instance)}`, slice({ z, instance }));
    assert.deepEqual(names(await series('im3')), ['im1', 'im2', 'im3', 'im4']);
  });

  it('keeps films of one series together by number, then by name, with their frames', async () => {
    await write('clip10', slice({ more: [['00280008', 'IS', '4']] }));
    await write('clip9', slice({ size: 4 }));
    await write('second', slice({ instance: 2 }));
    const found = await series('clip10');
    assert.deepEqual(
      found.items.map(({ name, frames }) => [name, frames]),
      [
        ['second', 1],
        ['clip9', 1],
        ['clip10', 4],
      ],
    );
  });

  it('reads headers in every encoding, and long ones to their end', async () => {
    await write('1', slice({ z: 1, instance: 1 }, SYNTAX.implicitLE));
    await write('2', slice({ z: 2, instance: 2 }, SYNTAX.explicitBE));
    await write('3', slice({ z: 3, instance: 3, more: [['00110010', 'UN', new Uint8Array(200_000)]] }));
    await write(
      '4',
      Buffer.concat([
        dicomFile([], { transferSyntax: SYNTAX.deflatedLE }),
        deflateRawSync(encodeElements(elementsOf({ z: 4, instance: 4 }), true, false)),
      ]),
    );
    assert.deepEqual(names(await series('1')), ['1', '2', '3', '4']);
  });

  it('reads the description in the character set of the file', async () => {
    await write(
      '1',
      slice({
        z: 1,
        more: [
          ['00080005', 'CS', 'ISO_IR 192'],
          ['0008103e', 'LO', 'Schädel nativ'],
        ],
      }),
    );
    assert.equal((await series('1')).title, 'CT · series 3 · Schädel nativ');
  });

  it('takes what is no DICOM, or not there, as a series of its own', async () => {
    await write('picture.png', 'no picture');
    assert.deepEqual(names(await series('picture.png')), ['picture.png']);
    assert.deepEqual(names(await series('gone.dcm')), ['gone.dcm']);
  });

  it('stops when told', async () => {
    await write('1', slice({ z: 1 }));
    await write('2', slice({ z: 2 }));
    const why = new Error('closed');
    await assert.rejects(readSeries(join(folder, '1'), AbortSignal.abort(why)), why);
  });

  it('reads 500 files by their heads only: none of these could be read whole', async () => {
    for (let index = 0; index < 500; index++) {
      const name = `IM${String(index).padStart(6, '0')}`;
      await write(name, slice({ z: index, instance: index + 1 }));
      // Holes that take no room on the disk, and more than a Buffer holds.
      await truncate(join(folder, name), 8 * 2 ** 30);
    }
    const found = await series('IM000250');
    assert.equal(found.items.length, 500);
    assert.equal(found.index, 250);
    assert.equal(found.skipped, 0);
  });

  it('counts files that hold the same image once more', async () => {
    const uid = (value: string): BuilderElement => ['00080018', 'UI', value];
    for (const [name, instance] of [
      ['a.dcm', '1.2.1'],
      ['a copy.dcm', '1.2.1'],
      ['b.dcm', '1.2.2'],
    ] as const)
      await writeFile(join(folder, name), slice({ more: [uid(instance)] }));
    const { items, copies } = await readSeries(join(folder, 'a.dcm'));
    assert.deepEqual([items.length, copies], [3, 1]);
    await rm(join(folder, 'a copy.dcm'));
    assert.equal((await readSeries(join(folder, 'a.dcm'))).copies, 0);
  });
});
