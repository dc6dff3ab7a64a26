import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { PYTHON } from './nativeTools.ts';

/** pydicom in a process that stays warm. One request at a time. */
export class PydicomProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor() {
    this.#child = spawn(PYTHON, [join(import.meta.dirname, 'pydicomProcess.py')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#reader = createInterface(this.#child.stdout);
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** ms from bytes in memory to the array of stored values, timed within the process; undefined when it cannot. */
  async decode(path: string, handler: 'default' | 'gdcm'): Promise<number | undefined> {
    this.#child.stdin.write(`${JSON.stringify({ path, handler })}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`pydicom's process ended on ${path}`);
    return (JSON.parse(line.value) as { ms?: number }).ms;
  }

  dispose(): void {
    this.#reader.close();
    this.#child.kill();
  }
}
