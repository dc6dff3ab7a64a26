import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './aptInstall.mjs';
import { SetupError } from './setupError.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** The Chromium-like browser of this machine: $CHROMIUM, else the first one found on PATH. */
export function findChromium() {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined && existsSync(chosen)) return chosen;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(process.platform === 'darwin' ? macPrograms : []),
  ];
  return candidates.find((path) => existsSync(path));
}

/** Answers a browser for the tests, installing Debian's Chromium where that is possible without asking. */
export async function installChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  await aptInstall(['chromium']);
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new SetupError(
    'The editor tests need Chromium or Chrome and none was found.',
    'Debian, Ubuntu: sudo apt-get install -y chromium\nElsewhere: install Chrome or Chromium, and set CHROMIUM=/path/to/it if it is not on PATH.',
  );
}

/**
 * Switched off in a test browser. The first lets Chromium fetch scripts aside, and compile the workbench's 19 MB anew for
 * every window though its compiled code is kept (Chromium 156: 20 s of processor time for a window, 9 without). The
 * others are those of Playwright's list that a workbench meets: what is given here takes the place of that list.
 */
const withoutFeatures = [
  'BackgroundResourceFetch',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Arguments that keep a test browser quick, quiet and off the network. */
export function chromiumArguments() {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${withoutFeatures.join(',')}`,
  ];
  // Chromium refuses to start sandboxed as root, which is what containers run as.
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}
