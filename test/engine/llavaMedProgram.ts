/** `llava-med` as a person runs it: its own process, with a cache folder of the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root, temporaryFolder } from './engineUnderTest.ts';

export const program = join(root, 'dist', 'cli.mjs');

/** Where each platform has a program's cache: not the one of whoever runs the tests. */
const caches = temporaryFolder();
const ownCacheFolder = { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches };

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export function llavaMed(
  args: readonly string[],
  meanwhile?: (child: ChildProcess) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: root,
      env: { ...process.env, ...ownCacheFolder, ...env },
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, out, err });
    });
    meanwhile?.(child);
  });
}
