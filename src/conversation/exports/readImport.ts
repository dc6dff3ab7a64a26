import { counted } from '../../text/counted.ts';
import { isRecord } from '../../text/isRecord.ts';
import { FILE_FORMAT } from './conversationFile.ts';
import { IMPORT_BOUNDS } from './importBounds.ts';
import { importErrors } from './importErrors.ts';
import { isLlavaItem, type LlavaItem, llavaItem } from './llavaItem.ts';
import { readConversationFile, type ReadConversation } from './readConversationFile.ts';
import { refuseUnsafeJson } from './refuseUnsafeJson.ts';

export type ImportedChat =
  | { readonly kind: 'conversation'; readonly read: ReadConversation }
  | { readonly kind: 'llava'; readonly item: LlavaItem };

export interface ReadImport {
  readonly chats: readonly ImportedChat[];
  /** LLaVA items that are none: without an answer, or with turns out of order. */
  readonly leftOut: number;
}

/**
 * The conversations of a file: ours (one, or JSONL of many), or LLaVA's (a list, or JSONL of items). Throws an
 * `ImportError`; `file` is the name that it says.
 */
export function readImport(text: string, file: string): ReadImport {
  if (text.length > IMPORT_BOUNDS.bytes) throw importErrors.tooLarge(file, text.length, IMPORT_BOUNDS.bytes);
  const values = valuesOf(text.replace(/^\uFEFF/u, ''), file);
  if (values.length > IMPORT_BOUNDS.items)
    throw importErrors.tooMany(file, counted(values.length, 'conversation'), IMPORT_BOUNDS.items);
  const chats: ImportedChat[] = [];
  let leftOut = 0;
  for (const value of values) {
    if (isOurs(value)) chats.push({ kind: 'conversation', read: readConversationFile(value, file) });
    else if (isLlavaItem(value)) {
      refuseUnsafeJson(value, file);
      const item = llavaItem(value);
      if (item === undefined) leftOut++;
      else chats.push({ kind: 'llava', item });
    } else throw importErrors.notConversations(file);
  }
  if (chats.length === 0) throw importErrors.notConversations(file);
  return { chats, leftOut };
}

function isOurs(value: unknown): boolean {
  return isRecord(value) && value['format'] === FILE_FORMAT;
}

function valuesOf(text: string, file: string): readonly unknown[] {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole.value) ? (whole.value as readonly unknown[]) : [whole.value];
  const lines = text.split(/\r?\n/u);
  if (lines.filter((line) => line.trim() !== '').length < 2 || parsed(firstOf(lines)) === undefined)
    throw importErrors.notJson(file, undefined);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = parsed(line);
    if (read === undefined) throw importErrors.notJson(file, index + 1);
    return [read.value];
  });
}

function firstOf(lines: readonly string[]): string {
  return lines.find((line) => line.trim() !== '') ?? '';
}

/** The parser's own message quotes what it stumbled on. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
