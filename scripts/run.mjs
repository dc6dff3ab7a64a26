import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { root } from './paths.mjs';

/**
 * Runs a program to its end with its output on this terminal, and answers its exit code (143 when it was ended by a
 * signal).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limit?: number }} [options] limit: milliseconds after which it is
 * ended.
 * @returns {Promise<number>}
 */
export function run(command, args, { cwd = root, env = process.env, limit } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(limit === undefined ? {} : { timeout: limit }),
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 143));
  });
}

/**
 * Runs a program quietly and answers its exit code and output (stdout and stderr together); code 127 when there is no
 * such program.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limit?: number, givesWay?: boolean }} [options] limit: as for
 * `run`. givesWay: what else runs on the machine comes first.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(command, args, { cwd = root, env = process.env, limit, givesWay = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(limit === undefined ? {} : { timeout: limit }),
    });
    if (givesWay && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
      });
    child.on('error', () => resolve({ code: 127, output }));
    child.on('exit', (code) => {
      // One that was ended may leave children behind, which hold its output open: they are not waited for.
      if (code !== null) return;
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on('close', (code) => resolve({ code: code ?? 143, output }));
  });
}
