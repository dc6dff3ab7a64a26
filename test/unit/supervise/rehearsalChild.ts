/** A real child for the tests of `SupervisedChild`: every way in which one can behave, on request. */
import { setTimeout as sleep } from 'node:timers/promises';
import { serveRequests } from '../../../src/supervise/serveRequests.ts';

export interface RehearsalContract {
  double: { params: Float32Array; result: Float32Array; event: never };
  countUntilAborted: { params: { everyMs: number }; result: number; event: number };
  fail: { params: { data: unknown }; result: never; event: never };
  die: { params: { lastWords: string }; result: never; event: never };
  block: { params: { ms: number; deafToAbort: boolean }; result: string; event: never };
}

serveRequests<RehearsalContract>({
  double: async (values) => values.map((value) => value * 2),
  async countUntilAborted({ everyMs }, { signal, emit }) {
    let count = 0;
    while (!signal.aborted) {
      emit(++count);
      await sleep(everyMs);
    }
    return count;
  },
  async fail({ data }) {
    throw Object.assign(new TypeError('on request'), { data });
  },
  async die({ lastWords }) {
    process.stderr.write(`${lastWords}\n`);
    await sleep(50);
    process.kill(process.pid, 'SIGKILL');
    return await new Promise<never>(() => undefined);
  },
  async block({ ms, deafToAbort }, { signal }) {
    if (deafToAbort) {
      const end = Date.now() + ms;
      while (Date.now() < end);
    } else {
      await sleep(ms, undefined, { signal });
    }
    return 'done';
  },
});
