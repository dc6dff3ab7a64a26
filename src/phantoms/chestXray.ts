import type { Extent, PlannedFinding } from './phantom.ts';
import type { Random } from './random.ts';
import type { Shape } from './raster.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

const SOFT_TISSUE = [0.62];
const LUNG = [0.24];
const FLUID = [0.68];

/** The thorax of this film, in anatomical coordinates. A `sign` of -1 is the image's left: the patient's right. */
interface Thorax {
  readonly lungX: number;
  readonly lungY: number;
  readonly lungRx: number;
  readonly lungRy: number;
  readonly diaphragm: number;
}

/** A frontal chest film, bright where dense. Returns the raster (0 to 1) and the extent of each planned finding. */
export function drawChestXray(
  random: Random,
  size: number,
  plan: readonly PlannedFinding[],
): { raster: Raster; extents: Extent[] } {
  const pose = {
    angle: random.between(-0.06, 0.06),
    scale: random.between(0.94, 1.06),
    dx: random.between(-0.025, 0.025),
    dy: random.between(-0.025, 0.025),
  };
  const raster = new Raster(size, [random.between(0.02, 0.08)], pose);
  const thorax: Thorax = {
    lungX: random.between(0.175, 0.195),
    lungY: random.between(0.44, 0.47),
    lungRx: random.between(0.135, 0.155),
    lungRy: random.between(0.29, 0.32),
    diaphragm: random.between(0.68, 0.73),
  };
  drawBody(raster, thorax, random);
  const heartSize = plan.some((finding) => finding.kind === 'cardiomegaly')
    ? random.between(0.175, 0.21)
    : random.between(0.105, 0.13);
  const extents = plan
    .filter((finding) => finding.kind === 'pneumothorax')
    .map((finding) => drawPneumothorax(raster, thorax, random, signOf(finding)));
  const heart = { x: 0.5 + heartSize * 0.32, y: random.between(0.61, 0.64) };
  raster.paint(ellipse(heart.x, heart.y, heartSize, heartSize * 0.82 + 0.03, 0.02, 0.5), [0.72]);
  raster.paint(ellipse(0.5, 0.4, 0.055, 0.34, 0.03), [0.7]);
  const ordered: Extent[] = [];
  for (const finding of plan) {
    if (finding.kind === 'pneumothorax') ordered.push(...extents.splice(0, 1));
    else if (finding.kind === 'cardiomegaly')
      ordered.push(raster.extent(heart.x, heart.y, heartSize, heartSize * 0.85));
    else if (finding.kind === 'pleural effusion') ordered.push(drawEffusion(raster, thorax, random, signOf(finding)));
    else ordered.push(drawNodule(raster, thorax, random, finding));
  }
  raster.addNoise(random, random.between(0.008, 0.022));
  const [exposure, gamma] = [random.between(0.85, 1.08), random.between(0.85, 1.2)];
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = exposure * Math.max(raster.data[i] ?? 0, 0) ** gamma;
  return { raster, extents: ordered };
}

function signOf(finding: PlannedFinding): -1 | 1 {
  return finding.place?.startsWith('right') === true ? -1 : 1;
}

/** One lung: an ellipse above its dome of the diaphragm. */
function lung(thorax: Thorax, sign: number): Shape {
  const x = 0.5 + sign * thorax.lungX;
  const dome = thorax.diaphragm + (sign > 0 ? 0.02 : 0);
  return cut(
    ellipse(x, thorax.lungY, thorax.lungRx, thorax.lungRy, 0.02),
    (px, py) => dome + 1.6 * (px - x) ** 2 - py,
    0.015,
  );
}

function drawBody(raster: Raster, thorax: Thorax, random: Random): void {
  raster.paint(ellipse(0.5, 0.62, 0.46, 0.58, 0.05), SOFT_TISSUE);
  raster.paint(ellipse(0.5, 0.02, 0.1, 0.2, 0.04), SOFT_TISSUE);
  const texture = smoothField(random, 22);
  for (const sign of [-1, 1]) {
    const shape = lung(thorax, sign);
    raster.paint(shape, LUNG);
    raster.add(shape, 0.035, texture);
    // Vessels: denser towards the hilum.
    const hilum = 0.5 + sign * 0.075;
    raster.add(shape, 0.13, (x, y) => Math.exp(-((x - hilum) ** 2) / 0.006 - (y - 0.46) ** 2 / 0.02));
    drawRibs(raster, thorax, random, sign);
    raster.add(ellipse(0.5 + sign * 0.19, 0.17 + random.between(-0.01, 0.01), 0.17, 0.014, 0.012, sign * 0.16), 0.12);
  }
  raster.add(ellipse(0.5, 0.5, 0.035, 0.5, 0.02), 0.08);
}

