/**
 * Every attribute of the table, planted everywhere, under every option: none of what should go is anywhere in the
 * output, whoever reads it.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { PROFILE_ENTRIES } from '../../../src/imaging/deidentify/basicProfile.ts';
import { deidentifyDicom } from '../../../src/imaging/deidentify/deidentifyDicom.ts';
import { BASIC_PROFILE_ONLY, type DeidentifyOptions } from '../../../src/imaging/deidentify/deidentifyOptions.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import { hasDcmdump, python, readByDcmdump, readByPydicom } from './independentReaders.ts';
import { readBack } from './readBack.ts';
import { plantedFile, type Planted, type PlantedFile, type PlantedSyntax } from './plantedFile.ts';

const KEY = Buffer.alloc(32, 'a key for tests');
const CASES: Readonly<Record<string, DeidentifyOptions>> = {
  'the Basic Profile': BASIC_PROFILE_ONLY,
  'shifted dates': { ...BASIC_PROFILE_ONLY, dates: 'shift' },
  'kept dates': { ...BASIC_PROFILE_ONLY, dates: 'keep' },
  'kept UIDs': { ...BASIC_PROFILE_ONLY, keepUids: true },
  'clean descriptors': { ...BASIC_PROFILE_ONLY, cleanDescriptors: true },
  'all options': { dates: 'shift', keepUids: true, cleanDescriptors: true },
};
const SYNTAXES: readonly PlantedSyntax[] = ['explicitLE', 'implicitLE', 'explicitBE', 'deflatedLE'];

/** What an option lets stay, by the table and by nothing else. */
function mayStay({ kind, entry, where }: Planted, options: DeidentifyOptions): boolean {
  // UIDs that the table forgot are mapped like the others, and kept like them.
  if (kind === 'uid') return options.keepUids && (entry?.options.uids === 'K' || where.startsWith('00081167'));
  if (kind === 'date') return options.dates === 'keep' && entry?.options.fullDates === 'K';
  if (kind === 'time')
    return (
      (options.dates === 'keep' && entry?.options.fullDates === 'K') ||
      (options.dates === 'shift' && entry?.options.modifiedDates === 'C')
    );
  // Time stamps that are no text, and the time zone.
  return options.dates === 'keep' && entry?.options.fullDates === 'K' && !where.includes('in its item');
}

/**
 * New UIDs and the times behind dates are runs of digits in which a date could turn up by chance: one begins where
 * digits begin.
 */
function found(text: string, planted: readonly Planted[]): string[] {
  const searched = text.replace(/2\.25\.\d+/g, '');
  const numbers = new Set([...searched.matchAll(/(?<!\d)\d{8}/g)].map(([digits]) => digits));
  return planted
    .filter(({ kind, value }) => (kind === 'date' ? numbers.has(value) : searched.includes(value)))
    .map(({ where, value }) => `${where}: ${value}`);
}

describe('de-identification of every attribute of the table', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'deidentify-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const syntax of SYNTAXES) {
    describe(syntax, () => {
      let input: PlantedFile;
      const outputs = new Map<string, Buffer>();
      const paths = new Map<string, string>();

      before(async () => {
        input = await plantedFile(syntax);
        for (const [name, options] of Object.entries(CASES)) {
          const { pieces } = await deidentifyDicom('planted.dcm', input.bytes, options, KEY);
          const output = Buffer.concat(pieces);
          const path = join(folder, `${syntax}-${name.replaceAll(' ', '-')}.dcm`);
          outputs.set(name, output);
          paths.set(name, path);
          writeFileSync(path, output);
        }
        writeFileSync(join(folder, `${syntax}-original.dcm`), input.bytes);
      });

      it('plants a value in all 621 attributes', () => {
        const concrete = [...PROFILE_ENTRIES.keys()].filter((tag) => !/x|private/.test(tag));
        assert.equal(concrete.length, 621 - 4);
        assert.deepEqual(
          concrete.filter((tag) => !input.tags.has(tag)),
          [],
        );
        for (const tag of ['50003000', '60003000', '60004000', '601e3000', '00111001'])
          assert.ok(input.tags.has(tag), tag);
        const raw = Buffer.from(
          syntax === 'deflatedLE' ? readDicom('planted.dcm', input.bytes).bytes : input.bytes,
        ).toString('latin1');
        assert.ok(input.planted.filter(({ value }) => raw.includes(value)).length > 4_000);
      });

      for (const [name, options] of Object.entries(CASES)) {
        const forbidden = (): readonly Planted[] => input.planted.filter((each) => !mayStay(each, options));

        it(`${name}: our own reading shows none`, async () => {
          const elements = await readBack(outputs.get(name)!);
          const text = elements
            .flatMap((element) => (element.kind === 'value' ? [Buffer.from(element.value).toString('latin1')] : []))
            .join('\n');
          assert.deepEqual(found(text, forbidden()), []);
          assert.deepEqual(
            elements.filter(({ tag }) => (tag >>> 16) % 2 === 1 || tag % 0x10000 === 0),
            [],
          );
          const marked = elements.filter(
            (element) => element.kind === 'value' && element.value[0] === 0x5a && element.value[1] === 0xa5,
          );
          assert.deepEqual(
            marked.map(({ tag }) => tag.toString(16)),
            [],
          );
        });

        it(`${name}: not a byte of them is in the file`, () => {
          const output = outputs.get(name)!;
          assert.deepEqual(found(output.toString('latin1'), forbidden()), []);
          if (syntax === 'deflatedLE')
            assert.deepEqual(
              found(inflateRawSync(output.subarray(metaEnd(output))).toString('latin1'), forbidden()),
              [],
            );
        });

        it(`${name}: the pixels are the same`, () => {
          const { pixelData, bytes } = readDicom('planted.dcm', outputs.get(name)!);
          assert.ok(pixelData?.kind === 'native');
          assert.deepEqual(
            Buffer.from(bytes.subarray(pixelData.start, pixelData.start + pixelData.length)),
            Buffer.from(input.pixels),
          );
        });
      }

      it('pydicom shows none', function () {
        if (python === undefined) skip(this, 'pydicom is not installed');
        const read = readByPydicom([...paths.values()]);
        for (const [name, options] of Object.entries(CASES)) {
          const { rows, preamble, warnings } = read[paths.get(name)!]!;
          const text = [preamble, ...rows.map(([, , value]) => value)].join('\n');
          assert.deepEqual(
            found(
              text,
              input.planted.filter((each) => !mayStay(each, options)),
            ),
            [],
            name,
          );
          // Its dictionary may be older than the table.
          assert.deepEqual(
            warnings.filter((warning) => !warning.startsWith('Unknown DICOM tag')),
            [],
            name,
          );
          assert.equal(rows.find(([path]) => path === '(0012, 0062)')?.[2], 'YES', name);
        }
      });

      it('dcmdump shows none', function () {
        if (!hasDcmdump) skip(this, 'dcmtk is not installed');
        for (const name of ['the Basic Profile', 'all options']) {
          const options = CASES[name]!;
          const { text, complaints } = readByDcmdump(paths.get(name)!);
          assert.match(text, /\(0012,0062\) CS \[YES/);
          assert.deepEqual(
            found(
              text,
              input.planted.filter((each) => !mayStay(each, options)),
            ),
            [],
            name,
          );
          assert.deepEqual(complaints, [], name);
        }
      });
    });
  }
});

function metaEnd(bytes: Buffer): number {
  return 132 + 12 + bytes.readUInt32LE(132 + 8);
}

function skip(test: Mocha.Context, why: string): never {
  console.log(`      skipped: ${why}`);
  return test.skip();
}
