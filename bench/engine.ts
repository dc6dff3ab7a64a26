/**
 * `npm run bench:engine -- --shape demo|1b|7b [--only P1,P2,equal] [--runs N] [--count N] [--json]`: the engine beside
 * llama-server, llama-bench and llama.node on this machine, each in turn; see bench/README.md. Results go to
 * bench/results/engine-SHAPE.{md,json}; `--json` prints the latter.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from '../scripts/bootstrap.mjs';
import { cache, root } from '../scripts/paths.mjs';
import { describePair } from '../src/weights/pair/describePair.ts';
import { BenchImages } from './engine/benchImages.ts';
import { BenchSession } from './engine/benchSession.ts';
import { figureNames, measureFigures } from './engine/measureFigures.ts';
import type { FigureName } from './engine/measureFigures.ts';
import { benchPair } from './engine/pair/benchPair.ts';
import { shapeNames } from './engine/pair/shapes.ts';
import { buildPeers } from './engine/peers/buildPeers.ts';
import { resultText } from './engine/resultText.ts';
import type { BenchResults } from './engine/resultText.ts';

const { values } = parseArgs({
  options: {
    shape: { type: 'string', default: '1b' },
    only: { type: 'string' },
    runs: { type: 'string' },
    count: { type: 'string' },
    'server-flags': { type: 'string', default: '' },
    'no-llama-node': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const shape = shapeNames.find((name) => name === values.shape);
if (shape === undefined) throw new Error(`--shape is one of ${shapeNames.join(', ')}, not "${values.shape}".`);
const isSlow = shape === '7b';
const runs = positive('runs', values.runs) ?? (isSlow ? 3 : 5);
const only = chosenFigures(values.only);
// What goes on goes to the error output: the results are what is printed.
const log = (line: string): void => console.error(line);
if (values.json) console.log = console.error;

const loadBefore = process.platform === 'win32' ? NaN : (loadavg()[0] ?? NaN);
await bootstrap();
const programs = await buildPeers();
const pair = await benchPair(shape);
const { projector } = await describePair(pair);
if (projector === undefined) throw new Error('the pair has no projector');
const cacheFolder = await mkdtemp(join(cache, 'bench', 'kept-'));
const session = new BenchSession({
  ...{ shape, pair, runs, programs, cacheFolder, log },
  questions: positive('count', values.count) ?? (isSlow ? 8 : 193),
  images: new BenchImages(projector.preparation),
  // A third copy of the weights, which only large machines have room for.
  wantsLlamaNode: !values['no-llama-node'] && !isSlow,
  serverFlags: values['server-flags'].split(' ').filter((flag) => flag !== ''),
});
try {
  const measured = await measureFigures(session, only);
  const results: BenchResults = {
    ...{ shape, runs, loadBefore, ...measured },
    command: `npm run bench:engine -- ${process.argv.slice(2).join(' ')}`.trim(),
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    versions: [`node-llama-cpp ${await versionOf('node-llama-cpp')}`, `Node ${process.version}`],
    notes: [...session.notes],
  };
  const path = join(root, 'bench', 'results', `engine-${shape}`);
  await mkdir(join(root, 'bench', 'results'), { recursive: true });
  const json = `${JSON.stringify(results, null, 2)}\n`;
  // A part does not overwrite the whole.
  const suffix = only.length === figureNames.length ? '' : '.part';
  await writeFile(`${path}${suffix}.json`, json);
  await writeFile(`${path}${suffix}.md`, `${resultText(results)}\n`);
  process.stdout.write(values.json ? json : `${resultText(results)}\n`);
} finally {
  await session.dispose();
  await rm(cacheFolder, { recursive: true, force: true });
}

function chosenFigures(names: string | undefined): readonly FigureName[] {
  // On the largest shape only what issue after issue is compared; the rest takes hours.
  if (names === undefined) return isSlow ? ['P1', 'P1e', 'P2', 'P3a', 'P3b', 'P4', 'P9'] : figureNames;
  return names.split(',').map((name) => {
    const known = figureNames.find((candidate) => candidate.toLowerCase() === name.trim().toLowerCase());
    if (known === undefined) throw new Error(`--only knows ${figureNames.join(', ')}; not "${name}".`);
    return known;
  });
}

function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} is a positive whole number, not "${text}".`);
  return value;
}

async function versionOf(name: string): Promise<string> {
  const manifest = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
