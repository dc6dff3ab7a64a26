import type { Extent, PlannedFinding } from './phantom.ts';
import { quadrantCentre } from './quadrant.ts';
import type { Random } from './random.ts';
import type { Tone } from './raster.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

/** The cut surface of an organ on a cloth, photographed with a ruler. RGB, 0 to 1. */
export function drawGrossSpecimen(
  random: Random,
  size: number,
  plan: readonly PlannedFinding[],
): { raster: Raster; extents: Extent[] } {
  const cloth: Tone = random.pick([
    [0.2, 0.36, 0.5],
    [0.24, 0.45, 0.4],
    [0.3, 0.32, 0.36],
    [0.15, 0.28, 0.42],
  ]);
  const light = random.between(-0.04, 0.04);
  const raster = new Raster(
    size,
    cloth.map((value) => value + light),
  );
  raster.add(ellipse(0.5, 0.5, 1, 1), 0.03, smoothField(random, 30));
  drawRuler(raster, random);
  const outline = smoothField(random, 5);
  const [rx, ry] = [random.between(0.42, 0.46), random.between(0.4, 0.43)];
  const [cx, cy] = [0.5, 0.48];
  const body = cut(
    ellipse(cx, cy, 0.5, 0.5),
    (x, y) => (1 - Math.hypot((x - cx) / rx, (y - cy) / ry)) * 0.4 + 0.02 * outline(x, y),
    0.012,
  );
  const flesh: Tone = random.pick([
    [0.62, 0.33, 0.28],
    [0.66, 0.4, 0.33],
    [0.56, 0.3, 0.24],
    [0.68, 0.42, 0.38],
  ]);
  raster.paint(
    body,
    flesh.map((value) => value * 0.8),
  );
  raster.paint(
    cut(body, (x, y) => (1 - Math.hypot((x - cx) / rx, (y - cy) / ry)) * 0.4 - 0.012, 0.02),
    flesh,
  );
  raster.add(body, 0.05, smoothField(random, 9));
  raster.add(body, 0.04, smoothField(random, 40));
  const extents = plan.map((finding) => {
    const at = quadrantCentre(finding.place, random, 0.035);
    const centre = { x: 0.5 + (at.x - 0.5) * 0.82, y: 0.48 + (at.y - 0.5) * 0.8 };
    const radius = random.between(0.085, 0.115);
    if (finding.kind === 'haemorrhage') drawHaemorrhage(raster, random, centre.x, centre.y, radius);
    else if (finding.kind === 'cyst') drawCyst(raster, random, centre.x, centre.y, radius);
    else drawMass(raster, random, centre.x, centre.y, radius);
    return raster.extent(centre.x, centre.y, radius, radius);
  });
  raster.addNoise(random, random.between(0.006, 0.016));
  return { raster, extents };
}

function drawRuler(raster: Raster, random: Random): void {
  const y = 0.955 + random.between(-0.008, 0.008);
  raster.paint(ellipse(0.5, y, 3, 0.03, 0.005), [0.92, 0.92, 0.88]);
  for (let x = 0.05; x < 1; x += 0.05) raster.paint(ellipse(x, y - 0.012, 0.003, 0.016, 0.003), [0.1, 0.1, 0.1]);
}

/** A ragged, nearly black-red area. */
function drawHaemorrhage(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  const ragged = smoothField(random, 16);
  const shape = cut(
    ellipse(x, y, radius * 1.4, radius * 1.4),
    (px, py) => radius - Math.hypot(px - x, py - y) + 0.035 * ragged(px, py),
    0.02,
  );
  raster.paint(shape, [0.24, 0.03, 0.05], 0.95);
  raster.add(shape, 0.03, smoothField(random, 40));
}

/** A smooth, thin-walled, bluish cavity with a highlight. */
function drawCyst(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  raster.paint(ellipse(x, y, radius, radius * random.between(0.9, 1.05), 0.008), [0.82, 0.76, 0.72]);
  raster.paint(ellipse(x, y, radius * 0.88, radius * 0.85, 0.015), [0.5, 0.58, 0.68]);
  raster.paint(ellipse(x - radius * 0.3, y - radius * 0.35, radius * 0.22, radius * 0.16, 0.02), [0.95, 0.97, 1]);
}

/** A firm, lobulated, yellow-white mass. */
function drawMass(raster: Raster, random: Random, x: number, y: number, radius: number): void {
  const tone: Tone = [0.93, random.between(0.84, 0.88), random.between(0.66, 0.74)];
  raster.paint(ellipse(x, y, radius * 0.85, radius * 0.85, 0.015), tone);
  for (let i = 0; i < 6; i++) {
    const angle = (Math.PI * i) / 3 + random.between(-0.2, 0.2);
    raster.paint(
      ellipse(
        x + Math.cos(angle) * radius * 0.6,
        y + Math.sin(angle) * radius * 0.6,
        radius * 0.42,
        radius * 0.42,
        0.01,
      ),
      tone,
    );
  }
  raster.add(ellipse(x, y, radius, radius, 0.03), 0.05, smoothField(random, 30));
}
