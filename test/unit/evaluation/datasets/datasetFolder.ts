/** A folder for one test's files, and what reading them comes to. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'mocha';
import { DatasetError, type DatasetErrorCode } from '../../../../src/evaluation/datasets/datasetErrors.ts';

export interface DatasetFolder {
  readonly path: string;
  /** The path of a file with this text or these bytes. */
  write(name: string, content: string | Uint8Array): string;
  json(name: string, value: unknown): string;
  jsonLines(name: string, rows: readonly unknown[]): string;
}

/** Made before each test of the suite, and removed after it. */
export function datasetFolder(): DatasetFolder {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'llava-med-datasets-'));
  });
  afterEach(() => rmSync(path, { recursive: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(path, name), content);
    return join(path, name);
  };
  return {
    get path() {
      return path;
    },
    write,
    json: (name, value) => write(name, JSON.stringify(value)),
    jsonLines: (name, rows) => write(name, rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  };
}

export async function rejectsWith(work: Promise<unknown>, code: DatasetErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof DatasetError, String(error));
    assert.match(error.message, message);
    assert.equal(error.code, code);
    return true;
  });
}
