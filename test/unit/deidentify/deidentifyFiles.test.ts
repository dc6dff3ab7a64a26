/** Whole runs in the real child process: files and folders in, copies and a report out. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deidentifyFiles, type DeidentifyResult } from '../../../src/imaging/deidentify/deidentifyFiles.ts';
import { BASIC_PROFILE_ONLY, type DeidentifyOptions } from '../../../src/imaging/deidentify/deidentifyOptions.ts';
import { readKeyFile } from '../../../src/imaging/deidentify/keyFile.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { ImagingError } from '../../../src/imaging/intake/imagingErrors.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import { dicomFile, imageElements, pixelBytes, SYNTAX, type BuilderElement } from '../imaging/dicomBuilder.ts';
import { readBack } from './readBack.ts';
import { plantedFile } from './plantedFile.ts';

const KEY = Buffer.alloc(32, 5);
const STUDY = '1.2.826.0.1.3680043.8.498.1';

function image(instance: string, more: readonly BuilderElement[] = []): Uint8Array {
  return dicomFile(
    imageElements(
      {
        rows: 2,
        columns: 2,
        more: [
          ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
          ['00080018', 'UI', `${STUDY}.2.${instance}`],
          ['0020000d', 'UI', STUDY],
          ['0020000e', 'UI', `${STUDY}.2`],
          ...more,
        ],
      },
      pixelBytes([1, 2, 3, 4]),
    ),
  );
}

describe('deidentifyFiles', function () {
  this.timeout(120_000);
  let imaging: Imaging;
  let folder: string;
  let input: string;
  let output: string;

  before(() => {
    imaging = createImaging({ childPath: fileURLToPath(new URL('../imaging/imagingChild.mjs', import.meta.url)) });
  });
  after(() => imaging.dispose());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deidentify-run-'));
    input = join(folder, 'Muster^Erika');
    output = join(folder, 'out');
    mkdirSync(join(input, 'MRN 4711'), { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const put = (name: string, bytes: Uint8Array): void => {
    writeFileSync(join(input, 'MRN 4711', name), bytes);
  };
  const run = (
    options: Partial<DeidentifyOptions> = {},
    key: Uint8Array | undefined = KEY,
    signal?: AbortSignal,
    onFile?: (done: number) => void,
  ): Promise<DeidentifyResult> =>
    deidentifyFiles(
      imaging,
      { inputs: [input], output, options: { ...BASIC_PROFILE_ONLY, ...options }, key },
      { ...(onFile && { onFile }) },
      signal,
    );
  const read = ({ folder: written, report }: DeidentifyResult, index: number) =>
    readDicom('copy.dcm', readFileSync(join(written, report.files[index]!.output))).dataSet;
  const files = (path: string): string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));

  it('gives an instance the same new UIDs wherever it is named', async () => {
    put('a.dcm', image('1'));
    put(
      'b.dcm',
      image('2', [
        [
          '00081140',
          'SQ',
          {
            items: [
              [
                ['00081150', 'UI', '1.2.840.10008.5.1.4.1.1.2'],
                ['00081155', 'UI', `${STUDY}.2.1`],
              ],
            ],
          },
        ],
      ]),
    );
    const result = await run();
    const [a, b] = [read(result, 0), read(result, 1)];
    assert.match(a.string('x00080018') ?? '', /^2\.25\.\d{30,39}$/);
    assert.notEqual(a.string('x00080018'), b.string('x00080018'));
    assert.equal(a.string('x0020000d'), b.string('x0020000d'));
    assert.equal(b.elements['x00081140']?.items?.[0]?.dataSet?.string('x00081155'), a.string('x00080018'));
    assert.equal(b.elements['x00081140']?.items?.[0]?.dataSet?.string('x00081150'), '1.2.840.10008.5.1.4.1.1.2');
  });

  it('says in each file that and how it was done', async () => {
    put('a.dcm', image('1'));
    const dataSet = read(await run({ dates: 'shift', keepUids: true, cleanDescriptors: true }), 0);
    assert.equal(dataSet.string('x00120062'), 'YES');
    assert.equal(dataSet.string('x00280303'), 'MODIFIED');
    const codes = dataSet.elements['x00120064']?.items?.map((item) => item.dataSet?.string('x00080100'));
    assert.deepEqual(codes, ['113100', '113105', '113107', '113110']);
    assert.equal(dataSet.string('x00080018'), `${STUDY}.2.1`);
    assert.equal(read(await run(), 0).string('x00280303'), 'REMOVED');
  });

  it('moves all dates of a patient by the same days, of another one by others', async () => {
    const dates = (patient: string, date: string): BuilderElement[] => [
      ['00100020', 'LO', patient],
      ['00080020', 'DA', date],
      ['00080030', 'TM', '101500'],
      ['0008002a', 'DT', `${date}101500.5+0100`],
    ];
    put('a.dcm', image('1', dates('4711', '20240229')));
    put('b.dcm', image('2', dates('4711', '20240310')));
    put('c.dcm', image('3', dates('4712', '20240229')));
    const result = await run({ dates: 'shift' });
    const days = result.report.files.map((_, i) => {
      const text = read(result, i).string('x00080020') ?? '';
      return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6))) / 86_400_000;
    });
    assert.equal(days[1]! - days[0]!, 10);
    assert.notEqual(days[2], days[0]);
    assert.ok(days[0]! < Date.UTC(2024, 0, 31) / 86_400_000);
    assert.equal(read(result, 0).string('x00080030'), '101500');
    assert.equal(read(result, 0).string('x0008002a'), `${read(result, 0).string('x00080020') ?? ''}101500.5+0100`);
  });

  it('keeps the terms of a description and nothing else', async () => {
    put(
      'a.dcm',
      image('1', [
        ['0008103e', 'LO', 'Thorax ax 5mm Müller 12.03.1954 ven.'],
        ['00081030', 'LO', 'Erika Muster'],
        ['00181030', 'LO', 'HEAD^ROUTINE (Dr. Li)'],
      ]),
    );
    const dataSet = read(await run({ cleanDescriptors: true }), 0);
    assert.equal(dataSet.string('x0008103e'), 'THORAX 5MM');
    assert.equal(dataSet.elements['x00081030'], undefined);
    assert.equal(dataSet.string('x00181030'), 'HEAD ROUTINE');
  });

  it('repeats itself with the same key, to the byte, and not with another', async () => {
    put(
      'a.dcm',
      image('1', [
        ['00100020', 'LO', '4711'],
        ['00080020', 'DA', '20240229'],
      ]),
    );
    const first = await run({ dates: 'shift' });
    const again = await run({ dates: 'shift' });
    assert.deepEqual(again.report.files, first.report.files);
    assert.equal(files(output).filter((name) => name.endsWith('.dcm')).length, 1);
    const other = await deidentifyFiles(imaging, {
      inputs: [input],
      output,
      options: BASIC_PROFILE_ONLY,
      key: undefined,
    });
    assert.notEqual(other.report.files[0]!.output, first.report.files[0]!.output);
    assert.equal(other.report.keyGiven, false);
  });

  it('finds nothing more to do in what it wrote', async () => {
    put('a.dcm', (await plantedFile('explicitLE')).bytes);
    const options = { dates: 'keep', keepUids: true } as const;
    const first = await run(options);
    const second = await deidentifyFiles(imaging, {
      inputs: [join(first.folder, first.report.files[0]!.output)],
      output: join(folder, 'second'),
      options: { ...BASIC_PROFILE_ONLY, ...options },
      key: KEY,
    });
    // UIDs that no option keeps are replaced again, and so is the patient's pseudonym.
    const masked = async ({ folder: written, report }: DeidentifyResult): Promise<string[]> =>
      (await readBack(readFileSync(join(written, report.files[0]!.output)))).map(
        (element) =>
          `${element.tag.toString(16)} ${element.vr} ${
            element.kind === 'value'
              ? Buffer.from(element.value)
                  .toString('latin1')
                  .replace(/^2\.25\.\d+\0?$|^ANON-.*$/, 'pseudonym')
              : element.kind
          }`,
      );
    assert.deepEqual(await masked(second), await masked(first));
    const { counts } = second.report.files[0]!;
    assert.deepEqual(
      [counts.remove, counts.removePrivate, counts.removeUnknown],
      [4, 0, 0],
      'only the four attributes that are written anew',
    );
  });

  it('names neither files nor values in the names and the report of the output', async () => {
    const { bytes, planted } = await plantedFile('implicitLE');
    put('Muster^Erika 19540312.dcm', bytes);
    put('Dr. Li notes.txt', Buffer.from('Erika Muster'));
    put(
      'Erika-SR.dcm',
      dicomFile([
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.11'],
        ['00100010', 'PN', 'Muster^Erika'],
        ['0040a730', 'SQ', { items: [] }],
      ]),
    );
    const result = await run();
    const written = [
      ...files(output),
      ...files(output)
        .filter((name) => !name.endsWith('.dcm'))
        .map((name) => readFileSync(join(output, name), 'utf8')),
    ].join('\n');
    assert.doesNotMatch(written, /Erika|Muster|MRN|4711|Dr\. Li/);
    assert.deepEqual(
      planted.filter(({ value, kind }) => kind !== 'date' && written.includes(value)),
      [],
    );
    assert.equal(result.report.files.length, 1);
    assert.equal(result.report.skipped, 1);
    assert.match(result.report.refused[0]?.reason ?? '', /^The file was not de-identified.*structured report/);
    assert.match(
      files(output).find((name) => name.endsWith('.dcm')) ?? '',
      /^study-[0-9a-f]{16}[\\/]series-[0-9a-f]{16}[\\/]image-[0-9a-f]{16}\.dcm$/,
    );
    assert.deepEqual(
      JSON.parse(readFileSync(result.reportPath.replace(/txt$/, 'json'), 'utf8')),
      JSON.parse(JSON.stringify(result.report)),
    );
  });

  it('refuses what could hide something, and writes nothing for it', async () => {
    const whole = image('1');
    put('cut.dcm', whole.subarray(0, whole.length - 2));
    put('bare.dcm', dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1])), { preamble: false }));
    put('undeclared.dcm', dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1])), { declareSyntax: false }));
    put(
      'pdf.dcm',
      dicomFile([
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.104.1'],
        ['00420011', 'OB', Buffer.from('%PDF')],
      ]),
    );
    put(
      'deflated.dcm',
      dicomFile(imageElements({ rows: 1, columns: 1 }, pixelBytes([1])), { transferSyntax: SYNTAX.deflatedLE }),
    );
    const { report } = await run();
    assert.equal(report.files.length, 0);
    assert.equal(report.refused.length, 5);
    assert.ok(
      report.refused.every(({ input: hash, reason }) => /^[0-9a-f]{16}$/.test(hash ?? '') && reason.length > 20),
    );
    assert.deepEqual(
      files(output).filter((name) => !name.startsWith('deidentification-')),
      [],
    );
  });

  it('never writes into or over its input', async () => {
    put('a.dcm', image('1'));
    for (const wrong of [input, join(input, 'out'), join(input, '..', 'Muster^Erika', 'MRN 4711')]) {
      await assert.rejects(
        deidentifyFiles(imaging, { inputs: [input], output: wrong, options: BASIC_PROFILE_ONLY, key: KEY }),
        (error) => error instanceof ImagingError && /output folder is the input or lies in it/.test(error.message),
      );
    }
    assert.deepEqual(files(input), [join('MRN 4711', 'a.dcm')]);
    await assert.rejects(
      deidentifyFiles(imaging, { inputs: [join(folder, 'missing')], output, options: BASIC_PROFILE_ONLY, key: KEY }),
      /missing: no such file/,
    );
  });

  it('keeps two contents of one SOP Instance UID apart', async () => {
    put('a.dcm', image('1'));
    put('b.dcm', image('1', [['00200013', 'IS', '7']]));
    const { report } = await run();
    assert.equal(new Set(report.files.map(({ output: name }) => name)).size, 2);
    assert.match(report.files[1]!.warnings.join(), /same SOP Instance UID/);
  });

  it('leaves whole files or none when it is stopped', async () => {
    for (let i = 0; i < 6; i++) put(`${i}.dcm`, image(String(i)));
    const stop = new AbortController();
    const { report } = await run({}, KEY, stop.signal, (done) => {
      if (done === 2)
        setImmediate(() => {
          stop.abort();
        });
    });
    assert.equal(report.stopped, true);
    const left = files(output).filter((name) => !name.startsWith('deidentification-'));
    assert.deepEqual(
      left.filter((name) => !name.endsWith('.dcm')),
      [],
    );
    assert.ok(left.length >= 2 && left.length < 6, `${left.length} files`);
    for (const name of left) assert.equal(readDicom(name, readFileSync(join(output, name))).notes.length, 0);
  });

  it('leaves nothing of a large file that it is stopped in', async () => {
    put(
      'large.dcm',
      dicomFile(imageElements({ rows: 8_000, columns: 8_000 }, ['7fe00010', 'OB', new Uint8Array(64_000_000)])),
    );
    const stop = new AbortController();
    mkdirSync(output);
    const watch = setInterval(() => {
      if (readdirSync(output).some((name) => name.endsWith('.partial'))) stop.abort();
    }, 1);
    const { report } = await run({}, KEY, stop.signal);
    clearInterval(watch);
    assert.equal(report.stopped, true);
    const left = files(output).filter((name) => !name.startsWith('deidentification-'));
    // It may have been quicker than the signal, and then it is whole.
    for (const name of left) assert.equal(readDicom(name, readFileSync(join(output, name))).notes.length, 0, name);
    assert.ok(left.length <= 1);
  });

  it('warns of text that may be in the pixels', async () => {
    put('a.dcm', image('1', [['00080060', 'CS', 'US']]));
    put('b.dcm', image('2', [['00280301', 'CS', 'YES']]));
    put('c.dcm', image('3', [['00080060', 'CS', 'CT']]));
    const { report, reportPath } = await run();
    const warned = new Map(report.files.map(({ output: name, warnings }) => [name, warnings.join()]));
    assert.equal(
      [...warned.values()].filter((warnings) => /Text in the picture is not removed/.test(warnings)).length,
      2,
    );
    assert.match(readFileSync(reportPath, 'utf8'), /ultrasound machines often write the patient/);
  });

  it('makes a key file once and reads it after that', async () => {
    const path = join(folder, 'key');
    const made = await readKeyFile(path);
    assert.deepEqual(await readKeyFile(path), made);
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o077, 0);
    writeFileSync(join(folder, 'short'), 'abc');
    await assert.rejects(readKeyFile(join(folder, 'short')), /too short for a key/);
    await assert.rejects(readKeyFile(join(folder, 'no', 'such', 'folder')), /cannot be written/);
    assert.ok(existsSync(path));
  });
});
