/** What happens in a turn: by chance, and the same for the same seed. */
import type { Random } from '../../src/phantoms/random.ts';

/** How often each comes, by weight. */
const WEIGHTS = {
  /** A new chat about an image that was asked about before. */
  knownImage: 16,
  newImage: 14,
  followUp: 20,
  /** An earlier turn of the chat is asked otherwise; what came after it is gone. */
  edit: 8,
  regenerate: 6,
  /** A question whose answer is known from when everything was cold. */
  repeat: 12,
  stop: 14,
  /** A new image is made ready while another is asked about. */
  prepare: 6,
  /** Two answers are wanted at once. */
  together: 4,
  many: 4,
} as const;

export type TurnKind = keyof typeof WEIGHTS | 'kill';

/** Of every so many turns one kills, this one. */
const KILL_EVERY = 15;
const KILL_AT = 5;
/**
 * Kills come in these shares of a run, at its start and its end. Between them one process of the engine lives long
 * enough for its growth to be seen.
 */
const KILLS_UNTIL = 0.15;
const KILLS_FROM = 0.8;

export function turnKind(random: Random, turn: number, turns: number): TurnKind {
  const share = turn / turns;
  if ((share < KILLS_UNTIL || share >= KILLS_FROM) && turn % KILL_EVERY === KILL_AT) return 'kill';
  const kinds = Object.entries(WEIGHTS) as [keyof typeof WEIGHTS, number][];
  let left = random.between(
    0,
    kinds.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return 'knownImage';
}
