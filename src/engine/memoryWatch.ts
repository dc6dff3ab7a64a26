/**
 * How much memory was free lately. When the system ends a process to get its memory back, that memory is free again by
 * the time anybody can ask: hence the samples.
 */
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { freeRam } from './freeRam.ts';

const sampleMs = 500;
/** Ten seconds. */
const samplesKept = 20;
/** Below this the system starts to end programs. */
const shortBytes = Math.min(512e6, totalmem() * 0.05);

export class MemoryWatch {
  /** Bytes that are free now. */
  readonly free: () => number;
  readonly #samples: number[] = [];
  #timer: NodeJS.Timeout | undefined;
  #killsBefore = 0;

  constructor(free: () => number = freeRam) {
    this.free = free;
  }

  /** Until `stop`; again and again is no harm. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#killsBefore = kills();
    this.#samples.length = 0;
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), sampleMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The least that was free in the last seconds, in bytes; now included. */
  lowest(): number {
    return Math.min(...this.#samples, this.free());
  }

  isShort(): boolean {
    return this.lowest() < shortBytes;
  }

  /** Whether the system has ended any program for its memory since `start`; Linux says. */
  hasKilled(): boolean {
    return kills() > this.#killsBefore;
  }

  #sample(): void {
    this.#samples.push(this.free());
    if (this.#samples.length > samplesKept) this.#samples.shift();
  }
}

/** Programs that the system has ended for their memory, in this container or on this machine. */
function kills(): number {
  return killCounts.reduce((sum, path) => sum + countIn(path), 0);
}

/** A container with a limit of its own sees its own group at the root. */
const killCounts = ['/proc/vmstat', '/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'];

function countIn(path: string): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
