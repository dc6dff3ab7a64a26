/** The text of a file of questions or answers, or what else the file is. */
import type { FileHandle } from 'node:fs/promises';
import { NotRegularFile, openRegularFile } from '../../files/regularFile.ts';
import { DatasetError, datasetErrors, type OtherKind } from './datasetErrors.ts';

/** VQA's largest published text has 7 MB; instruction sets of 500,000 rows are no evaluation. */
export const LARGEST_TEXT = 256 * 1024 * 1024;
const BLOCK_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 512;

export type FileText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'parquet' };

/**
 * By its first bytes, never by its name. Rejects with a `DatasetError`, or with the signal's reason.
 */
export async function fileText(path: string, signal?: AbortSignal, limit = LARGEST_TEXT): Promise<FileText> {
  const file = await opened(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw datasetErrors.empty(path);
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
    await file.read(head, 0, head.length, 0);
    if (head.toString('latin1', 0, 4) === 'PAR1') return { kind: 'parquet' };
    const other = otherKind(head);
    if (other !== undefined) throw datasetErrors.otherKind(path, other);
    if (size > limit) throw datasetErrors.tooLarge(path, size, limit);
    const text = decoded(path, await bytesOf(path, file, size, signal));
    if (text.trim() === '') throw datasetErrors.empty(path);
    return { kind: 'text', text };
  } catch (error) {
    throw error instanceof DatasetError || signal?.aborted === true ? error : datasetErrors.cannotRead(path, error);
  } finally {
    await file.close();
  }
}

/** Rejects with a `DatasetError`. */
export async function opened(path: string): Promise<FileHandle> {
  try {
    return await openRegularFile(path);
  } catch (error) {
    throw error instanceof NotRegularFile
      ? datasetErrors.notAFile(path, error.what)
      : datasetErrors.cannotRead(path, error);
  }
}

async function bytesOf(path: string, file: FileHandle, size: number, signal?: AbortSignal): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(bytes, at, Math.min(BLOCK_BYTES, size - at), at);
    if (bytesRead === 0) throw datasetErrors.changedMeanwhile(path);
    at += bytesRead;
  }
  signal?.throwIfAborted();
  return bytes;
}

const SIGNATURES: readonly (readonly [string, OtherKind])[] = [
  ['\x80\x02', 'pickle'],
  ['\x80\x03', 'pickle'],
  ['\x80\x04', 'pickle'],
  ['\x80\x05', 'pickle'],
  // Protocol 0, which is text.
  ['(lp', 'pickle'],
  ['(dp', 'pickle'],
  ['PK\x03\x04', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['BZh', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['\x28\xb5\x2f\xfd', 'archive'],
  ['version https://git-lfs.github.com/spec/', 'lfsPointer'],
];

function otherKind(head: Buffer): OtherKind | undefined {
  const text = head.toString('latin1');
  const found = SIGNATURES.find(([start]) => text.startsWith(start));
  if (found !== undefined) return found[1];
  const start = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(!doctype html|html|head)/i.test(start)) return 'webPage';
  return start.startsWith('<') ? 'xml' : undefined;
}

function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw datasetErrors.notUtf8(path, firstBadLine(bytes));
  }
}

/** From 1. A line break is never part of a longer character of UTF-8, so lines can be looked at one by one. */
function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}
