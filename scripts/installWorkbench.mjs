/**
 * A real VS Code workbench from the npm registry: code-server on the Node release that it is made for, kept in the
 * git-ignored cache.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { npm } from './packages.mjs';
import { cache } from './paths.mjs';
import { capture } from './run.mjs';
import { SetupError } from './setupError.mjs';

/** code-server 4.139.1 is VS Code 1.139.1 and asks for Node 24. */
const versions = { codeServer: '4.139.1', node: '24.21.0' };
const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const folder = join(cache, 'workbench');
const stampFile = join(folder, 'installed.json');

/**
 * @typedef {object} Workbench
 * @property {string} node The Node program that runs it.
 * @property {string} entry code-server's main script.
 */

/** @returns {Promise<boolean>} */
export async function workbenchIsInstalled() {
  return (await readFile(stampFile, 'utf8').catch(() => '')) === stamp();
}

/**
 * Installs the workbench unless it is there; 250 MB to download, 800 MB on disk.
 * @returns {Promise<Workbench>}
 */
export async function installWorkbench() {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) {
    throw new SetupError(
      `The browser workbench runs on Linux and macOS, not on ${platform}.`,
      'Install VS Code (https://code.visualstudio.com) with its "code" command on PATH, then run: npm start',
    );
  }
  const nodeFolder = join(folder, 'node_modules', `node-${platform}`, 'bin');
  const workbench = {
    node: join(nodeFolder, 'node'),
    entry: join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
  if (await workbenchIsInstalled()) return workbench;

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const dependencies = { 'code-server': versions.codeServer, [`node-${platform}`]: versions.node };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  // Most of its scripts compile what is prebuilt, or download; of the rest only the log writers are built.
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(['install', ...quietly], folder);
  const env = { ...process.env, PATH: `${nodeFolder}${delimiter}${process.env['PATH'] ?? ''}` };
  await npm(['install', '--omit=dev', ...quietly], join(folder, 'node_modules/code-server/lib/vscode'), env);
  await buildLogWriters(join(folder, 'node_modules/code-server/lib/vscode'), {
    ...env,
    npm_config_nodedir: dirname(nodeFolder),
  });
  if (!existsSync(workbench.entry))
    throw new SetupError(
      'code-server was installed without its main script.',
      `Delete ${folder} and run the command again.`,
    );
  await writeFile(stampFile, stamp());
  return workbench;
}

/**
 * Compiles the two small addons with which extension hosts write their logs and notice the death of their server
 * (node-gyp, 20 s).
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env Names the headers of the workbench's own Node, so that none are downloaded.
 */
async function buildLogWriters(cwd, env) {
  const { code } = await capture('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd, env });
  if (code !== 0)
    console.log(
      '  The workbench goes without log files: node-gyp could not build its log writer (it needs python3 and make).',
    );
}

function stamp() {
  return JSON.stringify({ ...versions, platform: `${process.platform}-${process.arch}` });
}
