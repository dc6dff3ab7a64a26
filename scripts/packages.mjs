import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { capture } from './run.mjs';
import { SetupError } from './setupError.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lockfile */

/** True when node_modules holds what package-lock.json asks for, by npm's own record of what it installed. */
export async function packagesAreInstalled() {
  const [wanted, installed] = await Promise.all([
    readLockfile('package-lock.json'),
    readLockfile('node_modules/.package-lock.json'),
  ]);
  if (!wanted || !installed) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const found = installed.packages[path];
    // Optional packages of other platforms are in the lock file and never on the disk.
    return path === '' || (found ? found.version === version : optional === true);
  });
}

/**
 * @param {string} path
 * @returns {Promise<Lockfile | undefined>}
 */
async function readLockfile(path) {
  try {
    return JSON.parse(await readFile(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Installs exactly what package-lock.json names. Install scripts stay off: every native package in use brings prebuilt
 * files, and node-llama-cpp's own script would look for a llama.cpp release to download.
 */
export async function installPackages() {
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root);
}

/**
 * Runs npm, a second time when the first fails (registries do hiccup), and then says what to do.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function npm(args, cwd, env = process.env) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  let result = await capture(command, args, { cwd, env });
  if (result.code !== 0) {
    console.log(`  npm ${args[0]} failed, trying once more …`);
    result = await capture(command, args, { cwd, env });
  }
  if (result.code === 0) return;
  const lines = result.output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 8);
  throw new SetupError(
    `npm ${args[0]} failed:\n  ${lines.join('\n  ')}`,
    `Check that this machine reaches the npm registry (npm ping) and that the disk has 2 GB free, then run the command again.\nBehind a proxy: npm config set proxy http://HOST:PORT`,
  );
}
