import type { Extent, PlannedFinding } from './phantom.ts';
import type { Random } from './random.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

const BRAIN = { x: 0.5, y: 0.5, rx: 0.315, ry: 0.385 };

/**
 * An axial T2-weighted slice through the lateral ventricles, bright where there is water; the patient's right on the
 * image's left.
 */
export function drawBrainMri(
  random: Random,
  size: number,
  plan: readonly PlannedFinding[],
): { raster: Raster; extents: Extent[] } {
  const pose = {
    angle: random.between(-0.1, 0.1),
    scale: random.between(0.94, 1.06),
    dx: random.between(-0.03, 0.03),
    dy: random.between(-0.03, 0.03),
  };
  const raster = new Raster(size, [0.01], pose);
  const { x, y, rx, ry } = BRAIN;
  raster.paint(ellipse(x, y, rx + 0.075, ry + 0.075, 0.012), [random.between(0.55, 0.7)]);
  raster.paint(ellipse(x, y, rx + 0.045, ry + 0.045, 0.01), [0.06]);
  raster.paint(ellipse(x, y, rx + 0.01, ry + 0.01, 0.01), [0.85]);
  const brain = ellipse(x, y, rx, ry, 0.012);
  raster.paint(brain, [random.between(0.46, 0.52)]);
  const folds = smoothField(random, 26);
  raster.add(
    cut(brain, (px, py) => (Math.hypot((px - x) / rx, (py - y) / ry) - 0.72) * rx, 0.03),
    0.16,
    folds,
  );
  raster.paint(ellipse(x, y, rx * 0.74, ry * 0.76, 0.05), [random.between(0.34, 0.39)], 0.85);
  raster.add(brain, 0.03, smoothField(random, 40));
  // The falx between the hemispheres.
  raster.add(ellipse(x, y - 0.24, 0.006, 0.14, 0.006), 0.22);
  raster.add(ellipse(x, y + 0.27, 0.006, 0.11, 0.006), 0.22);
  for (const sign of [-1, 1])
    raster.paint(ellipse(x + sign * 0.085, y - 0.01, 0.05, 0.075, 0.02, -sign * 0.3), [0.5], 0.7);
  const enlarged = plan.some((finding) => finding.kind === 'enlarged ventricles');
  const ventricles = drawVentricles(raster, random, enlarged);
  const extents = plan.map((finding) => {
    const sign = finding.place?.startsWith('right') === true ? -1 : 1;
    if (finding.kind === 'enlarged ventricles') return ventricles;
    if (finding.kind === 'brain tumour') return drawTumour(raster, random, sign, finding.place ?? '');
    if (finding.kind === 'subdural haematoma') return drawSubdural(raster, random, sign);
    return drawWhiteMatterLesions(raster, random, sign);
  });
  raster.addNoise(random, random.between(0.008, 0.025));
  const gain = random.between(0.85, 1.08);
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = gain * (raster.data[i] ?? 0);
  return { raster, extents };
}

function drawVentricles(raster: Raster, random: Random, enlarged: boolean): Extent {
  const width = enlarged ? random.between(0.046, 0.06) : random.between(0.016, 0.022);
  const length = enlarged ? random.between(0.15, 0.175) : random.between(0.095, 0.12);
  const apart = enlarged ? 0.065 : 0.034;
  for (const sign of [-1, 1]) {
    raster.paint(ellipse(0.5 + sign * apart, 0.43, width, length * 0.62, 0.012, sign * 0.22), [0.9]);
    raster.paint(ellipse(0.5 + sign * (apart + 0.03), 0.59, width, length * 0.55, 0.012, -sign * 0.45), [0.9]);
  }
  return raster.extent(0.5, 0.51, apart + width + 0.03, length);
}

function drawTumour(raster: Raster, random: Random, sign: number, place: string): Extent {
  const lobes: Record<string, readonly [number, number]> = {
    frontal: [0.12, 0.25],
    temporal: [0.2, 0.5],
    occipital: [0.13, 0.745],
  };
  const [across, down] = lobes[place.split(' ')[1] ?? ''] ?? [0.2, 0.5];
  const [x, y] = [0.5 + sign * (across + random.between(-0.012, 0.018)), down + random.between(-0.025, 0.025)];
  const radius = random.between(0.062, 0.08);
  raster.paint(ellipse(x, y, radius * 1.3, radius * 1.25, 0.05), [0.66], 0.8);
  raster.paint(ellipse(x, y, radius, radius * random.between(0.9, 1.1), 0.012), [0.82]);
  raster.paint(ellipse(x + random.between(-0.015, 0.015), y, radius * 0.45, radius * 0.45, 0.02), [0.3]);
  return raster.extent(x, y, radius, radius);
}

/** A crescent along the inner table of the skull. */
function drawSubdural(raster: Raster, random: Random, sign: number): Extent {
  const { x, y, rx, ry } = BRAIN;
  const depth = random.between(0.07, 0.1);
  const centre = random.between(-0.08, 0.08);
  const inner = (px: number, py: number): number =>
    (Math.hypot((px - x + sign * depth) / rx, (py - y - centre * 0.3) / (ry * 1.04)) - 1) * rx;
  const crescent = cut(ellipse(x, y, rx + 0.006, ry + 0.006, 0.01), inner, 0.012);
  const half = {
    bounds: crescent.bounds,
    coverage: (px: number, py: number) => (sign * (px - x) > 0.06 ? crescent.coverage(px, py) : 0),
  };
  raster.paint(half, [random.between(0.9, 1)]);
  return raster.extent(x + sign * (rx - depth / 2), y + centre * 0.3, depth / 2, ry * 0.6);
}

function drawWhiteMatterLesions(raster: Raster, random: Random, sign: number): Extent {
  const count = 4 + random.below(3);
  const x = 0.5 + sign * 0.145;
  for (let i = 0; i < count; i++) {
    const radius = random.between(0.02, 0.024);
    const [px, py] = [x + random.between(-0.045, 0.05), 0.31 + (0.4 * (i + random.between(0.2, 0.8))) / count];
    raster.paint(ellipse(px, py, radius, radius * random.between(0.8, 1.2), 0.01), [random.between(0.84, 0.95)]);
  }
  return raster.extent(x, 0.51, 0.06, 0.2);
}
