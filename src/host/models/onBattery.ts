import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A system that does not answer in this time is taken to be on mains. */
const TIME_LIMIT_MS = 5_000;

const run = promisify(execFile);

/**
 * Whether the machine that the model runs on draws from its battery now. False where the system does not tell, and
 * where there is none. Never rejects.
 */
export async function isOnBattery(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  try {
    switch (platform) {
      case 'linux':
        return await drawsFromBattery('/sys/class/power_supply');
      case 'darwin':
        return isMacOnBattery(await output('pmset', '-g', 'batt'));
      case 'win32':
        return isWindowsOnBattery(
          await output(
            'powershell.exe',
            '-NoProfile',
            '-NonInteractive',
            '-Command',
            '(Get-CimInstance -ClassName Win32_Battery).BatteryStatus',
          ),
        );
      default:
        return false;
    }
  } catch {
    return false;
  }
}

/**
 * Linux, by `folder` (Documentation/ABI/testing/sysfs-class-power): no supply from outside is online, and a battery of
 * the machine itself (not of a mouse or a pen) is being emptied.
 */
export async function drawsFromBattery(folder: string): Promise<boolean> {
  const supplies = await Promise.all((await readdir(folder)).map((name) => readSupply(join(folder, name))));
  if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return false;
  return supplies.some(
    ({ type, scope, status }) => type === 'Battery' && scope !== 'Device' && status === 'Discharging',
  );
}

type Supply = Readonly<Record<'type' | 'scope' | 'status' | 'online', string>>;

async function readSupply(folder: string): Promise<Supply> {
  const of = async (name: string): Promise<string> =>
    readFile(join(folder, name), 'utf8').then(
      (text) => text.trim(),
      () => '', // a supply has some of them only
    );
  const [type, scope, status, online] = await Promise.all([of('type'), of('scope'), of('status'), of('online')]);
  return { type, scope, status, online };
}

/** macOS: what `pmset -g batt` says first is what the Mac draws from. */
export function isMacOnBattery(told: string): boolean {
  return /^Now drawing from 'Battery Power'/u.test(told);
}

/** Windows: Win32_Battery.BatteryStatus is 1 for a battery that is being emptied; one number for each battery. */
export function isWindowsOnBattery(told: string): boolean {
  return told.split(/\s+/u).includes('1');
}

async function output(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(command, args, { timeout: TIME_LIMIT_MS, windowsHide: true });
  return stdout;
}
