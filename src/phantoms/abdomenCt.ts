import type { Extent, PlannedFinding } from './phantom.ts';
import type { Random } from './random.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

/** Hounsfield units, with contrast agent in the portal phase. */
const HU = {
  air: -1000,
  gas: -850,
  fat: -100,
  muscle: 55,
  liver: 112,
  spleen: 120,
  kidney: 170,
  pelvis: 30,
  vessel: 165,
  bone: 420,
  marrow: 230,
  canal: 30,
  cyst: -5,
  lesion: 10,
  stone: 1000,
};

/** An axial slice of the upper abdomen in HU, seen from the feet: liver on the image's left. */
export function drawAbdomenCt(
  random: Random,
  size: number,
  plan: readonly PlannedFinding[],
): { raster: Raster; extents: Extent[] } {
  const pose = {
    angle: random.between(-0.07, 0.07),
    scale: random.between(0.94, 1.05),
    dx: random.between(-0.025, 0.025),
    dy: random.between(-0.025, 0.025),
  };
  const raster = new Raster(size, [HU.air], pose);
  const fat = random.between(0.02, 0.045);
  raster.paint(ellipse(0.5, 0.5, 0.46, 0.36, 0.008), [HU.fat]);
  raster.paint(ellipse(0.5, 0.5, 0.46 - fat, 0.36 - fat, 0.008), [HU.muscle]);
  raster.paint(ellipse(0.5, 0.5, 0.435 - fat, 0.335 - fat, 0.01), [HU.fat]);
  drawSpine(raster, random);
  const [liverX, liverY] = [0.3 + random.between(-0.01, 0.01), 0.42 + random.between(-0.01, 0.01)];
  const texture = smoothField(random, 40);
  raster.paint(ellipse(liverX, liverY, 0.175, 0.2, 0.01, 0.1), [HU.liver + random.between(-8, 12)]);
  raster.paint(ellipse(liverX + 0.16, liverY - 0.1, 0.12, 0.075, 0.01, 0.2), [HU.liver]);
  raster.add(ellipse(liverX, liverY, 0.175, 0.2), 8, texture);
  raster.paint(ellipse(0.79, 0.47, 0.07, 0.13, 0.01, -0.2), [HU.spleen + random.between(-10, 10)]);
  drawStomach(raster, random);
  const kidneys = {
    left: { x: 0.69 + random.between(-0.01, 0.01), y: 0.655 + random.between(-0.012, 0.012) },
    right: { x: 0.31 + random.between(-0.01, 0.01), y: 0.675 + random.between(-0.012, 0.012) },
  };
  for (const [side, kidney] of Object.entries(kidneys)) {
    const inwards = side === 'left' ? -1 : 1;
    raster.paint(ellipse(kidney.x, kidney.y, 0.068, 0.08, 0.01, inwards * 0.3), [HU.kidney + random.between(-15, 20)]);
    raster.paint(ellipse(kidney.x + inwards * 0.035, kidney.y, 0.024, 0.03, 0.012), [HU.pelvis]);
  }
  const extents = plan.map((finding) => {
    if (finding.kind === 'liver lesion') return drawLiverLesion(raster, random, finding, liverX, liverY);
    const kidney = kidneys[finding.place === 'left' ? 'left' : 'right'];
    const outwards = finding.place === 'left' ? 1 : -1;
    return finding.kind === 'kidney stone'
      ? drawStone(raster, random, kidney, outwards)
      : drawCyst(raster, random, kidney, outwards);
  });
  raster.addNoise(random, random.between(8, 20));
  return { raster, extents };
}

function drawSpine(raster: Raster, random: Random): void {
  raster.paint(ellipse(0.5, 0.67, 0.07, 0.06, 0.01), [HU.bone]);
  raster.paint(ellipse(0.5, 0.67, 0.056, 0.046, 0.012), [HU.marrow + random.between(-20, 20)]);
  raster.paint(ellipse(0.5, 0.755, 0.03, 0.024, 0.008), [HU.canal]);
  for (const sign of [-1, 1]) {
    raster.paint(ellipse(0.5 + sign * 0.05, 0.77, 0.05, 0.014, 0.008, sign * 0.3), [HU.bone]);
    raster.paint(ellipse(0.5 + sign * 0.1, 0.765, 0.065, 0.045, 0.01), [HU.muscle]);
  }
  raster.paint(ellipse(0.5, 0.8, 0.014, 0.04, 0.008), [HU.bone]);
  raster.paint(ellipse(0.525, 0.585, 0.028, 0.028, 0.008), [HU.vessel]);
  raster.paint(ellipse(0.46, 0.58, 0.03, 0.022, 0.008), [HU.vessel - 20]);
}

/** The stomach with its air above the fluid level. */
function drawStomach(raster: Raster, random: Random): void {
  const stomach = ellipse(0.63 + random.between(-0.015, 0.015), 0.34, 0.12, 0.085, 0.01, -0.2);
  raster.paint(stomach, [HU.muscle]);
  const level = random.between(0.3, 0.36);
  raster.paint(
    cut(ellipse(0.63, 0.34, 0.105, 0.07, 0.01, -0.2), (_, y) => level - y, 0.006),
    [HU.gas],
  );
}

function drawStone(raster: Raster, random: Random, kidney: { x: number; y: number }, outwards: number): Extent {
  const radius = random.between(0.022, 0.027);
  const [x, y] = [kidney.x - outwards * random.between(0.005, 0.03), kidney.y + random.between(-0.025, 0.025)];
  raster.paint(ellipse(x, y, radius, radius * random.between(0.8, 1.2), 0.006), [HU.stone]);
  return raster.extent(x, y, radius, radius);
}

function drawCyst(raster: Raster, random: Random, kidney: { x: number; y: number }, outwards: number): Extent {
  const radius = random.between(0.042, 0.058);
  const [x, y] = [kidney.x + outwards * random.between(0.03, 0.042), kidney.y + random.between(-0.03, 0.02)];
  raster.paint(ellipse(x, y, radius + 0.006, radius + 0.006, 0.006), [HU.kidney - 60]);
  raster.paint(ellipse(x, y, radius, radius, 0.008), [HU.cyst]);
  return raster.extent(x, y, radius, radius);
}

function drawLiverLesion(
  raster: Raster,
  random: Random,
  finding: PlannedFinding,
  liverX: number,
  liverY: number,
): Extent {
  const [x, y] = [
    liverX + random.between(-0.06, 0.06),
    liverY + (finding.place === 'anterior liver' ? -1 : 1) * random.between(0.075, 0.1),
  ];
  const radius = random.between(0.038, 0.056);
  raster.paint(ellipse(x, y, radius, radius * random.between(0.85, 1.15), 0.016), [
    HU.lesion + random.between(-10, 15),
  ]);
  return raster.extent(x, y, radius, radius);
}
