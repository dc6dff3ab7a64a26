/**
 * `npm run soak -- --turns N [--seed S] [--limit MB] [--json]`: N turns of questions, new and known images, edits,
 * Stops at random moments and killed processes against the demo model, along the very way of the product. Exit status 1
 * where a text was lost, an answer changed, a request did not settle, or memory grows by more than the limit (1 MB in
 * 100 turns, after the first 200) in this process or the engine's, with or without what is mapped from files.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import type { Slope } from './soak/slope.ts';
import { WARM_TURNS } from './soak/soakMemory.ts';
import { soakRun, type SoakResult } from './soak/soakRun.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [turns, limit] = [Number(values.turns), Number(values.limit)];
if (!Number.isInteger(turns) || turns < 1) throw new Error('--turns is a whole number from 1 on.');
if (!(limit > 0)) throw new Error('--limit is a number of MB above 0.');
const { gc } = globalThis;
if (gc === undefined) throw new Error('Start it with "npm run soak": it needs node --expose-gc.');

if (!values.json) await bootstrap();
const result = await soakRun({
  turns,
  seed: values.seed,
  root,
  collectGarbage: () => {
    gc();
  },
  onProgress: (line) => void process.stderr.write(`${line}\n`),
});
const grows = result.growth.some(({ slope }) => slope !== undefined && slope.perHundredTurns > limit);
console.log(values.json ? JSON.stringify({ seed: values.seed, limit, grows, ...result }, undefined, 1) : table(result));
process.exitCode = result.faults.length > 0 || grows ? 1 : 0;

function table({ turns: kinds, faults, growth, seconds }: SoakResult): string {
  return [
    `${turns} turns of seed ${values.seed} in ${seconds.toFixed(0)} s`,
    ...Object.entries(kinds)
      .sort(([, one], [, other]) => other - one)
      .map(([kind, count]) => `${kind.padEnd(28)}${String(count).padStart(8)}`),
    ...growth.map(({ of, memory, slope }) => {
      const what = memory === 'all' ? `${of} grows by` : '  without mapped files';
      return `${what.padEnd(28)}${slopeText(slope)}`;
    }),
    `${'lost, changed or unsettled'.padEnd(28)}${String(faults.length).padStart(8)}`,
    ...faults.slice(0, 20).map(({ turn, kind, what }) => `FAULT in turn ${turn} (${kind}): ${what}`),
  ].join('\n');
}

function slopeText(slope: Slope | undefined): string {
  if (slope === undefined) return `   not told by a run of ${turns} turns (the first ${WARM_TURNS} do not count)`;
  const { perHundredTurns, error, samples, lives } = slope;
  return `${perHundredTurns.toFixed(2).padStart(8)} ± ${error.toFixed(2)} MB in 100 turns (${samples} samples of ${lives === 1 ? 'one process' : `${lives} processes`})`;
}
