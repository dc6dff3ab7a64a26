/**
 * The parent's eye on the memory of the engine's process: what was planned, what was free while it worked, and whether
 * it ended for want of it. After such a death nothing is started that would die again.
 */
import type { LoadOptions, ModelDescription } from '../protocol/engine.ts';
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { ChildDiedError } from '../supervise/childErrors.ts';
import { featuresOfMachine } from './cpuFeatures.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import { engineErrors } from './engineErrors.ts';
import type { EngineError } from '../protocol/engineError.ts';
import { isMemoryDeath } from './memoryDeath.ts';
import { planMemory } from './memoryPlan.ts';
import { MemoryWatch } from './memoryWatch.ts';

/** Of the free memory, what a model may take when one has just died for want of it. */
const safeShare = 0.9;

export class MemoryGuard {
  readonly #watch: MemoryWatch;
  #planned: { readonly modelPath: string; readonly plan: MemoryPlan } | undefined;
  #ranOut = false;
  /** Of the last load: what a GPU takes off the machine's memory is known to the child only. */
  backend: ModelDescription['backend'] | undefined;

  /** `free`: bytes to take as free memory instead of what the system says now. */
  constructor(free?: () => number) {
    this.#watch = new MemoryWatch(free);
  }

  /**
   * Before a process is started for the pair, which then plans again with what it knows of its backend. Throws
   * `notEnoughMemory` after a death for want of memory, for what does not fit well into what is free now.
   */
  planAhead(pair: PairDescription, options: LoadOptions): void {
    const ram = this.#watch.free();
    const machine = { ram, vram: undefined, features: featuresOfMachine() };
    this.#planned = { modelPath: pair.model.path, plan: planMemory(pair, options, machine) };
    if (!this.#ranOut || this.backend !== 'cpu') return;
    const careful = planMemory(pair, options, { ...machine, ram: ram * safeShare });
    if (!careful.fits) throw engineErrors.notEnoughMemory(pair.model.path, { ...careful, freeBytes: ram });
  }

  /** A request failed for want of memory. */
  ranOut(): void {
    this.#ranOut = true;
  }

  /** What the process itself has planned, once it has loaded the pair. */
  loaded(plan: MemoryPlan): void {
    if (this.#planned !== undefined) this.#planned = { ...this.#planned, plan };
  }

  /** Runs `work` of the process with an eye on the memory; `outOfMemory` where it died for want of it. */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    this.#watch.start();
    try {
      return await work();
    } catch (error) {
      throw this.#outOfMemory(error) ?? error;
    } finally {
      this.#watch.stop();
    }
  }

  #outOfMemory(error: unknown): EngineError | undefined {
    if (!(error instanceof ChildDiedError) || this.#planned === undefined || !isMemoryDeath(error, this.#watch)) {
      return undefined;
    }
    const { modelPath, plan } = this.#planned;
    const detail = [error.message, ...error.lastLines].join('\n');
    return engineErrors.outOfMemory(modelPath, plan, this.#watch.lowest(), detail);
  }
}
