import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../files/regularFile.ts';
import { isRecord } from '../text/isRecord.ts';
import { replaceFile } from './replaceFile.ts';

const FILE = 'workspace.json';

/** What the workspace is called whose chats are in the folder; empty where that is not known. */
export async function readWorkspaceName(folder: string): Promise<string> {
  try {
    const saved: unknown = JSON.parse((await readRegularFile(join(folder, FILE))).toString('utf8'));
    return isRecord(saved) && typeof saved['name'] === 'string' ? saved['name'] : '';
  } catch {
    return '';
  }
}

export async function writeWorkspaceName(folder: string, name: string): Promise<void> {
  if (name === (await readWorkspaceName(folder))) return;
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, FILE), JSON.stringify({ name }));
}
