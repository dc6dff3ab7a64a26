/**
 * The secret from which pseudonyms are derived, kept in a file: with it, another run gives the same UIDs, names and
 * date shifts.
 */
import { t } from '@vscode/l10n';
import { NotRegularFile, readRegularFile } from '../../files/regularFile.ts';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { unreadable } from '../intake/imagingErrors.ts';

const LEAST_BYTES = 16;

/**
 * Any file of 16 bytes or more is a key. One that is not there is made, readable for its owner alone. Rejects with an
 * `ImagingError`.
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const bytes = (await readOrMissing(path)) ?? (await makeKeyFile(path));
  if (bytes.length < LEAST_BYTES)
    throw unreadable(basename(path), t`it is too short for a key, which has ${LEAST_BYTES} bytes or more`);
  return createHash('sha256').update(bytes).digest();
}

async function readOrMissing(path: string): Promise<Buffer | undefined> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(
      basename(path),
      error instanceof NotRegularFile ? error.message : t`a key file has to be readable`,
    );
  }
}

async function makeKeyFile(path: string): Promise<Buffer> {
  const text = Buffer.from(`${randomBytes(32).toString('hex')}\n`);
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return text;
  } catch {
    throw unreadable(basename(path), t`a new key cannot be written there`);
  }
}
