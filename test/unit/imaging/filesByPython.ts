/** Files that another program wrote with a library of its own, and what it reads in them: where Python has the library. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Debian's own interpreter sees the packages of the system where another python3 comes first. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/**
 * Runs the script beside this file, which writes into `folder` and prints facts by the files' names. Undefined, and a
 * line that says so, where there is no such module.
 */
export function filesByPython<Facts>(
  script: string,
  module: string,
  folder: string,
): Readonly<Record<string, Facts>> | undefined {
  const python = PYTHONS.find((each) => spawnSync(each, ['-c', `import ${module}`]).status === 0);
  if (python === undefined) {
    console.log(
      `      skipped: ${module} is not installed (Debian, Ubuntu: sudo apt-get install -y python3-${module})`,
    );
    return undefined;
  }
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout, stderr, status } = spawnSync(python, [path, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${module} could not write its files: ${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, Facts>>;
}
