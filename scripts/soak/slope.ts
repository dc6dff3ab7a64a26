/** Growth by least squares: one slope for all lives of a process, and a level of its own for each. */

export interface MemorySample {
  readonly turn: number;
  readonly megabytes: number;
  /** Of the process that it is of. */
  readonly life: number;
}

export interface Slope {
  readonly perHundredTurns: number;
  /** Standard error of that. */
  readonly error: number;
  readonly samples: number;
  readonly lives: number;
}

/** Undefined where the samples are too few, or too close together, to tell. */
export function slopeOf(samples: readonly MemorySample[]): Slope | undefined {
  const lives = [...new Set(samples.map(({ life }) => life))]
    .map((life) => samples.filter((sample) => sample.life === life))
    .filter((life) => life.length >= FEWEST);
  let [xx, xy, yy, count] = [0, 0, 0, 0];
  for (const life of lives) {
    const turn = mean(life.map((sample) => sample.turn));
    const megabytes = mean(life.map((sample) => sample.megabytes));
    for (const sample of life) {
      const [x, y] = [(sample.turn - turn) / 100, sample.megabytes - megabytes];
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    count += life.length;
  }
  if (xx === 0) return undefined;
  const perHundredTurns = xy / xx;
  const residue = Math.max(yy - perHundredTurns * xy, 0);
  const error = Math.sqrt(residue / Math.max(count - lives.length - 1, 1) / xx);
  return { perHundredTurns, error, samples: count, lives: lives.length };
}

const FEWEST = 5;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
