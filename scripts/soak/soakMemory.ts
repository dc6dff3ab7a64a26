/** The memory of this process and of the engine's, over a run. */
import { residentMemory, type ResidentMemory } from './residentMemory.ts';
import { slopeOf, type Slope } from './slope.ts';

export interface Growth {
  readonly of: 'host' | 'engine';
  readonly memory: keyof ResidentMemory;
  /** Undefined where the run was too short to tell. */
  readonly slope: Slope | undefined;
}

interface Sample extends ResidentMemory {
  readonly turn: number;
  /** Of its process. */
  readonly pid: number;
}

/** Until here memory may grow: heaps find their size, and code is compiled. */
export const WARM_TURNS = 200;
/** The same for a process that was started later. */
const WARM_LIFE = 100;

export class SoakMemory {
  readonly #samples = { host: [] as Sample[], engine: [] as Sample[] };
  readonly #born = new Map<number, number>();

  async sample(turn: number, enginePid: number | undefined): Promise<void> {
    for (const [of, pid] of [
      ['host', process.pid],
      ['engine', enginePid],
    ] as const) {
      const memory = pid === undefined ? undefined : await residentMemory(pid);
      if (pid === undefined || memory === undefined) continue;
      if (!this.#born.has(pid)) this.#born.set(pid, of === 'host' ? Number.NEGATIVE_INFINITY : turn);
      this.#samples[of].push({ turn, pid, ...memory });
    }
  }

  last(): string {
    const { host, engine } = this.#samples;
    const [one, other] = [host.at(-1), engine.at(-1)].map((sample) =>
      sample === undefined ? '–' : `${sample.all.toFixed(0)} (own ${sample.own?.toFixed(0) ?? '–'})`,
    );
    return `host ${one} MB, engine ${other} MB`;
  }

  growth(): Growth[] {
    return (['host', 'engine'] as const).flatMap((of) =>
      (['all', 'own'] as const).map((memory) => ({ of, memory, slope: this.#slope(of, memory) })),
    );
  }

  #slope(of: Growth['of'], memory: Growth['memory']): Slope | undefined {
    const samples = this.#samples[of].flatMap(({ turn, pid, [memory]: megabytes }) => {
      const isWarm = turn >= WARM_TURNS && turn - (this.#born.get(pid) ?? turn) >= WARM_LIFE;
      return isWarm && megabytes !== undefined ? [{ turn, life: pid, megabytes }] : [];
    });
    return slopeOf(samples);
  }
}
