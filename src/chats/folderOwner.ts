/**
 * Which window has a folder: the `owner.N` file of the highest N says so, made anew by whoever takes the folder, which
 * only one can.
 */
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** How often an owner says that it is still there, ms. */
export const HEARTBEAT_MS = 10_000;
/** An owner whose process runs may have slept, as a laptop does. */
const SILENT_PROCESS_MS = 10 * 60_000;
/** Of a process of another machine nothing else is known. */
const SILENT_MACHINE_MS = 6 * HEARTBEAT_MS;

export function isOwnerFile(name: string): boolean {
  return /^owner\.\d+$/u.test(name);
}

/** Makes this process the owner: its owner file. Undefined where a window has the folder, or there is none. */
export async function claimOwner(path: string): Promise<string | undefined> {
  const owners = await ownerNumbers(path);
  const last = Math.max(0, ...owners);
  if (last > 0 && (await isOwner(ownerFile(path, last)))) return undefined;
  const own = ownerFile(path, last + 1);
  try {
    // 'wx' fails where another window was quicker
    await writeFile(own, JSON.stringify({ pid: process.pid, machine: hostname() }), { flag: 'wx' });
  } catch {
    return undefined;
  }
  await Promise.all(owners.map((number) => rm(ownerFile(path, number), { force: true })));
  return own;
}

/** Whether a window has it, this one included. */
export async function hasOwner(path: string): Promise<boolean> {
  const last = Math.max(0, ...(await ownerNumbers(path)));
  return last > 0 && isOwner(ownerFile(path, last));
}

function ownerFile(path: string, number: number): string {
  return join(path, `owner.${String(number)}`);
}

async function ownerNumbers(path: string): Promise<readonly number[]> {
  const names = await readdir(path).catch(() => []);
  return names.filter(isOwnerFile).map((name) => Number(name.slice('owner.'.length)));
}

async function isOwner(file: string): Promise<boolean> {
  try {
    const silentFor = Date.now() - (await stat(file)).mtimeMs;
    const { pid, machine } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; machine: string };
    if (machine !== hostname()) return silentFor < SILENT_MACHINE_MS;
    return silentFor < SILENT_PROCESS_MS && isRunning(pid);
  } catch (error) {
    // a file that is just being written is an owner's, one that is gone is nobody's
    return error instanceof SyntaxError;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