function drawRibs(raster: Raster, thorax: Thorax, random: Random, sign: number): void {
  const [spacing, offset] = [random.between(0.072, 0.085), random.between(0, 0.05)];
  const cage = ellipse(0.5 + sign * thorax.lungX, thorax.lungY, thorax.lungRx + 0.02, thorax.lungRy, 0.02);
  raster.add(cage, random.between(0.045, 0.075), (x, y) => {
    const lateral = Math.abs(x - 0.5) / 0.33;
    const phase = (y - offset - 0.35 * lateral * lateral * 0.33) / spacing;
    const distance = Math.abs(phase - Math.round(phase));
    return Math.max(0, 1 - distance / 0.2);
  });
}

/** Fluid at the base: a bright area whose upper border rises to the side (the meniscus). */
function drawEffusion(raster: Raster, thorax: Thorax, random: Random, sign: number): Extent {
  const level = random.between(0.5, 0.6);
  const x = 0.5 + sign * thorax.lungX;
  const shape = cut(
    ellipse(x, thorax.lungY, thorax.lungRx + 0.01, thorax.lungRy + 0.01, 0.02),
    (px, py) => {
      const lateral = (sign * (px - x)) / thorax.lungRx;
      return py - (level - 0.07 * Math.max(lateral, -0.3) * Math.abs(lateral));
    },
    0.03,
  );
  raster.paint(shape, FLUID, random.between(0.9, 1));
  return raster.extent(x, (level + 0.74) / 2, thorax.lungRx, (0.74 - level) / 2);
}

/**
 * Air between lung and chest wall: a dark border without vessels or texture, and the bright line of the collapsed lung.
 */
function drawPneumothorax(raster: Raster, thorax: Thorax, random: Random, sign: number): Extent {
  const collapse = random.between(0.45, 0.62);
  const x = 0.5 + sign * thorax.lungX;
  const inner = {
    x: x - sign * thorax.lungRx * (1 - collapse) * 0.9,
    y: thorax.lungY + 0.05,
    rx: thorax.lungRx * collapse,
    ry: thorax.lungRy * (collapse + 0.22),
  };
  const radius = (px: number, py: number): number => Math.hypot((px - inner.x) / inner.rx, (py - inner.y) / inner.ry);
  const whole = lung(thorax, sign);
  raster.paint(
    cut(whole, (px, py) => (radius(px, py) - 1) * inner.rx, 0.012),
    [random.between(0.03, 0.08)],
  );
  raster.add(
    cut(whole, (px, py) => 0.008 - Math.abs(radius(px, py) - 1) * inner.rx, 0.008),
    0.3,
  );
  raster.add(
    cut(whole, (px, py) => (1 - radius(px, py)) * inner.rx, 0.012),
    0.1,
  );
  return raster.extent(
    x + sign * thorax.lungRx * 0.35,
    thorax.lungY - 0.06,
    thorax.lungRx * 0.65,
    thorax.lungRy * 0.75,
  );
}

function drawNodule(raster: Raster, thorax: Thorax, random: Random, finding: PlannedFinding): Extent {
  const zones: Record<string, number> = { upper: 0.285, mid: 0.435, lower: 0.585 };
  const zone = zones[finding.place?.split(' ')[1] ?? 'mid'] ?? 0.435;
  // Clear of the heart and the hilum.
  const x = 0.5 + signOf(finding) * (thorax.lungX + random.between(0.015, 0.05));
  const y = zone + random.between(-0.025, 0.025);
  const radius = random.between(0.032, 0.048);
  raster.paint(ellipse(x, y, radius * random.between(0.9, 1.1), radius, 0.012), [random.between(0.72, 0.85)], 0.95);
  return raster.extent(x, y, radius, radius);
}
