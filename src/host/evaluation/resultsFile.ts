import { t } from '@vscode/l10n';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import { parseResults } from '../../protocol/evaluationView.ts';

const MAX_MB = 500;

/** What keeps a file from being shown; `message` names the cause and the way out. */
export class NoResults extends Error {
  override readonly name = 'NoResults';
}

/** Rejects with `NoResults`. */
export async function readResults(uri: vscode.Uri): Promise<EvaluationResults> {
  const name = basename(uri.path);
  let bytes: Uint8Array;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_MB * 1e6)
      throw new NoResults(
        t`${name} has ${(size / 1e6).toFixed(0)} MB, and at most ${MAX_MB} are read here. Split the run in shards.`,
      );
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    throw new NoResults(t`${name} cannot be read (${error.code}). Check that it is there and that you may open it.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new NoResults(
      t`${name} is not JSON: it is damaged, or not written to its end. Score the run again: “llava-med eval” goes on where it was.`,
    );
  }
  const results = parseResults(value);
  if (typeof results === 'string')
    throw new NoResults(
      t`${name} is JSON, but not the results of an evaluation (${results}). Another program, or another version of this one, wrote it. Score the run again, or open the file as text.`,
    );
  return results;
}

/** By its folder. */
export function runName(uri: vscode.Uri): string {
  const folder = basename(dirname(uri.path));
  return folder === '' ? basename(uri.path) : folder;
}
