/**
 * What one would type instead of opening the editor: commands that turn a DICOM file into a padded 336-pixel PNG, or
 * into an uncompressed file.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CONVERT } from './nativeTools.ts';

const run = promisify(execFile);
const UID = '1.2.840.10008.1.2';
const IMAGE_SIZE = 336;

export type CommandLine = readonly [program: string, ...args: string[]];

/**
 * Several chains that do the same, the plainest first: a picture in colour or without a window needs other options, and
 * not every file is read by all.
 */
export function modelInputChains(
  { path, transferSyntax }: { path: string; transferSyntax: string },
  scratch: string,
): readonly (readonly CommandLine[])[] {
  const [raw, picture, out] = ['raw.dcm', 'picture.pnm', 'input.png'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
  ];
  const decompress: readonly (readonly CommandLine[])[] = transferSyntax.startsWith(`${UID}.4.9`)
    ? [[['gdcmconv', '--raw', path, raw]]]
    : transferSyntax.startsWith(`${UID}.4.8`)
      ? [[['dcmdjpls', path, raw]], [['gdcmconv', '--raw', path, raw]]]
      : transferSyntax.startsWith(`${UID}.4.20`)
        ? []
        : [[]];
  return decompress.flatMap((first) =>
    [['+Wi', '1'], ['+Wl', '1'], ['+Wm'], []].map((window): readonly CommandLine[] => [
      ...first,
      ['dcmj2pnm', '-O', ...window, '--write-raw-pnm', '--frame', '1', first.length === 0 ? path : raw, picture],
      [
        CONVERT,
        picture,
        '-filter',
        'Catrom',
        '-resize',
        `${IMAGE_SIZE}x${IMAGE_SIZE}`,
        '-background',
        'rgb(122,116,104)',
        '-gravity',
        'center',
        '-extent',
        `${IMAGE_SIZE}x${IMAGE_SIZE}`,
        out,
      ],
    ]),
  );
}

/** The first of the chains that works. */
export async function workingChain(
  chains: readonly (readonly CommandLine[])[],
): Promise<readonly CommandLine[] | undefined> {
  for (const chain of chains) if ((await timed(chain)) !== undefined) return chain;
  return undefined;
}

/** The command that decompresses; undefined where there is nothing to decompress or nobody who can. */
export function dcmtkCommand(path: string, transferSyntax: string, scratch: string): CommandLine | undefined {
  const out = join(scratch, 'dcmtk.dcm');
  const suffix = transferSyntax.slice(UID.length);
  if (suffix === '.5') return ['dcmdrle', path, out];
  if (/^\.4\.(5\d|70)$/.test(suffix)) return ['dcmdjpeg', path, out];
  if (/^\.4\.8\d$/.test(suffix)) return ['dcmdjpls', path, out];
  return suffix.startsWith('.4') ? undefined : ['dcmconv', '+te', path, out];
}

/** gdcm crashes on HTJ2K. */
export function gdcmCommand(path: string, transferSyntax: string, scratch: string): CommandLine | undefined {
  return transferSyntax.startsWith(`${UID}.4.20`) ? undefined : ['gdcmconv', '--raw', path, join(scratch, 'gdcm.dcm')];
}

/** ms of the commands one after the other; undefined when one of them fails. */
export async function timed(commands: readonly CommandLine[]): Promise<number | undefined> {
  const start = performance.now();
  try {
    for (const [program, ...args] of commands) await run(program, args);
  } catch {
    return undefined;
  }
  return performance.now() - start;
}
