/** P3a: an image from before in a new chat, after others. P3b: the same in an engine that was started again. */
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import type { PeerName } from '../peers/peer.ts';
import { otherQuestion } from '../questions.ts';
import { theirFirst } from './firstToken.ts';
import { samplesOf } from './samplesOf.ts';

/** llama-server keeps the last prompts of four sequences as they are: with more images, each was put aside. */
const fewest = 6;

export async function knownImage(session: BenchSession): Promise<Figure> {
  const rounds: ReadonlyMap<PeerName, number>[] = [];
  const { runs } = session.settings;
  // Asked in the order in which they came: between two questions about one image stand those about all the others.
  const images = await session.known(Math.max(runs, fewest));
  for (const image of images.slice(0, runs))
    rounds.push(
      await session.inTurn(async (peer) => (await peer.ask([{ role: 'user', text: otherQuestion, image }], 1)).wallMs),
    );
  return {
    ...{ id: 'P3a', what: 'first token, known image in a new chat, others asked in between', unit: 'ms' },
    ...samplesOf(rounds),
    targets: [{ kind: 'ratio', against: 'llama-server', limit: 1 }],
    notes: [`Images in between: ${String(images.length - 1)}.`],
  };
}

export async function knownImageAfterRestart(session: BenchSession, baseline: Figure): Promise<Figure> {
  const images = await session.known(session.settings.runs);
  const ours = await session.restartOurs();
  const values: number[] = [];
  for (const image of images) values.push((await ours.ask([{ role: 'user', text: otherQuestion, image }], 1)).wallMs);
  return {
    ...{ id: 'P3b', what: 'first token, known image after the engine was started again', unit: 'ms' },
    ours: sample('ours', values),
    others: theirFirst(baseline),
    targets: [{ kind: 'ratio', against: 'llama-server P1', limit: 0.1 }],
    notes: ['The time to load the model is not in it.'],
  };
}
