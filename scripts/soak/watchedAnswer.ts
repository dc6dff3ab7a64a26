/** One question, watched: what was streamed is what is answered, and it settles. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Assistant, AssistantTurn } from '../../src/assistant/assistant.ts';
import { EngineError } from '../../src/protocol/engineError.ts';
import type { Answer, Sampling } from '../../src/protocol/engine.ts';

/** What the soak is to find. */
export class SoakFault extends Error {
  override readonly name = 'SoakFault';
}

/** Something is done to a request at a moment of its life, and so many milliseconds later. */
export interface Meanwhile {
  readonly at: 'asked' | 'encoding' | 'image' | 'token';
  /** Of `token`: which one, from 1. */
  readonly nth: number;
  readonly delayMs: number;
  readonly act: () => void;
}

export interface Watched {
  readonly text: string;
  /** `died`: the process was killed, and the text is what had come. */
  readonly end: Answer['stopReason'] | 'died';
}

const SETTLES_WITHIN_MS = 180_000;

/** Rejects with a `SoakFault` where it does not settle. */
export async function settled<T>(what: string, promise: Promise<T>): Promise<T> {
  const limit = new AbortController();
  try {
    return await Promise.race([
      promise,
      wait(SETTLES_WITHIN_MS, undefined, { signal: limit.signal }).then(() => {
        throw new SoakFault(`${what} has not settled within ${SETTLES_WITHIN_MS / 1000} s`);
      }),
    ]);
  } finally {
    limit.abort();
  }
}

/** Rejects with a `SoakFault`, or with an `EngineError` of a process that nobody has killed. */
export async function watchedAnswer(
  assistant: Assistant,
  turns: readonly AssistantTurn[],
  sampling: Partial<Sampling>,
  { meanwhile, signal, mayDie = false }: { meanwhile?: Meanwhile; signal?: AbortSignal; mayDie?: boolean } = {},
): Promise<Watched> {
  let streamed = '';
  let tokens = 0;
  let pending = meanwhile;
  const reached = (moment: Meanwhile['at'], nth = 1): void => {
    if (pending === undefined || pending.at !== moment || nth < pending.nth) return;
    const { delayMs, act } = pending;
    pending = undefined;
    if (delayMs === 0) act();
    else setTimeout(act, delayMs);
  };
  const events = {
    onProgress: ({ stage }: { stage: string }): void => {
      if (stage === 'encodingImage') reached('encoding');
    },
    onImage: (): void => reached('image'),
    onToken: (text: string): void => {
      streamed += text;
      reached('token', ++tokens);
    },
  };
  const asked = assistant.answer(turns, events, signal, sampling);
  reached('asked');
  try {
    const answer = await settled('An answer', asked);
    if (answer.text !== streamed)
      throw new SoakFault(`${JSON.stringify(streamed)} was streamed, and ${JSON.stringify(answer.text)} answered`);
    if (answer.stopReason === 'stopped' && signal?.aborted !== true)
      throw new SoakFault('an answer was stopped that nobody has stopped');
    return { text: answer.text, end: answer.stopReason };
  } catch (error) {
    // Stopped while the model was loaded or the image prepared: there is no text to lose.
    if (signal?.aborted === true && error === signal.reason && streamed === '') return { text: '', end: 'stopped' };
    if (mayDie && error instanceof EngineError && error.code === 'childDied') return { text: streamed, end: 'died' };
    throw error;
  }
}
