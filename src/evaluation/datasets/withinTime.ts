import { createContext, runInContext } from 'node:vm';

/**
 * What the work returns. Work that computes longer is stopped where it stands, and an error is thrown: only code that is
 * run in a context of its own can be stopped so. Nothing may be awaited in it.
 */
export function withinTime<T>(work: () => T, milliseconds: number): T {
  return runInContext('work()', createContext({ work }), { timeout: Math.ceil(milliseconds) }) as T;
}
