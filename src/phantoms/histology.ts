import type { Extent, PlannedFinding } from './phantom.ts';
import { quadrantCentre } from './quadrant.ts';
import type { Random } from './random.ts';
import type { Tone } from './raster.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

/**
 * A field of a haematoxylin and eosin stained section: pink stroma, purple nuclei, glands with white lumens. RGB, 0 to
 * 1.
 */
export function drawHistology(
  random: Random,
  size: number,
  plan: readonly PlannedFinding[],
): { raster: Raster; extents: Extent[] } {
  const stain = random.between(-0.03, 0.03);
  const raster = new Raster(size, [0.9 + stain * 0.5, 0.7 + stain, 0.82 + stain * 0.5]);
  const field = ellipse(0.5, 0.5, 1, 1);
  const [bands, waves] = [smoothField(random, 7), smoothField(random, 24)];
  raster.add(field, 0.07, bands);
  raster.add(field, 0.05, waves);
  const regions = plan.map((finding) => ({
    kind: finding.kind,
    ...quadrantCentre(finding.place, random, 0.04),
    radius: random.between(0.16, 0.2),
  }));
  const taken = (x: number, y: number, margin: number): boolean =>
    regions.some((region) => Math.hypot(x - region.x, y - region.y) < region.radius + margin);
  drawGlands(raster, random, taken);
  for (let i = 0; i < 150; i++) {
    const [x, y] = [random.next(), random.next()];
    if (!taken(x, y, 0.01)) nucleus(raster, random, x, y, random.between(0.007, 0.011), [0.46, 0.28, 0.58]);
  }
  for (const region of regions) {
    if (region.kind === 'necrosis') drawNecrosis(raster, random, region.x, region.y, region.radius);
    else if (region.kind === 'inflammation') drawInflammation(raster, random, region.x, region.y, region.radius);
    else drawTumourNest(raster, random, region.x, region.y, region.radius);
  }
  raster.addNoise(random, random.between(0.008, 0.02));
  return { raster, extents: regions.map(({ x, y, radius }) => raster.extent(x, y, radius, radius)) };
}

function nucleus(raster: Raster, random: Random, x: number, y: number, radius: number, tone: Tone): void {
  raster.paint(
    ellipse(x, y, radius * random.between(0.8, 1.6), radius, 0.006, random.between(0, Math.PI)),
    tone,
    random.between(0.75, 1),
  );
}

function drawGlands(raster: Raster, random: Random, taken: (x: number, y: number, margin: number) => boolean): void {
  const count = 3 + random.below(4);
  for (let i = 0; i < count; i++) {
    const [x, y, radius] = [random.next(), random.next(), random.between(0.035, 0.055)];
    if (taken(x, y, 0.07)) continue;
    raster.paint(ellipse(x, y, radius + 0.022, radius + 0.022, 0.01), [0.8, 0.55, 0.74]);
    raster.paint(ellipse(x, y, radius, radius * 0.85, 0.01), [0.97, 0.95, 0.97]);
    const nuclei = 14;
    for (let n = 0; n < nuclei; n++) {
      const angle = (2 * Math.PI * n) / nuclei;
      nucleus(
        raster,
        random,
        x + Math.cos(angle) * (radius + 0.012),
        y + Math.sin(angle) * (radius * 0.88 + 0.012),
        0.008,
        [0.42, 0.24, 0.55],
      );
    }
  }
}

/** Ghostly pale tissue without nuclei, with specks of debris. */
function drawNecrosis(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  const ragged = smoothField(random, 12);
  const shape = cut(
    ellipse(x, y, radius * 1.1, radius * 1.1, 0.02),
    (px, py) => radius - Math.hypot(px - x, py - y) + 0.03 * ragged(px, py),
    0.03,
  );
  raster.paint(shape, [0.93, 0.82, 0.72], 0.95);
  raster.add(shape, 0.05, smoothField(random, 60));
  for (let i = 0; i < 40; i++) {
    const [angle, far] = [random.between(0, 2 * Math.PI), radius * 0.9 * Math.sqrt(random.next())];
    raster.paint(
      ellipse(x + Math.cos(angle) * far, y + Math.sin(angle) * far, 0.004, 0.004, 0.004),
      [0.5, 0.35, 0.45],
      0.7,
    );
  }
}

/** A crowd of small, dark, round lymphocytes. */
function drawInflammation(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  raster.paint(ellipse(x, y, radius, radius, 0.08), [0.78, 0.62, 0.82], 0.6);
  for (let i = 0; i < 230; i++) {
    const [angle, far] = [random.between(0, 2 * Math.PI), radius * Math.sqrt(random.next())];
    raster.paint(
      ellipse(x + Math.cos(angle) * far, y + Math.sin(angle) * far, 0.0085, 0.0085, 0.004),
      [0.2, 0.14, 0.45],
    );
  }
}

/** A nest of large, pale-rimmed, crowded nuclei in violet cytoplasm. */
function drawTumourNest(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  raster.paint(ellipse(x, y, radius, radius, 0.03), [0.68, 0.38, 0.62], 0.95);
  for (let i = 0; i < 32; i++) {
    const [angle, far] = [i * 2.39996 + random.between(-0.2, 0.2), radius * 0.9 * Math.sqrt((i + 0.5) / 32)];
    nucleus(
      raster,
      random,
      x + Math.cos(angle) * far,
      y + Math.sin(angle) * far,
      random.between(0.017, 0.024),
      [0.34, 0.12, 0.44],
    );
  }
}
