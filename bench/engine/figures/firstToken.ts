/** P1: a new image and a question together, to the first token. P1e: the image was attached before, and read ahead. */
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import type { PeerName, Told } from '../peers/peer.ts';
import { firstQuestion } from '../questions.ts';
import { samplesOf } from './samplesOf.ts';

export async function firstToken(session: BenchSession): Promise<Figure> {
  const { runs, images } = session.settings;
  const rounds: ReadonlyMap<PeerName, number>[] = [];
  for (let run = 0; run < runs; run++) {
    const image = await images.next();
    const answers = new Map<PeerName, Told>();
    rounds.push(
      await session.inTurn(async (peer) => {
        const told = await peer.ask([{ role: 'user', text: firstQuestion, image }], 1);
        answers.set(peer.name, told);
        return told.wallMs;
      }),
    );
    session.compare(answers);
    session.add(image);
  }
  return {
    ...{ id: 'P1', what: 'first token, new image and question together', unit: 'ms' },
    ...samplesOf(rounds),
    targets: [{ kind: 'ratio', against: 'llama-server', limit: 1 }],
    notes: [],
  };
}

export async function firstTokenAhead(session: BenchSession, baseline: Figure): Promise<Figure> {
  const { runs, images } = session.settings;
  const ours = await session.ours();
  const values: number[] = [];
  for (let run = 0; run < runs; run++) {
    const image = await images.next();
    await ours.prepare([{ role: 'user', text: '', image }]);
    values.push((await ours.ask([{ role: 'user', text: firstQuestion, image }], 1)).wallMs);
  }
  return {
    ...{ id: 'P1e', what: 'first token, image attached long enough before', unit: 'ms' },
    ours: sample('ours', values),
    others: theirFirst(baseline),
    targets: [{ kind: 'ratio', against: 'llama-server P1', limit: 0.1 }],
    notes: [],
  };
}

/** What the others take from the start, for what they have no other way of. */
export function theirFirst({ others }: Figure): Figure['others'] {
  return others.filter(({ name }) => name === 'llama-server').map(({ values }) => sample('llama-server P1', values));
}
