import assert from 'node:assert/strict';
import { slopeOf, type MemorySample } from '../../../scripts/soak/slope.ts';
import { turnKind } from '../../../scripts/soak/soakPlan.ts';
import { Random } from '../../../src/phantoms/random.ts';

/** A life that starts at `level` MB and grows by `perHundred`. */
function life(id: number, level: number, perHundred: number, turns: readonly number[], noise = 0): MemorySample[] {
  return turns.map((turn, index) => ({
    turn,
    life: id,
    megabytes: level + (perHundred * (turn - turns[0]!)) / 100 + (index % 2 === 0 ? noise : -noise),
  }));
}

const turns = (from: number, to: number): number[] => Array.from({ length: (to - from) / 5 }, (_, i) => from + 5 * i);

describe('the soak', () => {
  it('tells growth within the lives of a process, whatever each began with', () => {
    const samples = [
      ...life(1, 100, 2, turns(200, 500)),
      ...life(2, 60, 2, turns(505, 700)),
      ...life(3, 300, 0, [701]),
    ];
    const slope = slopeOf(samples)!;
    assert.ok(Math.abs(slope.perHundredTurns - 2) < 1e-9 && slope.error < 1e-6);
    assert.deepEqual([slope.lives, slope.samples], [2, 99]);
  });

  it('says how sure it is', () => {
    const { perHundredTurns, error } = slopeOf(life(1, 100, 0.5, turns(200, 1000), 3))!;
    assert.ok(
      Math.abs(perHundredTurns - 0.5) < 2 * error && error > 0.1 && error < 0.2,
      `${perHundredTurns} ± ${error}`,
    );
  });

  it('does not tell growth from a few samples', () => {
    assert.equal(slopeOf([]), undefined);
    assert.equal(slopeOf(life(1, 100, 1, turns(0, 20))), undefined);
    assert.equal(slopeOf(life(1, 100, 1, [5, 5, 5, 5, 5])), undefined);
  });

  it('does every kind of thing, the same for the same seed, and kills at its start and end only', () => {
    const kinds = (seed: string): string[] =>
      Array.from({ length: 1000 }, (_, turn) => turnKind(new Random(`${seed}:${turn}`), turn, 1000));
    const planned = kinds('a');
    assert.deepEqual(kinds('a'), planned);
    assert.notDeepEqual(kinds('b'), planned);
    assert.equal(new Set(planned).size, 11);
    const kills = planned.flatMap((kind, turn) => (kind === 'kill' ? [turn] : []));
    assert.ok(kills.length > 20 && kills.every((turn) => turn < 150 || turn >= 800), kills.join());
  });
});
