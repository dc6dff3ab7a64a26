import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import type { PeerName } from '../peers/peer.ts';

const others: readonly PeerName[] = ['llama-server', 'llama.node'];

/** Rounds in which each peer took its turn, peer by peer. */
export function samplesOf(rounds: readonly ReadonlyMap<PeerName, number>[]): Pick<Figure, 'ours' | 'others'> {
  const of = (name: PeerName): number[] => rounds.flatMap((round) => round.get(name) ?? []);
  return {
    ours: sample('ours', of('ours')),
    others: others.map((name) => sample(name, of(name))).filter(({ values }) => values.length > 0),
  };
}
