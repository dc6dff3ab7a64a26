import { drawAbdomenCt } from './abdomenCt.ts';
import { drawBrainMri } from './brainMri.ts';
import { drawChestXray } from './chestXray.ts';
import { drawGrossSpecimen } from './grossSpecimen.ts';
import { drawHistology } from './histology.ts';
import type { Domain, Phantom, PhantomSamples, PlannedFinding } from './phantom.ts';
import { kindsOf, placesOf } from './phantom.ts';
import { Random } from './random.ts';
import type { Raster } from './raster.ts';

/** Width and height of a phantom, pixels. */
export const PHANTOM_SIZE = 256;

const DRAW = {
  chest_xray: drawChestXray,
  ct_scan: drawAbdomenCt,
  mri: drawBrainMri,
  histology: drawHistology,
  gross: drawGrossSpecimen,
};

/** From a drawing's values to what the modality stores, and the window to show it with. */
const GREY_SCALE = {
  chest_xray: { factor: 4095, limit: 4095, window: { center: 2048, width: 4096 } },
  ct_scan: { factor: 1, limit: 3071, window: { center: 50, width: 400 } },
  mri: { factor: 1000, limit: 1400, window: { center: 500, width: 1000 } },
} as const;

/** Draws the phantom of a seed: the same seed gives the same samples and findings. One in three is normal. */
export function drawPhantom(domain: Domain, seed: string): Phantom {
  const random = new Random(`${domain}:${seed}`);
  return drawPlanned(domain, seed, planFindings(domain, random), random);
}

/** What `drawPhantom` will draw, without drawing it. */
export function plannedFindings(domain: Domain, seed: string): PlannedFinding[] {
  return planFindings(domain, new Random(`${domain}:${seed}`));
}

/** Draws a phantom that has just these findings, each of another kind. */
export function drawPhantomWith(domain: Domain, seed: string, plan: readonly PlannedFinding[]): Phantom {
  return drawPlanned(domain, seed, plan, new Random(`${domain}:${seed}`));
}

function drawPlanned(domain: Domain, seed: string, plan: readonly PlannedFinding[], random: Random): Phantom {
  const { raster, extents } = DRAW[domain](random, PHANTOM_SIZE, plan);
  const findings = plan.flatMap((finding, index) => {
    const extent = extents[index];
    return extent === undefined ? [] : [{ ...finding, extent }];
  });
  return { domain, seed, size: PHANTOM_SIZE, samples: toSamples(domain, raster), findings };
}

function planFindings(domain: Domain, random: Random): PlannedFinding[] {
  if (random.chance(1 / 3)) return [];
  const kinds = random.shuffled(kindsOf(domain)).slice(0, random.chance(0.1) ? 2 : 1);
  const plan: PlannedFinding[] = [];
  for (const kind of kinds) {
    const free = placesOf(kind).filter((place) => !plan.some((other) => collide(place, other.place)));
    plan.push({ kind, place: free.length > 0 ? random.pick(free) : undefined });
  }
  return plan;
}

/** Two findings never hide one another: they take different sides, or different quadrants. */
function collide(place: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  return place === other || (!place.endsWith('quadrant') && place.split(' ')[0] === other.split(' ')[0]);
}

function toSamples(domain: Domain, raster: Raster): PhantomSamples {
  if (domain === 'histology' || domain === 'gross') {
    return {
      kind: 'rgb',
      values: Uint8Array.from(raster.data, (value) => Math.round(255 * Math.min(Math.max(value, 0), 1))),
    };
  }
  const { factor, limit, window } = GREY_SCALE[domain];
  const floor = domain === 'ct_scan' ? -1024 : 0;
  return {
    kind: 'grey',
    values: Int16Array.from(raster.data, (value) => Math.round(Math.min(Math.max(value * factor, floor), limit))),
    window,
  };
}
