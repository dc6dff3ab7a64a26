/** Between the fuzzer and the process in which its mutants live and may die. */
export interface FuzzTask {
  readonly seed: string;
  readonly from: number;
  readonly to: number;
  readonly corpus: string | undefined;
}

export interface MutantReport {
  readonly index: number;
  readonly name: string;
  readonly outcome: string;
  readonly finding: string | undefined;
  /** Of the processor, in all threads. */
  readonly cpuMs: number;
  /** Of the whole process after a collection, which not every mutant is worth. */
  readonly rssBytes: number | undefined;
  /** Of the whole process until now. */
  readonly peakRssBytes: number;
}
