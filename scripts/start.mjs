/** `npm start`: sets everything up and opens an editor with the extension, the sample workspace and the demo model. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { installWorkbench, workbenchIsInstalled } from './installWorkbench.mjs';
import { cache, root } from './paths.mjs';
import { capture, run } from './run.mjs';
import { fillSampleWorkspace } from './sampleWorkspace.mjs';
import { printFailure, SetupError } from './setupError.mjs';
import { step } from './step.mjs';
import { languages } from './texts/languageNames.mjs';
import { freePort, startWorkbench } from './workbenchServer.mjs';

const workspace = join(cache, 'sample-workspace');
const defaultPort = 8137;

const usage = `npm start                      installs, builds, and opens an editor with the extension and sample studies

  npm start -- --browser       the workbench in a browser, also where VS Code is installed
  npm start -- --no-open       prints the address and opens nothing
  npm start -- --port 9000     the workbench's port; default ${defaultPort}, or any free one
  npm start -- --language de   what the extension says, in another language: ${languages.join(', ')}
  npm start -- --help          this text`;

/** @returns {Promise<number>} The exit code. */
async function start() {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    return 0;
  }
  await bootstrap();
  await fillSampleWorkspace(workspace);
  return !options.browser && (await hasDesktopEditor()) ? openDesktopEditor(options) : serveWorkbench(options);
}

function readOptions() {
  const { port, ...options } = parseOptions();
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new SetupError(`--port is a number from 1 to 65535, or 0 for any free port; not "${port}".`, usage);
  if (![...languages, 'en'].includes(options.language))
    throw new SetupError(`--language is one of en, ${languages.join(', ')}; not "${options.language}".`, usage);
  return { ...options, port: Number(port) };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: String(defaultPort) },
        language: { type: 'string', default: 'en' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), usage);
  }
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** A `code` that opens windows here: not without a display, and not the one of a remote session's terminal. */
async function hasDesktopEditor() {
  if (!hasDisplay() || process.env['VSCODE_IPC_HOOK_CLI'] !== undefined) return false;
  return (await capture(codeCommand(), ['--version'])).code === 0;
}

function codeCommand() {
  return process.platform === 'win32' ? 'code.cmd' : 'code';
}

/** @param {{ language: string }} options */
async function openDesktopEditor({ language }) {
  console.log(`\nVS Code opens on ${workspace}. Close its window to end.`);
  const locale = language === 'en' ? [] : [`--locale=${language}`];
  return run(codeCommand(), [`--extensionDevelopmentPath=${root}`, ...locale, '--new-window', '--wait', workspace]);
}

/** @param {{ 'no-open': boolean, port: number, language: string }} options */
async function serveWorkbench({ 'no-open': noOpen, port, language }) {
  const isFirst = !(await workbenchIsInstalled());
  const workbench = isFirst
    ? await step(
        'Installing the workbench, code-server, from the npm registry (250 MB, about a minute)',
        installWorkbench,
      )
    : await installWorkbench();
  // From here on, so that a Ctrl-C while it starts ends it too.
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  const server = await step('Starting the workbench', async () =>
    startWorkbench({ workbench, data: join(cache, 'start'), port: await freePort(port), language, extension: root }),
  );
  const url = server.url(workspace);
  console.log(`\nLLaVA-Med is ready. Open this address in Chrome, Edge, Firefox or Safari; Ctrl-C ends it.\n${url}\n`);
  if (!noOpen && hasDisplay()) openInBrowser(url);
  const code = await Promise.race([interrupted.then(() => 0), server.exited.then(() => 1)]);
  if (code !== 0) console.error(`The workbench has ended by itself. Its log: ${server.log}`);
  await server.stop();
  return code;
}

/** @param {string} url */
function openInBrowser(url) {
  const opener = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  // Where nothing opens addresses, the printed one serves.
  opener.on('error', () => undefined);
  opener.unref();
}

try {
  process.exit(await start());
} catch (error) {
  printFailure(error);
  process.exit(1);
}
