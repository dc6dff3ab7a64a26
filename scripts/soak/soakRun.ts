/** Turn after turn against the demo pair, with the memory of both processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assistant } from '../../src/assistant/assistant.ts';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { LocalEngine } from '../../src/engine/localEngine.ts';
import { createImaging } from '../../src/imaging/localImaging.ts';
import { Random } from '../../src/phantoms/random.ts';
import { SoakImages } from './soakImages.ts';
import { SoakMemory, type Growth } from './soakMemory.ts';
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
  readonly growth: readonly Growth[];
  readonly seconds: number;
}

const SAMPLED_EVERY = 5;
const FORGOTTEN_EVERY = 50;
/** So little that what was used least goes all the time. An image of the demo model takes 25 kB and 200 kB. */
const CACHES = { featureBytes: 2e6, stateBytes: 8e6, memoryStateBytes: 4e6 } as const;

export async function soakRun({ turns, seed, root, collectGarbage, onProgress }: SoakOptions): Promise<SoakResult> {
  const began = performance.now();
  const pair = await demoPair(root);
  const folder = await mkdtemp(join(tmpdir(), 'llava-med-soak-'));
  const caches = { folder, ...CACHES };
  const engine = new LocalEngine({ childPath: join(root, 'dist', 'engineChild.mjs'), caches: () => caches });
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
      // What is kept of images on purpose is no growth; from now on it comes from disk.
      if (turn % FORGOTTEN_EVERY === 0) await engine.clearCaches();
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
    await rm(folder, { recursive: true, force: true });
  }
  return { turns: counts, faults, growth: memory.growth(), seconds: (performance.now() - began) / 1000 };
}
