/** Makes and tries mutants one after the other, and reports each: what it does not report, it has died of. */
import type { FuzzTask, MutantReport } from './fuzzContract.ts';
import { makeMutant } from './mutant.ts';
import { seedFiles } from './seedFiles.ts';
import { tryMutant } from './tryMutant.ts';

const MEASURE_EVERY = 100;

process.once('message', ({ seed, from, to, corpus }: FuzzTask) => {
  void (async () => {
    const files = await seedFiles(corpus);
    for (let index = from; index < to; index++) {
      const mutant = makeMutant(files, seed, index);
      const before = process.cpuUsage();
      const ending = await tryMutant(mutant.name, mutant.kind, mutant.bytes);
      const { user, system } = process.cpuUsage(before);
      await report({
        index,
        name: mutant.name,
        ...ending,
        cpuMs: (user + system) / 1000,
        rssBytes: await restingMemory(index),
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
      });
    }
    process.disconnect();
  })();
});

/** Twice, and a moment between: WebAssembly memory is given back late. */
async function restingMemory(index: number): Promise<number | undefined> {
  if (index % MEASURE_EVERY !== MEASURE_EVERY - 1 || gc === undefined) return undefined;
  gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
  gc();
  return process.memoryUsage.rss();
}

function report(message: MutantReport): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
