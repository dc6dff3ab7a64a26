/**
 * P5: an evaluation's questions in its file's order, all together beside llama-server, which gets them one by one, and
 * then on four parallel slots with an image's questions in a row on one of them.
 */
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import { answerRequest } from '../peers/answerRequest.ts';
import { startOurs } from '../peers/ourPeer.ts';
import type { BenchImage, BenchTurn } from '../peers/peer.ts';
import { startServer } from '../peers/serverPeer.ts';
import type { ServerPeer } from '../peers/serverPeer.ts';
import { evaluationQuestions } from '../questions.ts';

const answerTokens = 48;
const slots = 4;

interface Asked {
  readonly image: BenchImage;
  readonly turns: readonly BenchTurn[];
}

/** Each takes its turn alone on the machine, in a fresh process. */
export async function manyQuestions(session: BenchSession): Promise<Figure> {
  const { questions: count, pair, programs, serverFlags, images, log } = session.settings;
  await session.dispose();
  const planned = evaluationQuestions(count);
  const drawn: BenchImage[] = [];
  for (let index = 0; index <= Math.max(...planned.map(({ image }) => image)); index++) drawn.push(await images.next());
  const asked = planned.map(({ image, text }): Asked => {
    const about = drawn[image]!;
    return { image: about, turns: [{ role: 'user', text, image: about }] };
  });
  const server = (flags: readonly string[]): Promise<ServerPeer> =>
    startServer({ program: programs.server, pair, flags: [...serverFlags, ...flags] });

  log('  P5: ours…');
  const ours = await wallSeconds(
    () => startOurs(pair),
    async ({ engine }) => {
      const requests = asked.map(({ turns }) => answerRequest(turns, answerTokens));
      const results = await engine.answerMany(requests);
      const failed = results.find((result) => result.kind === 'error');
      if (failed !== undefined) throw new Error(failed.error.message);
    },
  );
  log('  P5: llama-server, one by one…');
  const oneByOne = await wallSeconds(
    () => server([]),
    async (peer) => {
      for (const { turns } of asked) await peer.ask(turns, answerTokens);
    },
  );
  log('  P5: llama-server, four at once…');
  const parallel = await wallSeconds(
    () => server(['--parallel', String(slots)]),
    (peer) => askOnSlots(peer, asked),
  );
  return {
    ...{ id: 'P5', what: `${String(count)} questions on ${String(drawn.length)} images`, unit: 's' },
    ours: sample('ours', [ours]),
    others: [sample('llama-server', [oneByOne]), sample('llama-server slots', [parallel])],
    targets: [
      { kind: 'ratio', against: 'llama-server', limit: 0.4 },
      { kind: 'ratio', against: 'llama-server slots', limit: 1 },
    ],
    notes: [
      `Once each; answers of ${String(answerTokens)} tokens; llama-server one by one, and with --parallel ${String(slots)}.`,
    ],
  };
}

/** Without loading. */
async function wallSeconds<P extends { dispose(): Promise<void> }>(
  start: () => Promise<P>,
  work: (peer: P) => Promise<void>,
): Promise<number> {
  const peer = await start();
  try {
    const started = performance.now();
    await work(peer);
    return (performance.now() - started) / 1000;
  } finally {
    await peer.dispose();
  }
}

/** The best case for slots: each takes one image at a time with all its questions, so that no image is read twice. */
async function askOnSlots(peer: ServerPeer, asked: readonly Asked[]): Promise<void> {
  const images = [...new Set(asked.map(({ image }) => image))];
  const work = async (slot: number): Promise<void> => {
    for (let image = images.shift(); image !== undefined; image = images.shift()) {
      for (const one of asked.filter((candidate) => candidate.image === image))
        await peer.ask(one.turns, answerTokens, { slot });
    }
  };
  await Promise.all(Array.from({ length: slots }, (_, slot) => work(slot)));
}
