/** P9: the most memory that a fresh process takes for two images and a follow-up, and what was planned for it. */
import { memoryPartNames } from '../../../src/protocol/memoryPlan.ts';
import type { MemoryPlan } from '../../../src/protocol/memoryPlan.ts';
import type { BenchSession } from '../benchSession.ts';
import type { Figure, Sample } from '../figure.ts';
import { sample } from '../figure.ts';
import type { Peer } from '../peers/peer.ts';
import { startOurs } from '../peers/ourPeer.ts';
import { processMemory } from '../peers/processMemory.ts';
import type { ProcessMemory } from '../peers/processMemory.ts';
import { startServer } from '../peers/serverPeer.ts';
import { firstQuestion, followUp } from '../questions.ts';

const answerTokens = 32;

/** The session's own processes end for it: there may not be room for both. */
export async function peakMemory(session: BenchSession): Promise<Figure> {
  const { pair, programs, serverFlags: flags } = session.settings;
  await session.dispose();
  let planned: MemoryPlan | undefined;
  const ours = await memoryOf(session, async () => {
    const peer = await startOurs(pair);
    planned = peer.engine.describe()?.memory;
    return peer;
  });
  const server = await memoryOf(session, () => startServer({ program: programs.server, pair, flags }));
  return {
    ...{ id: 'P9', what: 'peak memory of the process with the model', unit: 'bytes' },
    ours: peak('ours', ours),
    others: [peak('llama-server', server), sample('plan', planned === undefined ? [] : [planned.needsBytes])],
    targets: [
      { kind: 'ratio', against: 'llama-server', limit: 0.7 },
      { kind: 'ratio', against: 'plan', limit: 1.1 },
      { kind: 'ratio', against: 'plan', limit: 0.9, atLeast: true },
    ],
    notes: [
      `At the end: ours ${parts(ours)}; llama-server ${parts(server)}.`,
      `Plan: ${(planned?.parts ?? []).map(({ name, bytes }) => `${memoryPartNames[name]()} ${gigabytes(bytes)}`).join(', ')}.`,
    ],
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
  return `${gigabytes(memory.own)} of its own and ${gigabytes(memory.mapped)} of mapped files`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
