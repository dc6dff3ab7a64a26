/** pydicom and dcmtk's dcmdump, where they are installed: what others read in a file that we wrote. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('readDicomFiles.py', import.meta.url));
/** Debian's own interpreter sees the packages of the system where another python3 comes first. */
const pythons = ['/usr/bin/python3', 'python3'];

export const python = pythons.find((each) => spawnSync(each, ['-c', 'import pydicom']).status === 0);
export const hasDcmdump = spawnSync('dcmdump', ['--version']).status === 0;

export interface ReadByPydicom {
  readonly rows: readonly (readonly [path: string, vr: string, value: string])[];
  readonly preamble: string;
  readonly warnings: readonly string[];
}

export function readByPydicom(paths: readonly string[]): Readonly<Record<string, ReadByPydicom>> {
  const { stdout, stderr, status } = spawnSync(python ?? '', [script, ...paths], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`pydicom cannot read what was written: ${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, ReadByPydicom>>;
}

/** All values in full, and what it complains of. Pixel data are left out. */
export function readByDcmdump(path: string): { readonly text: string; readonly complaints: readonly string[] } {
  const { stdout, stderr, status } = spawnSync('dcmdump', ['+L', '+R', '4', path], {
    encoding: 'latin1',
    maxBuffer: 1 << 30,
  });
  const complaints = stderr.split('\n').filter((line) => /^[WE]:/.test(line));
  return { text: stdout, complaints: status === 0 ? complaints : [...complaints, `exit status ${String(status)}`] };
}
