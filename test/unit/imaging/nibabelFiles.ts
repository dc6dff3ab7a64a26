/** NIfTI files that nibabel wrote, and what it reads in them: where nibabel is installed. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('writeNiftiFiles.py', import.meta.url));
/** Debian's own interpreter sees the packages of the system where another python3 comes first. */
const python = ['/usr/bin/python3', 'python3'].find((each) => spawnSync(each, ['-c', 'import nibabel']).status === 0);

/** Of one file; its slices' stored values are in `NAME.values`. */
export interface NibabelFacts {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  readonly sides: Readonly<Record<'left' | 'right' | 'top' | 'bottom', string>> | null;
  /** Between rows, between columns, mm. */
  readonly spacing: readonly [number, number];
  readonly slope: number;
  readonly intercept: number;
  /** NumPy's name, or `rgb`. */
  readonly dtype: string;
  readonly cal: readonly [number, number] | null;
  /** The lowest true value. */
  readonly lowest: number | null;
}

/** By name; undefined where there is no nibabel. */
export function nibabelFiles(folder: string): Readonly<Record<string, NibabelFacts>> | undefined {
  if (python === undefined) return undefined;
  const { stdout, stderr, status } = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`nibabel could not write its files: ${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, NibabelFacts>>;
}
