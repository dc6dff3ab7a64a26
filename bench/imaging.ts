/**
 * `npm run bench:imaging -- [--corpus DIR] [--runs 20] [--out FILE]`: how long decoding takes against pydicom with gdcm
 * in one process, dcmtk and gdcm on the command line, and how long a file takes to the model's 336 pixels against a
 * chain of commands. All take turns, run by run, so that a busy machine is busy for everyone; medians are given.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/bundle.mjs';
import { readPixelModule } from '../src/imaging/dicom/frame/readPixelModule.ts';
import { readDicom } from '../src/imaging/dicom/dataSet/readDicom.ts';
import { readStoredFrame } from '../src/imaging/dicom/frame/storedFrame.ts';
import { createImaging } from '../src/imaging/localImaging.ts';
import { benchImages, type BenchImage } from './imaging/benchImages.ts';
import { dcmtkCommand, gdcmCommand, modelInputChains, timed, workingChain } from './imaging/commandChain.ts';
import { decodeTable, inputTable, type DecodeRow, type InputRow } from './imaging/benchTables.ts';
import { nativeTools } from './imaging/nativeTools.ts';
import { PydicomProcess } from './imaging/pydicomProcess.ts';

const root = join(import.meta.dirname, '..');
const beside = join(root, '../shared/data/dicom/corpus');
const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    runs: { type: 'string', default: '20' },
    out: { type: 'string', default: join(root, 'bench/results/imaging.md') },
  },
});
const corpus = values.corpus ?? (existsSync(beside) ? beside : undefined);
const runs = Number(values.runs);
/** For what is told beside, without a target. */
const aside = Math.ceil(runs / 4);
const PREPARATION = { kind: 'padToSquare', imageSize: 336, padColor: [122, 116, 104] } as const;
const childPath = join(root, 'dist/imagingChild.mjs');

await bundle();
const tools = await nativeTools();
const scratch = await mkdtemp(join(tmpdir(), 'llava-med-bench-'));
try {
  const images = await benchImages(scratch, corpus);
  const decodes = await measureDecoding(images);
  const inputs = await measureInputs(images);
  const text = `# Imaging\n\n${await facts()}\n\n${decodeTable(decodes)}\n\n${inputTable(inputs)}\n`;
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, text);
  console.log(text);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** Takes turns: each competitor once, then again, after two turns to get warm that do not count. */
async function medians<K extends string>(
  turns: number,
  competitors: Readonly<Record<K, () => Promise<number | undefined>>>,
): Promise<Record<K, number | undefined>> {
  const times = new Map<K, number[]>();
  const names = Object.keys(competitors) as K[];
  for (let turn = -2; turn < turns; turn++) {
    for (const name of names) {
      const ms = await competitors[name]();
      if (turn >= 0 && ms !== undefined) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    K,
    number | undefined
  >;
}

async function measureDecoding(images: readonly BenchImage[]): Promise<readonly DecodeRow[]> {
  const pydicom = 'python3-pydicom' in tools ? new PydicomProcess() : undefined;
  const nobody = async (): Promise<undefined> => undefined;
  const rows: DecodeRow[] = [];
  for (const { label, path, transferSyntax, megapixels } of images) {
    const bytes = await readFile(path);
    const dcmtk = dcmtkCommand(path, transferSyntax, scratch);
    const gdcm = gdcmCommand(path, transferSyntax, scratch);
    const inProcess = pydicom !== undefined && gdcm !== undefined ? pydicom : undefined;
    const ms = await medians(runs, {
      ours: async () => {
        const start = performance.now();
        const file = readDicom(label, bytes);
        await readStoredFrame(file, readPixelModule(file), 0);
        return performance.now() - start;
      },
      pydicom: inProcess === undefined ? nobody : () => inProcess.decode(path, 'default'),
      pydicomGdcm:
        inProcess === undefined || !transferSyntax.includes('.2.5') ? nobody : () => inProcess.decode(path, 'gdcm'),
    });
    const commands = await medians(aside, {
      dcmtk: dcmtk === undefined || !('dcmtk' in tools) ? nobody : () => timed([dcmtk]),
      gdcm: gdcm === undefined || !('libgdcm-tools' in tools) ? nobody : () => timed([gdcm]),
    });
    rows.push({
      label,
      transferSyntax,
      megapixels,
      ours: ms.ours ?? NaN,
      pydicom: least(ms.pydicom, ms.pydicomGdcm),
      ...commands,
    });
    console.error(`decoded ${label} ${transferSyntax}`);
  }
  pydicom?.dispose();
  return rows;
}

/**
 * Ours in the process that the product keeps, from a file that it has not seen; and once more with a process that is
 * new each time.
 */
async function measureInputs(images: readonly BenchImage[]): Promise<readonly InputRow[]> {
  const imaging = createImaging({ childPath });
  const rows: InputRow[] = [];
  let copies = 0;
  for (const image of images) {
    const chain = await workingChain(modelInputChains(image, scratch));
    const ms = await medians(runs, {
      ours: async () => {
        const path = join(scratch, `copy-${copies++}.dcm`);
        await copyFile(image.path, path);
        const start = performance.now();
        await imaging.prepare({ kind: 'file', path }, {}, PREPARATION);
        const elapsed = performance.now() - start;
        await rm(path);
        return elapsed;
      },
      chain: async () => (chain === undefined ? undefined : timed(chain)),
    });
    const { cold } = await medians(aside, {
      cold: async () => {
        const start = performance.now();
        const fresh = createImaging({ childPath });
        await fresh.prepare({ kind: 'file', path: image.path }, {}, PREPARATION);
        const elapsed = performance.now() - start;
        await fresh.dispose();
        return elapsed;
      },
    });
    rows.push({
      label: image.label,
      transferSyntax: image.transferSyntax,
      megapixels: image.megapixels,
      ours: ms.ours ?? NaN,
      chain: ms.chain,
      cold,
    });
    console.error(`prepared ${image.label} ${image.transferSyntax}`);
  }
  await imaging.dispose();
  return rows;
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** The faster of pydicom's ways is the one to beat. */
function least(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

async function facts(): Promise<string> {
  const packages = [
    'dicom-parser',
    'dcmjs-codecs',
    '@cornerstonejs/codec-charls',
    '@cornerstonejs/codec-openjpeg',
    '@cornerstonejs/codec-openjph',
    'sharp',
  ];
  const versions = await Promise.all(
    packages.map(async (name) => {
      const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string;
      };
      return `${name} ${version}`;
    }),
  );
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return [
    `\`npm run bench:imaging\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}; medians of ${runs} (of ${aside} where there is no ratio), ms.`,
    `Machine: ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores; Node ${process.version}.`,
    `Ours: ${versions.join(', ')}.`,
    `Others: ${
      Object.keys(tools).length === 0
        ? 'none (they could not be installed)'
        : Object.entries(tools)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')
    }.`,
  ].join('\n');
}
