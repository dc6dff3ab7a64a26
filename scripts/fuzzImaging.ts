/**
 * `npm run fuzz:imaging -- --seed S --count N [--corpus DIR] [--json]`: N damaged images through the whole imaging
 * path, reproducibly. Each must end in pixels or in an error of ours, within 5 s. What does not is written to
 * .cache/fuzz/, and the exit status is 1. `--replay INDEX` tries one mutant of the seed again and shows how it was made
 * and how it ends.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz, type FuzzSummary } from '../test/fuzz/fuzzRun.ts';
import { makeMutant } from '../test/fuzz/mutant.ts';
import { seedFiles } from '../test/fuzz/seedFiles.ts';
import { tryMutant } from '../test/fuzz/tryMutant.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    corpus: { type: 'string' },
    replay: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const beside = join(root, '../shared/data/dicom');
const corpus = values.corpus ?? (existsSync(beside) ? beside : undefined);
process.exitCode = values.replay === undefined ? await fuzz() : await replay(whole(values.replay, '--replay'));

async function fuzz(): Promise<number> {
  const from = whole(values.from, '--from');
  const count = whole(values.count, '--count');
  const terminal = process.stderr.isTTY && !values.json;
  const summary = await runFuzz({ seed: values.seed, from, to: from + count, corpus }, (done) => {
    if (terminal && done % 100 === 0) process.stderr.write(`\r${done} of ${count}`);
  });
  if (terminal) process.stderr.write('\r');
  if (summary.findings.length > 0) await save(summary);
  console.log(values.json ? JSON.stringify({ seed: values.seed, from, count, ...summary }) : table(summary, count));
  return summary.findings.length === 0 ? 0 : 1;
}

async function save({ findings }: FuzzSummary): Promise<void> {
  const folder = join(root, '.cache/fuzz');
  await mkdir(folder, { recursive: true });
  const files = await seedFiles(corpus);
  for (const { index, what } of findings) {
    const { name, mutations, bytes } = makeMutant(files, values.seed, index);
    const path = join(folder, `${values.seed}-${index}-${name}`);
    await writeFile(path, bytes);
    await writeFile(
      `${path}.txt`,
      `npm run fuzz:imaging -- --seed ${values.seed} --replay ${index}\n${name}: ${mutations.join(', ')}\n${what}\n`,
    );
  }
}

function table(summary: FuzzSummary, count: number): string {
  const { outcomes, findings, deaths, hangs, slowest, seconds, rssMiB, peakRssMiB } = summary;
  const lines = Object.entries(outcomes)
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, times]) => `${outcome.padEnd(28)}${String(times).padStart(8)}`);
  return [
    `${count} mutants of seed ${values.seed}, ${(count / seconds).toFixed(0)} a second`,
    ...lines,
    `${'crashes'.padEnd(28)}${String(deaths).padStart(8)}`,
    `${'hangs'.padEnd(28)}${String(hangs).padStart(8)}`,
    `slowest: ${(slowest.cpuMs / 1000).toFixed(2)} s of processor time (mutant ${slowest.index})`,
    `memory over the run, MiB: ${rssMiB.join(' ')} (peak ${peakRssMiB})`,
    ...findings.slice(0, 40).map(({ index, what }) => `FINDING ${index}: ${what.split('\n')[0]}`),
    ...(findings.length === 0 ? [] : [`${findings.length} findings, in .cache/fuzz/`]),
  ].join('\n');
}

async function replay(index: number): Promise<number> {
  const { name, kind, mutations, bytes } = makeMutant(await seedFiles(corpus), values.seed, index);
  console.log(`${name}: ${mutations.join(', ')} (${bytes.length} bytes)`);
  const started = performance.now();
  const { outcome, finding } = await tryMutant(name, kind, bytes);
  console.log(
    `${outcome} in ${((performance.now() - started) / 1000).toFixed(2)} s${finding === undefined ? '' : `\n${finding}`}`,
  );
  return finding === undefined ? 0 : 1;
}

function whole(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0)
    throw new Error(`${option} is a whole number from 0; not "${text}".`);
  return value;
}
