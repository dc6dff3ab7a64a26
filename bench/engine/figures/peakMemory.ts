/** P9: the most memory that a fresh process takes for two images and a follow-up, and what was planned for it. */
import type { BenchSession } from '../benchSession.ts';
import type { Figure, Sample } from '../figure.ts';
import { sample } from '../figure.ts';
import { featuresOfMachine } from '../../../src/engine/cpuFeatures.ts';
import { describePair } from '../../../src/engine/describePair.ts';
import { freeRam } from '../../../src/engine/freeRam.ts';
import { planMemory } from '../../../src/engine/memoryPlan.ts';
import type { Peer } from '../peers/peer.ts';
import { contextSize, startOurs } from '../peers/ourPeer.ts';
import { processMemory } from '../peers/processMemory.ts';
import type { ProcessMemory } from '../peers/processMemory.ts';
import { startServer } from '../peers/serverPeer.ts';
import { firstQuestion, followUp } from '../questions.ts';

const answerTokens = 32;

/** The session's own processes end for it: there may not be room for both. */
export async function peakMemory(session: BenchSession): Promise<Figure> {
  const { pair, programs, serverFlags: flags } = session.settings;
  await session.dispose();
  const ours = await memoryOf(session, () => startOurs(pair));
  const server = await memoryOf(session, () => startServer({ program: programs.server, pair, flags }));
  const machine = { ram: freeRam(), vram: undefined, features: featuresOfMachine() };
  const plan = sample('plan', [planMemory(await describePair(pair, contextSize), { contextSize }, machine).needsBytes]);
  return {
    ...{ id: 'P9', what: 'peak memory of the process with the model', unit: 'bytes' },
    ours: peak('ours', ours),
    others: [peak('llama-server', server), plan],
    targets: [
      { kind: 'ratio', against: 'llama-server', limit: 0.7 },
      { kind: 'ratio', against: 'plan', limit: 1.1 },
      { kind: 'ratio', against: 'plan', limit: 0.9, atLeast: true },
    ],
    notes: [`At the end: ours ${parts(ours)}; llama-server ${parts(server)}.`],
  };
}

async function memoryOf(session: BenchSession, start: () => Promise<Peer>): Promise<ProcessMemory | undefined> {
  const peer = await start();
  try {
    const { images } = session.settings;
    const asked = { role: 'user', text: firstQuestion, image: await images.next() } as const;
    const { text } = await peer.ask([asked], answerTokens);
    await peer.ask([asked, { role: 'assistant', text }, { role: 'user', text: followUp }], answerTokens);
    await peer.ask([{ role: 'user', text: firstQuestion, image: await images.next() }], answerTokens);
    return peer.pid === undefined ? undefined : processMemory(peer.pid);
  } finally {
    await peer.dispose();
  }
}

function peak(name: string, memory: ProcessMemory | undefined): Sample {
  return sample(name, memory === undefined ? [] : [memory.peak]);
}

function parts(memory: ProcessMemory | undefined): string {
  if (memory === undefined) return 'unknown on this system';
  return `${(memory.own / 1e9).toFixed(2)} GB of its own and ${(memory.mapped / 1e9).toFixed(2)} GB of mapped files`;
}
