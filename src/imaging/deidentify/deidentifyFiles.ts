/** Files and whole folders → de-identified copies in another folder, and a report beside them. */
import { t } from '@vscode/l10n';
import { openRegularFile } from '../../files/regularFile.ts';
import { fileState } from '../intake/readSource.ts';
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileMissing, ImagingError, notDeidentified, unreadable } from '../intake/imagingErrors.ts';
import { sniffFile } from '../intake/sniff.ts';
import type { DeidentifiedOutcome, Deidentifier } from './deidentifyContract.ts';
import type { DeidentifyOptions } from './deidentifyOptions.ts';
import {
  deidentifyReport,
  hashPrefix,
  reportText,
  type DeidentifyReport,
  type RefusedFile,
} from './deidentifyReport.ts';
import { isWithin } from './isWithin.ts';

export interface DeidentifyRequest {
  /** DICOM files, and folders that are searched to their ends. Links are not followed. */
  readonly inputs: readonly string[];
  /** Made if it is not there. Must not be an input, nor lie in one. */
  readonly output: string;
  readonly options: DeidentifyOptions;
  /** Undefined: a random one for this run. */
  readonly key: Uint8Array | undefined;
}

export interface DeidentifyEvents {
  /** Before each file; `total` files were found. */
  readonly onFile?: (done: number, total: number) => void;
  /** For the screen: the message names the file. */
  readonly onRefused?: (error: ImagingError) => void;
}

export interface DeidentifyResult {
  readonly report: DeidentifyReport;
  /** The folder, and the text of the report in it. */
  readonly folder: string;
  readonly reportPath: string;
}

const KEY_BYTES = 32;

/**
 * On abort it resolves with what was done by then. Rejects with an `ImagingError` when there is nothing to begin with.
 */
export async function deidentifyFiles(
  imaging: Deidentifier,
  request: DeidentifyRequest,
  events: DeidentifyEvents = {},
  signal?: AbortSignal,
): Promise<DeidentifyResult> {
  const { options } = request;
  const startedAt = new Date();
  const inputs = await Promise.all(
    request.inputs.map((input) =>
      realpath(input).catch(() => {
        throw fileMissing(basename(input));
      }),
    ),
  );
  const folder = await outputFolder(inputs, request.output);
  // Sorted, so that runs go the same way.
  const files = [...new Set((await Promise.all(inputs.map(filesOf))).flat())].sort();
  const key = request.key ?? randomBytes(KEY_BYTES);
  const done: DeidentifiedOutcome[] = [];
  const refused: RefusedFile[] = [];
  let skipped = 0;
  for (const [index, path] of files.entries()) {
    if (isAborted(signal)) break;
    events.onFile?.(index, files.length);
    if ((await sniffFile(path)) !== 'dicom') {
      skipped++;
      continue;
    }
    try {
      done.push(await imaging.deidentify({ path, outDir: folder, options, key }, signal));
    } catch (error) {
      if (isAborted(signal)) break;
      if (!(error instanceof ImagingError)) throw error;
      events.onRefused?.(error);
      refused.push({ input: await inputHash(path), reason: withoutName(error, path) });
    }
  }
  const stopped = isAborted(signal);
  const report = deidentifyReport({
    options,
    keyGiven: request.key !== undefined,
    startedAt,
    finishedAt: new Date(),
    stopped,
    done,
    refused,
    skipped,
  });
  return { report, folder, reportPath: await writeReport(folder, report) };
}

/** It changes while a file is written. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

async function filesOf(input: string): Promise<readonly string[]> {
  if (!(await lstat(input)).isDirectory()) {
    // Its error names what stands there instead of a file.
    await fileState(input);
    return [input];
  }
  const entries = await readdir(input, { recursive: true, withFileTypes: true }).catch(() => {
    throw unreadable(basename(input), t`a folder in it cannot be listed`);
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function outputFolder(inputs: readonly string[], output: string): Promise<string> {
  // What does not exist yet has no real path: that of the nearest folder above tells.
  const wanted = await realParent(resolve(output));
  const holder = inputs.find((input) => isWithin(wanted, input));
  if (holder !== undefined)
    throw notDeidentified(basename(holder), t`the output folder is the input or lies in it; choose another`);
  await mkdir(wanted, { recursive: true }).catch((error: unknown) => {
    throw notWritable(wanted, error);
  });
  return wanted;
}

async function realParent(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : join(await realParent(parent), basename(path));
  }
}

async function inputHash(path: string): Promise<string | undefined> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of (await openRegularFile(path)).createReadStream()) hash.update(chunk as Buffer);
    return hashPrefix(hash.digest('hex'));
  } catch {
    return undefined;
  }
}

/** The message begins with the file's name, which may be a patient's. */
function withoutName({ message }: ImagingError, path: string): string {
  return message.replaceAll(basename(path), t`The file`);
}

/** Beside reports of earlier runs. */
async function writeReport(folder: string, report: DeidentifyReport): Promise<string> {
  const stem = join(folder, `deidentification-${report.startedAt.replace(/[-:]/g, '').replace('.', '')}`);
  try {
    await writeFile(`${stem}.json`, `${JSON.stringify(report, undefined, 2)}\n`, { flag: 'wx' });
    await writeFile(`${stem}.txt`, reportText(report), { flag: 'wx' });
  } catch (error) {
    throw notWritable(folder, error);
  }
  return `${stem}.txt`;
}

function notWritable(folder: string, error: unknown): ImagingError {
  const cause =
    error instanceof Error && 'code' in error
      ? t`nothing can be written into it (${String(error.code)})`
      : t`nothing can be written into it`;
  return unreadable(basename(folder), cause);
}
