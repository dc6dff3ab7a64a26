/** P11: from Stop to an idle engine, at random moments between the question and the end of the answer. */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../../../src/phantoms/random.ts';
import type { EngineProgress } from '../../../src/protocol/engine.ts';
import { percentile } from '../../median.ts';
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { answerRequest } from '../peers/answerRequest.ts';
import type { OurPeer } from '../peers/ourPeer.ts';
import { firstQuestion } from '../questions.ts';

const answerTokens = 48;
type Stage = EngineProgress['stage'] | 'generating';

interface Stopped {
  readonly ms: number;
  readonly stage: Stage;
}

/** `moments`: how many times an answer is stopped. */
export async function stopping(session: BenchSession, moments: number): Promise<Figure> {
  const random = new Random('bench: moments of Stop');
  const ours = await session.ours();
  const { wallMs } = await ours.ask(await newQuestion(session), answerTokens);
  const stops: Stopped[] = [];
  while (stops.length < moments) {
    const stopped = await stopAfter(ours, session, random.between(0, wallMs));
    // The answer had come before.
    if (stopped !== undefined) stops.push(stopped);
  }
  const values = stops.map(({ ms }) => ms);
  const p95 = percentile(values, 0.95);
  return {
    ...{ id: 'P11', what: `Stop until idle, p95 of ${String(moments)} random moments`, unit: 'ms' },
    ours: { name: 'ours', value: p95, values },
    others: [],
    targets: [{ kind: 'limit', limit: 150 }],
    notes: [
      `p50 ${percentile(values, 0.5).toFixed(0)} ms, max ${Math.max(...values).toFixed(0)} ms; ${worstByStage(stops)}.`,
    ],
  };
}

async function stopAfter(ours: OurPeer, session: BenchSession, delay: number): Promise<Stopped | undefined> {
  const request = answerRequest(await newQuestion(session), answerTokens);
  const stop = new AbortController();
  let stage: Stage = 'encodingImage';
  const events = {
    onProgress: (progress: EngineProgress) => (stage = progress.stage),
    onToken: () => (stage = 'generating'),
  };
  const answering = ours.engine.answer(request, events, stop.signal);
  const isAnswered = await Promise.race([answering.then(() => true), wait(delay, false)]);
  if (isAnswered) return undefined;
  const stoppedIn = stage;
  const started = performance.now();
  stop.abort();
  const { stopReason } = await answering;
  return stopReason === 'stopped' ? { ms: performance.now() - started, stage: stoppedIn } : undefined;
}

async function newQuestion(session: BenchSession) {
  return [{ role: 'user', text: firstQuestion, image: await session.settings.images.next() }] as const;
}

function worstByStage(stops: readonly Stopped[]): string {
  const stages = [...new Set(stops.map(({ stage }) => stage))];
  return stages
    .map((stage) => {
      const values = stops.filter((stopped) => stopped.stage === stage).map(({ ms }) => ms);
      return `${stage} ${String(values.length)} times, at most ${Math.max(...values).toFixed(0)} ms`;
    })
    .join('; ');
}
