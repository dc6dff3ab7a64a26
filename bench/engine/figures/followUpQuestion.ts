/** P2: a second question in the chat, to its first token. */
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import type { PeerName, Told } from '../peers/peer.ts';
import { firstQuestion, followUp } from '../questions.ts';
import { samplesOf } from './samplesOf.ts';

const answerTokens = 32;

export async function followUpQuestion(session: BenchSession): Promise<Figure> {
  const rounds: ReadonlyMap<PeerName, number>[] = [];
  for (const image of await session.known(session.settings.runs)) {
    const answers = new Map<PeerName, Told>();
    rounds.push(
      await session.inTurn(async (peer) => {
        const asked = { role: 'user', text: firstQuestion, image } as const;
        const { text } = await peer.ask([asked], answerTokens);
        const told = await peer.ask([asked, { role: 'assistant', text }, { role: 'user', text: followUp }], 1);
        answers.set(peer.name, told);
        return told.wallMs;
      }),
    );
    session.compare(answers);
  }
  return {
    ...{ id: 'P2', what: 'first token of a follow-up on the same image', unit: 'ms' },
    ...samplesOf(rounds),
    targets: [{ kind: 'ratio', against: 'llama-server', limit: 1 }],
    notes: [],
  };
}
