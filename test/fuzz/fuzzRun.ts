/** Runs mutants in a process of their own, outlives its deaths, and counts. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FuzzTask, MutantReport } from './fuzzContract.ts';
import { processorSeconds } from './processorSeconds.ts';

export interface Finding {
  readonly index: number;
  readonly what: string;
}

export interface FuzzSummary {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly deaths: number;
  readonly hangs: number;
  readonly slowest: { readonly index: number; readonly cpuMs: number };
  readonly seconds: number;
  /** MiB of the process that tries the mutants, after a collection: the least of each twentieth of the run. */
  readonly rssMiB: readonly number[];
  readonly peakRssMiB: number;
}

/** More processor time than this for one file is a finding. */
const SLOW_MS = 5_000;
/** Of processor time without an answer, after which the process is ended: it may be waiting for ever. */
const HUNG_SECONDS = 20;
const LOOK_EVERY_MS = 1_000;
const WINDOWS = 20;
const MIB = 2 ** 20;

export async function runFuzz(
  task: FuzzTask,
  onProgress: (done: number) => void = () => undefined,
): Promise<FuzzSummary> {
  const started = performance.now();
  const outcomes: Record<string, number> = {};
  const findings: Finding[] = [];
  const rss = Array.from({ length: WINDOWS }, () => Infinity);
  let slowest = { index: -1, cpuMs: 0 };
  let peakRss = 0;
  let deaths = 0;
  let hangs = 0;
  const count = (report: MutantReport): void => {
    const { index, outcome, finding, cpuMs, rssBytes, peakRssBytes } = report;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (finding !== undefined) findings.push({ index, what: finding });
    if (cpuMs > SLOW_MS) findings.push({ index, what: `took ${(cpuMs / 1000).toFixed(1)} s of processor time` });
    if (cpuMs > slowest.cpuMs) slowest = { index, cpuMs };
    const window = Math.floor(((index - task.from) * WINDOWS) / (task.to - task.from));
    if (rssBytes !== undefined) rss[window] = Math.min(rss[window] ?? Infinity, rssBytes / MIB);
    peakRss = Math.max(peakRss, peakRssBytes / MIB);
    onProgress(index + 1 - task.from);
  };
  for (let from = task.from; from < task.to;) {
    const end = await untilGone({ ...task, from }, count);
    if (end.next >= task.to) break;
    if (end.hung) hangs++;
    else deaths++;
    findings.push({
      index: end.next,
      what: end.hung ? `gave no answer in ${HUNG_SECONDS} s of processor time` : `ended the process (${end.how})`,
    });
    from = end.next + 1;
  }
  return {
    outcomes,
    findings,
    deaths,
    hangs,
    slowest,
    seconds: (performance.now() - started) / 1000,
    rssMiB: rss.filter(Number.isFinite).map(Math.round),
    peakRssMiB: Math.round(peakRss),
  };
}

/** Resolves when the child is gone, with the first mutant that it did not report. */
function untilGone(
  task: FuzzTask,
  onReport: (report: MutantReport) => void,
): Promise<{ next: number; hung: boolean; how: string }> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(fileURLToPath(new URL('fuzzWorker.ts', import.meta.url)), {
      execArgv: ['--expose-gc', '--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let next = task.from;
    let hung = false;
    let since = processorSeconds(child.pid);
    const watch = setInterval(() => {
      if (processorSeconds(child.pid) - since < HUNG_SECONDS) return;
      hung = true;
      child.kill('SIGKILL');
    }, LOOK_EVERY_MS);
    child.on('message', (report: MutantReport) => {
      next = report.index + 1;
      since = processorSeconds(child.pid);
      onReport(report);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve({ next, hung, how: signal ?? `exit code ${String(code)}` });
    });
    child.send(task);
  });
}
