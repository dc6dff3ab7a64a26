/**
 * The programs to be measured against. Installed through apt where they are missing and that is allowed; else their
 * columns stay empty.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGES: Readonly<Record<string, string>> = {
  dcmtk: '/usr/bin/dcmdjpeg',
  'libgdcm-tools': '/usr/bin/gdcmconv',
  'libopenjp2-tools': '/usr/bin/opj_decompress',
  imagemagick: '/usr/bin/convert-im6.q16',
  'python3-pydicom': '/usr/lib/python3/dist-packages/pydicom',
  'python3-gdcm': '/usr/lib/python3/dist-packages/gdcm.py',
};

/** Debian's own Python, which has Debian's modules. */
export const PYTHON = '/usr/bin/python3';
export const CONVERT = PACKAGES['imagemagick']!;

/** Package and version of what is there after the attempt. */
export async function nativeTools(): Promise<Readonly<Record<string, string>>> {
  const missing = Object.entries(PACKAGES)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name);
  if (missing.length > 0) {
    console.error(`Installing ${missing.join(', ')} through apt …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
    } catch {
      console.error(
        `That failed (not Debian, not root, or offline?): what needs them is left out. By hand: apt-get update && apt-get install ${missing.join(' ')}`,
      );
    }
  }
  const present = Object.entries(PACKAGES)
    .filter(([, file]) => existsSync(file))
    .map(([name]) => name);
  return Object.fromEntries(
    present.map((name) => [name, execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' })]),
  );
}
