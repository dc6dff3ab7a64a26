/** Long computations in steps, so that one who drives them may let others work in between. */
import { setImmediate as othersTurn } from 'node:timers/promises';

/** Gives nothing until its end. A step takes a few milliseconds at most. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All in one go. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A person sees no halt in an editor that waits for so long. */
const TURN_MS = 40;

/** The same in turns of about 40 ms, between which the event loop goes on. Abort rejects with the signal's reason. */
export async function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < end);
    await othersTurn();
  }
}
