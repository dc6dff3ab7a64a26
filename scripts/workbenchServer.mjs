import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from './setupError.mjs';

/** A quiet editor: no start page, no other assistants, no telemetry, and no file saved unless somebody saves it. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
};

/**
 * @typedef {object} WorkbenchOptions
 * @property {import('./installWorkbench.mjs').Workbench} workbench
 * @property {string} data Folder for its settings, extensions and log; nothing is read from or written to the user's
 * own.
 * @property {number} [port] 0 or absent: any free one.
 * @property {string} [extension] Folder of an unpacked extension that is to be installed as it stands.
 * @property {string} [vsix] A packaged extension to install.
 * @property {Record<string, unknown>} [settings] User settings on top of the quiet ones.
 * @property {string} [language] VS Code's name of a display language, such as `de` or `zh-cn`, English if absent:
 * extensions speak it; the workbench itself, which would need a language pack, stays English.
 * @property {boolean} [extensionDevelopment] For tests inside an extension host only: its windows obey the payload of
 * their address, for which the workbench wants its test driver switched on, and with that it shows no toasts.
 *
 * @typedef {object} WorkbenchServer
 * @property {number} port
 * @property {string} origin
 * @property {string} log Path of the server's log file.
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} url Address of a window on a
 * folder; the payload opens it for extension development.
 * @property {Promise<unknown>} exited Settles when the server has ended, for whatever reason.
 * @property {() => Promise<void>} stop Ends the server and every process it started.
 */

/**
 * Starts the workbench on 127.0.0.1, answers when it serves.
 * @param {WorkbenchOptions} options
 * @returns {Promise<WorkbenchServer>}
 */
export async function startWorkbench({
  workbench,
  data,
  port = 0,
  extension,
  vsix,
  settings = {},
  language = 'en',
  extensionDevelopment = false,
}) {
  const folders = { home: join(data, 'home'), user: join(data, 'user/User'), extensions: join(data, 'extensions') };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  const config = join(data, 'config.yaml');
  await writeFile(config, '');
  // Only when absent: in the workbench of `npm start` the settings are the user's.
  await writeFile(
    join(folders.user, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
    { flag: 'wx' },
  ).catch(ignoreExisting);
  await speak(language, join(data, 'user'));
  if (extension !== undefined) await listExtension(extension, folders.extensions);

  const actualPort = port === 0 ? await freePort() : port;
  const common = [
    workbench.entry,
    '--config',
    config,
    '--user-data-dir',
    join(data, 'user'),
    '--extensions-dir',
    folders.extensions,
  ];
  const env = { ...process.env, HOME: folders.home, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const logPath = join(data, 'server.log');
  const log = createWriteStream(logPath);
  await new Promise((resolve) => log.once('open', resolve));

  if (vsix !== undefined) {
    const installer = spawn(workbench.node, [...common, '--install-extension', vsix], {
      env,
      stdio: ['ignore', log, log],
    });
    const code = await new Promise((resolve) => installer.once('exit', resolve));
    if (code !== 0) throw new SetupError(`The workbench would not install the package ${vsix}.`, `Its log: ${logPath}`);
  }

  const server = spawn(
    workbench.node,
    [
      ...common,
      '--bind-addr',
      `127.0.0.1:${actualPort}`,
      '--auth',
      'none',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--reconnection-grace-time',
      '5',
      ...(extensionDevelopment ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    // A process group of its own, so that its extension hosts and their children end with it.
    { env, stdio: ['ignore', log, log], detached: true },
  );
  const exited = new Promise((resolve) => server.once('exit', resolve));
  // For a process that ends without having called stop.
  const killAtExit = () => {
    if (server.pid !== undefined) signalGroup(server.pid, 'SIGKILL');
  };
  process.once('exit', killAtExit);
  const stop = async () => {
    await endGroup(server);
    process.off('exit', killAtExit);
  };
  try {
    await untilHealthy(actualPort, server, logPath);
  } catch (error) {
    await stop();
    throw error;
  }
  const origin = `http://127.0.0.1:${actualPort}`;
  return {
    port: actualPort,
    origin,
    log: logPath,
    url: (folder, payload) => windowUrl(origin, folder, payload),
    exited,
    stop,
  };
}

/**
 * Sets the display language, with a language pack that translates nothing.
 * @param {string} language
 * @param {string} userData
 */
async function speak(language, userData) {
  const locale = join(userData, 'User/argv.json');
  if (language === 'en') {
    await rm(locale, { force: true });
    return;
  }
  const translations = join(userData, `language-${language}.json`);
  const pack = { extensionIdentifier: { id: `llava-med.language-${language}` }, version: '1.0.0' };
  await writeFile(translations, JSON.stringify({ version: pack.version, contents: {} }));
  await writeFile(
    join(userData, 'languagepacks.json'),
    JSON.stringify({
      [language]: { hash: language, label: language, extensions: [pack], translations: { vscode: translations } },
    }),
  );
  await writeFile(locale, JSON.stringify({ locale: language }));
}

/**
 * @param {string} origin
 * @param {string} folder
 * @param {readonly (readonly [string, string])[]} [payload]
 */
function windowUrl(origin, folder, payload) {
  // Slashes stay readable: a person copies this line.
  const address = `${origin}/?folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
  return payload ? `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}` : address;
}

/**
 * Enters an unpacked extension in the list of installed ones. Written anew each time: its time stamp makes the
 * workbench read the extension's manifest again.
 * @param {string} location
 * @param {string} extensions
 */
async function listExtension(location, extensions) {
  const manifest = JSON.parse(await readFile(join(location, 'package.json'), 'utf8'));
  const entry = {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, path: location, scheme: 'file' },
  };
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} server
 * @param {string} log
 */
async function untilHealthy(port, server, log) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && server.exitCode === null) {
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await delay(100);
  }
  throw new SetupError(`The workbench did not start on port ${port}.`, `Its log says why: ${log}`);
}

/** @param {import('node:child_process').ChildProcess} server */
async function endGroup(server) {
  const group = server.pid;
  if (group === undefined) return;
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    if (!signalGroup(group, signal)) return;
    for (let waited = 0; waited < 3000 && signalGroup(group, 0); waited += 50) await delay(50);
  }
}

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal 0 only asks whether anyone is left.
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {number} [preferred]
 * @returns {Promise<number>} The preferred port if it is free, else any free one.
 */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {NodeJS.ErrnoException} error */
function ignoreExisting(error) {
  if (error.code !== 'EEXIST') throw error;
}
