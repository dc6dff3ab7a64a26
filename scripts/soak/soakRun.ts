/** Turn after turn against the demo pair, with the memory of both processes. */
import { join } from 'node:path';
import { Assistant } from '../../src/assistant/assistant.ts';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { LocalEngine } from '../../src/engine/localEngine.ts';
import { createImaging } from '../../src/imaging/localImaging.ts';
import { Random } from '../../src/phantoms/random.ts';
import { residentMemory } from './residentMemory.ts';
import { slopeOf, type MemorySample, type Slope } from './slope.ts';
import { SoakImages } from './soakImages.ts';
import { turnKind, type TurnKind } from './soakPlan.ts';
import { GREEDY, SoakTurns } from './soakTurns.ts';

export interface SoakOptions {
  readonly turns: number;
  readonly seed: string;
  /** The folder of package.json. */
  readonly root: string;
  /** Makes garbage go, so that what is left is held. */
  readonly collectGarbage: () => void;
  /** After each hundredth turn. */
  readonly onProgress?: (line: string) => void;
}

export interface SoakResult {
  /** Of each kind. */
  readonly turns: Readonly<Partial<Record<TurnKind, number>>>;
  readonly faults: readonly { readonly turn: number; readonly kind: TurnKind; readonly what: string }[];
  readonly host: Slope | undefined;
  readonly engine: Slope | undefined;
  readonly seconds: number;
}

/** Until here memory may grow: heaps find their size, and code is compiled. */
export const WARM_TURNS = 200;
/** The same for a process that was started later. */
const WARM_LIFE = 100;
const SAMPLED_EVERY = 5;

export async function soakRun({ turns, seed, root, collectGarbage, onProgress }: SoakOptions): Promise<SoakResult> {
  const began = performance.now();
  const pair = await demoPair(root);
  const engine = new LocalEngine({ childPath: join(root, 'dist', 'engineChild.mjs') });
  const imaging = createImaging({ childPath: join(root, 'dist', 'imagingChild.mjs') });
  const load = { pair, gpu: 'cpu', contextSize: 2048, threads: 0 } as const;
  const assistant = new Assistant(engine, imaging, { load: () => load, sampling: () => GREEDY });
  const soak = new SoakTurns({ engine, assistant, images: new SoakImages(imaging, seed) });
  const [counts, faults]: [Partial<Record<TurnKind, number>>, SoakResult['faults'][number][]] = [{}, []];
  const memory = new SoakMemory();
  try {
    for (let turn = 0; turn < turns; turn++) {
      const random = new Random(`soak:${seed}:turn:${turn}`);
      const kind = turnKind(random, turn, turns);
      counts[kind] = (counts[kind] ?? 0) + 1;
      try {
        await soak.take(kind, random);
      } catch (error) {
        faults.push({ turn, kind, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
      if (turn % SAMPLED_EVERY === 0) {
        collectGarbage();
        await memory.sample(turn, engine.childPid);
      }
      if ((turn + 1) % 100 === 0)
        onProgress?.(
          `turn ${turn + 1}: ${memory.last()}, ${faults.length} faults, ${((performance.now() - began) / 1000).toFixed(0)} s`,
        );
    }
  } finally {
    await Promise.all([engine.dispose(), imaging.dispose()]);
  }
  return { turns: counts, faults, ...memory.slopes(), seconds: (performance.now() - began) / 1000 };
}

class SoakMemory {
  readonly #host: MemorySample[] = [];
  readonly #engine: MemorySample[] = [];
  readonly #born = new Map<number, number>();

  async sample(turn: number, enginePid: number | undefined): Promise<void> {
    const host = await residentMemory(process.pid);
    if (host !== undefined) this.#host.push({ turn, megabytes: host, life: process.pid });
    const engine = enginePid === undefined ? undefined : await residentMemory(enginePid);
    if (enginePid === undefined || engine === undefined) return;
    if (!this.#born.has(enginePid)) this.#born.set(enginePid, turn);
    this.#engine.push({ turn, megabytes: engine, life: enginePid });
  }

  last(): string {
    const [host, engine] = [this.#host.at(-1), this.#engine.at(-1)].map(
      (sample) => sample?.megabytes.toFixed(0) ?? '–',
    );
    return `host ${host} MB, engine ${engine} MB`;
  }

  slopes(): Pick<SoakResult, 'host' | 'engine'> {
    const isWarm = ({ turn }: MemorySample): boolean => turn >= WARM_TURNS;
    const grownUp = ({ turn, life }: MemorySample): boolean => turn - (this.#born.get(life) ?? turn) >= WARM_LIFE;
    return {
      host: slopeOf(this.#host.filter(isWarm)),
      engine: slopeOf(this.#engine.filter((sample) => isWarm(sample) && grownUp(sample))),
    };
  }
}
